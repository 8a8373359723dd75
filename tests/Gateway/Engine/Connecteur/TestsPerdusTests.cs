using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>A test that was asked for comes to its end, whatever the database refuses meanwhile and whoever goes away.</summary>
public abstract class TestsPerdusTests(PostgresServer postgres, DatabaseEngine engine) : EssaiTest(postgres, engine)
{
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Progress_that_cannot_be_written_does_not_end_it()
    {
        using var tests = Lances();
        Essai.Suite = _slow.Task;
        var running = await tests.LancerAsync(Modele, null, "Camille", default);
        await LancesAsync(1);
        await RenommerAsync("test_en_cours RENAME COLUMN etapes TO ailleurs");
        _slow.SetResult();

        var report = await running!;

        Assert.Equal(["Première", "Seconde"], report?.Etapes.Select(e => e.Nom) ?? []);
        Assert.Equal(["Camille", "essai"], await TestesParAsync());
        await RenommerAsync("test_en_cours RENAME COLUMN ailleurs TO etapes");
        Assert.Null(await Noeud.De<TestEnCoursBook>().DeAsync(Passerelle.Code, default));
    }

    [Fact]
    public async Task Whoever_goes_away_while_it_is_begun_leaves_one_that_runs()
    {
        using var tests = Lances();
        using var gone = new CancellationTokenSource();
        Task<Task<RapportTest?>?> beginning;
        await using (var held = await Base.WriteAsync(default))
        {
            // Whoever wants to begin one waits for this one, which is never committed.
            await held.ExecuteAsync(
                """
                INSERT INTO test_en_cours (etablissement, par, commence_le, jusqua, noms, etapes)
                VALUES (@Code, 'Dominique', @now, @now, '[]', '[]')
                """,
                new { Passerelle.Code, now = DateTimeOffset.UnixEpoch }, default);
            beginning = tests.LancerAsync(Modele, null, "Camille", gone.Token);
            await gone.CancelAsync();
        }

        Assert.NotNull(await (await beginning)!);
        Assert.Equal(["Camille", "essai"], await TestesParAsync());
        Assert.Null(await Noeud.De<TestEnCoursBook>().DeAsync(Passerelle.Code, default));
    }

    [Fact]
    public async Task A_report_that_cannot_be_kept_is_asked_for_again()
    {
        using var retest = Retest();
        await RenommerAsync("test_connecteur RENAME TO ailleurs");
        retest.Enqueue(Passerelle.Code, "Camille");
        await retest.StartAsync(default);
        await LancesAsync(2);
        await RenommerAsync("ailleurs RENAME TO test_connecteur");

        await Poll.UntilAsync(async () => (await TestesParAsync()).First() == "Camille (après modification)");
        await retest.StopAsync(default);
    }

    [Fact]
    public async Task What_is_asked_for_again_gives_way_to_what_was_asked_for_since()
    {
        using var retest = Retest();
        Essai.Suite = _slow.Task;
        retest.Enqueue(Passerelle.Code, "Camille");
        await retest.StartAsync(default);
        await LancesAsync(1);
        retest.Enqueue(Passerelle.Code, "Dominique");
        await RenommerAsync("test_connecteur RENAME TO ailleurs");
        _slow.SetResult();
        await LancesAsync(2);
        await RenommerAsync("ailleurs RENAME TO test_connecteur");

        var tested = await Poll.UntilAsync(TestesParAsync, all => all.Count() > 1);
        await retest.StopAsync(default);
        Assert.Equal(["Dominique (après modification)", "essai"], tested);
    }

    private TestsLances Lances() => ActivatorUtilities.CreateInstance<TestsLances>(Noeud.Services, Connecteur);

    private ConnectorRetest Retest() =>
        ActivatorUtilities.CreateInstance<ConnectorRetest>(Noeud.Services, Connecteur, new HorlogePressee());
}

public sealed class TestsPerdusOnSqlite(PostgresServer postgres) : TestsPerdusTests(postgres, DatabaseEngine.Sqlite);

public sealed class TestsPerdusOnPostgres(PostgresServer postgres) : TestsPerdusTests(postgres, DatabaseEngine.Postgres);
