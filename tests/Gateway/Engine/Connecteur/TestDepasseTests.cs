using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>A test may last longer than the settings that it tries (rule D1).</summary>
public abstract class TestDepasseTests(PostgresServer postgres, DatabaseEngine engine) : EssaiTest(postgres, engine)
{
    private const string AutreUai = "0381912X";

    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_test_of_former_settings_says_so_and_leaves_the_gate_as_the_present_ones_have_made_it()
    {
        var former = await BeginSlowAsync();
        await ReglerAsync(Uai, AutreUai);
        Assert.False(await IsOpenAsync());
        Assert.True((await Connecteur.RunAsync(Modele, null, "Dominique", default)).Ouvert);
        _slow.SetResult();

        var report = await former;

        Assert.True(await IsOpenAsync());
        Assert.Equal((false, false), (report.Reussi, report.Ouvert));
        Assert.StartsWith("Les réglages ont changé pendant le test", report.Etapes[^1].Message, StringComparison.Ordinal);
        Assert.StartsWith("Relancer le test", report.Etapes[^1].Remede, StringComparison.Ordinal);
        Assert.Contains("ont changé pendant le test, qui ne compte donc pas : le relancer", Connecteur.Verdict(report), StringComparison.Ordinal);
        // Whoever comes back to the page finds it there.
        Assert.Equal(report.Etapes, (await Connecteur.HistoryAsync(Passerelle.Code, default))[0].Etapes);
        Assert.Equal(["Camille", "Dominique", "essai"], await TestesParAsync());
        await ReglerAsync(Uai);
        Assert.False(await IsOpenAsync());
    }

    [Fact]
    public async Task It_opens_nothing_for_settings_that_nobody_has_tried()
    {
        var former = await BeginSlowAsync();
        await ReglerAsync(Uai, AutreUai);
        _slow.SetResult();

        Assert.False((await former).Ouvert);
        Assert.False(await IsOpenAsync());
    }

    [Fact]
    public async Task Of_an_etablissement_that_has_gone_meanwhile_nothing_is_kept()
    {
        var former = await BeginSlowAsync();
        await Passerelle.SupprimerAsync();
        _slow.SetResult();

        Assert.False((await former).Ouvert);
        Assert.DoesNotContain("Camille", await TestesParAsync());
    }

    private async Task<Task<RapportTest>> BeginSlowAsync()
    {
        Essai.Suite = _slow.Task;
        var running = Connecteur.RunAsync(Modele, null, "Camille", default);
        await LancesAsync(1);
        Essai.Suite = Task.CompletedTask;
        return running;
    }

    private Task<bool> IsOpenAsync() => Noeud.De<ConnectorGate>().IsOpenAsync(Base, Modele, default);

    private async Task ReglerAsync(params string[] uais)
    {
        var change = await Noeud.De<ConfigurationService>().ImportAsync(current => new ConfigurationDocument
        {
            Etablissements = [DocumentSecrets.Redact(current.FindByCode(Passerelle.Code)!.Document) with { Uais = uais }],
        }, default);
        Assert.True(change.Succeeded, string.Join(", ", change.Erreurs));
    }
}

public sealed class TestDepasseOnSqlite(PostgresServer postgres) : TestDepasseTests(postgres, DatabaseEngine.Sqlite);

public sealed class TestDepasseOnPostgres(PostgresServer postgres) : TestDepasseTests(postgres, DatabaseEngine.Postgres);
