using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Sequences;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>Whose turn it is, what counts as an attempt, and what becomes of a request that is no longer ours.</summary>
public abstract class RecuperationWorkerTests(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private const string Lettres = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private readonly HorlogeMachine _machine = new();
    private TestStorage _storage = null!;
    private Noeud _noeud = null!;
    private Passerelle _passerelle = null!;
    private RecuperationWorker? _worker;

    private Database Base => _noeud.De<Database>();

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, engine);
        _noeud = await Noeud.CreerAsync(_storage, _machine, 0);
        _passerelle = new Passerelle([_noeud], "univ-alpes");
        await _passerelle.CreerAsync(new Dictionary<int, (string, string)> { [8841] = ("V1", "") });
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null) await _worker.StopAsync(default);
        _worker?.Dispose();
        await _noeud.DisposeAsync();
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_costs_no_attempt_and_holds_no_other_pull_up()
    {
        await AskAsync(17, 18);
        await Base.ExecuteAsync("ALTER TABLE message_entrant RENAME TO ailleurs", null, default);
        var source = await StartAsync((_, _) => Task.FromResult(SourceFictive.ListeVide()));

        await Poll.UntilAsync(async () => source.Demandes.Count == 2 && (await RowsAsync()).All(r => r.Tentatives == 0));
        Assert.Equal([17, 18], source.Dossiers);

        await Base.ExecuteAsync("ALTER TABLE ailleurs RENAME TO message_entrant", null, default);
        _machine.Avancer(RecuperationQueue.Lease + TimeSpan.FromSeconds(1));
        await Poll.UntilAsync(async () => (await RowsAsync()).All(r => r.Etat == nameof(EtatRecuperation.Recue)));
        Assert.All(await RowsAsync(), row => Assert.Equal(1, row.Tentatives));
    }

    [Fact]
    public async Task Who_rests_after_a_failure_comes_behind_those_who_wait()
    {
        await AskAsync(17, 18, 19);
        var failed = false;
        var source = await StartAsync((demande, _) =>
        {
            // Longer than anybody rests.
            _machine.Avancer(TimeSpan.FromSeconds(5));
            if (demande.Dossier != 17 || failed) return Task.FromResult(SourceFictive.ListeVide());
            failed = true;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        });

        await Poll.UntilAsync(async () => (await RowsAsync()).All(r => r.Etat == nameof(EtatRecuperation.Recue)));
        Assert.Equal([17, 18, 19, 17], source.Dossiers);
    }

    [Fact]
    public async Task A_request_that_another_node_has_made_meanwhile_is_given_up()
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await AskAsync(17);
        var source = await StartAsync(async (demande, ct) =>
        {
            if (demande.Dossier == 18) return SourceFictive.ListeVide();
            await using var told = ct.Register(givenUp.SetResult);
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException();
        });
        await Poll.UntilAsync(() => Task.FromResult(source.Demandes.Count == 1));

        // This one says that it still waits; until for once it says nothing for too long.
        var theirs = await Poll.UntilAsync(() =>
        {
            _machine.Avancer(RecuperationQueue.Lease + TimeSpan.FromSeconds(1));
            return _noeud.De<RecuperationQueue>().ClaimAsync(_passerelle.Code, default);
        }, claimed => claimed is not null);
        // A little at a time: its next word may be yet to come, and theirs must not be late meanwhile.
        await Poll.UntilAsync(() =>
        {
            if (!givenUp.Task.IsCompleted) _machine.Avancer(TimeSpan.FromSeconds(2));
            return Task.FromResult(givenUp.Task.IsCompleted);
        });

        await AskAsync(18);
        await Poll.UntilAsync(async () => (await RowsAsync())[1].Etat == nameof(EtatRecuperation.Recue));
        var row = (await RowsAsync())[0];
        Assert.Equal((theirs!.PartieLe, 2, nameof(EtatRecuperation.Demandee)), (row.PartieLe, row.Tentatives, row.Etat));
        Assert.Equal([17, 18], source.Dossiers);
    }

    [Fact]
    public async Task Who_has_many_to_ask_for_gives_his_place_after_each_to_whoever_waits_for_one()
    {
        const int Each = 10;
        var uais = Enumerable.Range(0, RecuperationWorker.SideBySide + 1).Select(n => $"{999_0000 + n}{Lettres[(999_0000 + n) % 23]}").ToList();
        await VoisinsAsync(uais, Each);
        var asked = Channel.CreateUnbounded<(string Uai, TaskCompletionSource Answer)>();
        await StartAsync(async (demande, ct) =>
        {
            var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            asked.Writer.TryWrite((demande.Uai, answer));
            await answer.Task.WaitAsync(ct);
            return SourceFictive.ListeVide();
        });
        var first = new List<(string Uai, TaskCompletionSource Answer)>();
        while (first.Count < RecuperationWorker.SideBySide) first.Add(await NextAsync());
        var waiting = Assert.Single(uais.Except(first.Select(f => f.Uai)));

        // One of them is answered, again and again; the others wait for all that while.
        var next = first[0];
        for (var n = 1; n < Each && next.Uai != waiting; n++)
        {
            Assert.Equal(first[0].Uai, next.Uai);
            next.Answer.SetResult();
            next = await NextAsync();
        }

        Assert.Equal(waiting, next.Uai);

        Task<(string Uai, TaskCompletionSource Answer)> NextAsync() => asked.Reader.ReadAsync().AsTask().WaitAsync(Poll.Patience);
    }

    // The worker's own clock rings; the machine time by which rows are due is the test's.
    private async Task<SourceFictive> StartAsync(Func<Demande, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        var source = new SourceFictive(answer);
        var client = new ParcoursupClient(new HttpClient(source) { Timeout = Timeout.InfiniteTimeSpan }, _machine);
        _worker = ActivatorUtilities.CreateInstance<RecuperationWorker>(_noeud.Services, client, new HorlogePressee());
        await _worker.StartAsync(default);
        return source;
    }

    private async Task AskAsync(params int[] dossiers)
    {
        foreach (var dossier in dossiers) await _passerelle.DemanderAsync(dossier);
    }

    private async Task VoisinsAsync(IReadOnlyList<string> uais, int each)
    {
        var documents = uais.Select(uai =>
        {
            var document = TestDocument.Etablissement("u" + uai[..7], uai, new("http://127.0.0.1:1/ApiRest/"), new("http://127.0.0.1:1/services/OpiMetier"));
            document.Remove("push");
            return (JsonNode)document;
        });
        var text = new JsonObject { ["etablissements"] = new JsonArray([.. documents]) }.ToJsonString();
        Assert.Null(_noeud.De<DocumentFormat>().TryRead<ConfigurationDocument>(Encoding.UTF8.GetBytes(text), out var read));
        var change = await _noeud.De<ConfigurationService>().ImportAsync(read!, default);
        Assert.True(change.Succeeded, string.Join(", ", change.Erreurs));
        await Base.WriteAsync(async session =>
        {
            foreach (var uai in uais)
                for (var n = 1; n <= each; n++)
                    await _noeud.De<RecuperationBook>().RequestAsync(session, "u" + uai[..7], uai, n, "essai", default);
        }, default);
    }

    private Task<IReadOnlyList<RecuperationRow>> RowsAsync() =>
        Base.QueryAsync<RecuperationRow>("SELECT * FROM recuperation ORDER BY id", null, default);
}

public sealed class RecuperationWorkerOnSqlite(PostgresServer postgres) : RecuperationWorkerTests(postgres, DatabaseEngine.Sqlite);

public sealed class RecuperationWorkerOnPostgres(PostgresServer postgres) : RecuperationWorkerTests(postgres, DatabaseEngine.Postgres);
