using System.Text;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Sequences;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>
/// An answer counts by the moment at which its request left (rule B5): one that came after its lease never takes the time of the
/// request that has left since.
/// </summary>
public abstract class RecuperationLeaseTests(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private readonly HorlogeMachine _machine = new();
    private TestStorage _storage = null!;
    private Noeud _noeud = null!;
    private Passerelle _passerelle = null!;

    private RecuperationQueue Queue => _noeud.De<RecuperationQueue>();

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, engine);
        _noeud = await Noeud.CreerAsync(_storage, _machine, 0);
        _passerelle = new Passerelle([_noeud], "univ-alpes");
        await _passerelle.CreerAsync(new Dictionary<int, (string, string)> { [8841] = ("V1", "") });
        await _passerelle.DemanderAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _noeud.DisposeAsync();
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_answer_is_dropped_when_another_request_has_left_since()
    {
        var first = Assert.Single(await _passerelle.PartirAsync());
        _machine.Avancer(RecuperationQueue.Lease + TimeSpan.FromSeconds(1));
        var second = Assert.Single(await _passerelle.PartirAsync());

        await TakeAsync(first, "[1]");
        await TakeAsync(second, "[2]");

        Assert.Equal(["[2]"], await ReceivedAsync());
        Assert.Equal(second.PartieLe, (await RowAsync(second.Id)).PartieLe);
    }

    [Fact]
    public async Task While_an_answer_is_waited_for_nobody_else_asks()
    {
        var first = Assert.Single(await _passerelle.PartirAsync());
        for (var beat = 0; beat < 4; beat++)
        {
            _machine.Avancer(RecuperationQueue.Lease / 2);
            Assert.True(await Queue.ExtendAsync(first, default));
            Assert.Empty(await _passerelle.PartirAsync());
        }

        await TakeAsync(first, "[1]");

        Assert.Equal(["[1]"], await ReceivedAsync());
    }

    [Fact]
    public async Task An_answer_that_was_taken_is_not_taken_twice()
    {
        var first = Assert.Single(await _passerelle.PartirAsync());

        await TakeAsync(first, "[1]");
        await TakeAsync(first, "[1]");

        Assert.Equal(["[1]"], await ReceivedAsync());
    }

    [Fact]
    public async Task What_the_former_request_ended_in_is_not_said_of_the_one_that_has_left_since()
    {
        var first = Assert.Single(await _passerelle.PartirAsync());
        _machine.Avancer(RecuperationQueue.Lease + TimeSpan.FromSeconds(1));
        var second = Assert.Single(await _passerelle.PartirAsync());

        await Queue.PutOffAsync(first, "Parcoursup ne répond pas.", "HTTP 503", default);
        await Queue.FailAsync(first, "Parcoursup ne répond pas.", default);
        await Queue.RefusedAsync(first, "Établissement inconnu.", default);
        await Queue.UncountAsync(first, default);

        var row = await RowAsync(second.Id);
        Assert.Equal((second.PartieLe, 2, null, nameof(EtatRecuperation.Demandee)), (row.PartieLe, row.Tentatives, row.Message, row.Etat));
        await TakeAsync(second, "[2]");
        Assert.Equal(["[2]"], await ReceivedAsync());
        // Nor of the answer that has come.
        await Queue.FailAsync(second, "Parcoursup ne répond pas.", default);
        Assert.Equal(nameof(EtatRecuperation.Recue), (await RowAsync(second.Id)).Etat);
    }

    [Fact]
    public async Task Only_the_request_that_leaves_is_taken_and_counted()
    {
        await _passerelle.DemanderAsync(17);

        var first = (await Queue.ClaimAsync(_passerelle.Code, default))!;

        Assert.Equal((1, null), (first.Tentatives, first.CodeCandidat));
        var other = await RowAsync(first.Id + 1);
        Assert.Equal((0, null), (other.Tentatives, other.PartieLe));
        Assert.Equal(17, (await Queue.ClaimAsync(_passerelle.Code, default))!.CodeCandidat);
    }

    private async Task TakeAsync(RecuperationRow row, string answer)
    {
        await using var content = await ReceivedContent.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(answer)), 1_000, () => { }, default);
        await _noeud.De<RecuperationIntake>().TakeAsync(row, content, default);
    }

    private async Task<IReadOnlyList<string>> ReceivedAsync() =>
        [.. (await Rows.CorpsAsync(_noeud.De<Database>(), _noeud.De<DataKeys>(), "canal = 'Recuperation'"))
            .Select(Encoding.UTF8.GetString)];

    private async Task<RecuperationRow> RowAsync(long id) =>
        Assert.Single(await _noeud.De<Database>().QueryAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id = @id", new { id }, default));
}

public sealed class RecuperationLeaseTestsOnSqlite(PostgresServer postgres) : RecuperationLeaseTests(postgres, DatabaseEngine.Sqlite);

public sealed class RecuperationLeaseTestsOnPostgres(PostgresServer postgres) : RecuperationLeaseTests(postgres, DatabaseEngine.Postgres);
