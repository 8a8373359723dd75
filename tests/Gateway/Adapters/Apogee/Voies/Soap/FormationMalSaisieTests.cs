using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Soap;

/// <summary>One mis-mapped formation: Apogée's database refuses each of its OPI with a plain fault. Nobody else waits for it (rule C5).</summary>
public abstract class FormationMalSaisieTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // A rest of the lane would last longer than the test has patience.
    private const string LongPause = "--Reconciliation:PauseDisjoncteurMillisecondes=600000";

    private readonly HashSet<Vet> _broken = [new("DRT", "L1ECO", 101)];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsSansParent = _broken });

    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    public async Task A_sound_OPI_leaves_while_those_of_a_mis_mapped_formation_fail(int faulty)
    {
        await StartAsync(settings: LongPause);
        await PushAsync([.. Enumerable.Range(101, faulty).Select(code => Voeu(code, Economie))]);
        await Poll.UntilAsync(async () => await FailedAsync() == faulty);

        await PushAsync(Voeu(17));
        await Poll.UntilAsync(async () => await Etab.VoeuxAsync("17") == "L1DROI=F");

        Assert.False(Gateway.Services.GetRequiredService<LaneRests>().IsResting("apogee-opi", Etab.Code));
        Assert.DoesNotContain(await ListAsync("livraisons"), l => l!["message"]?.GetValue<string>().Contains("suspendus", StringComparison.Ordinal) == true);
        // Apogée has it before the exchange is written down.
        var sound = await Poll.UntilAsync(
            () => Gateway.QueryAsync<long>("SELECT e.id FROM echange e JOIN livraison l ON l.id = e.livraison WHERE l.sujet = '2026/17'"), found => found.Count > 0);
        Assert.Single(sound);
    }

    [Fact]
    public async Task After_as_many_identical_faults_as_allowed_they_are_put_aside_together_and_leave_again_with_their_mapping()
    {
        await StartAsync(settings: [LongPause, "--Reconciliation:EchecsIdentiquesMaximum=3"]);
        var synthese = await PushAndRestAsync(Voeu(101, Economie), Voeu(102, Economie), Voeu(17));

        Assert.Equal(2, synthese["opi"]!["refusMetier"]!.GetValue<int>());
        Assert.Equal(7, ApogeeCalls);
        var aside = (await ListAsync("livraisons?etat=RefusMetier")).Select(l => l!).ToList();
        Assert.All(aside, l => Assert.True(l["aRegarder"]!.GetValue<bool>()));
        Assert.All(aside, l => Assert.Contains("ORA-02291", l["message"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.All(aside, l => Assert.Contains("correspondance", l["explication"]!.GetValue<string>(), StringComparison.Ordinal));
        var task = Assert.Single(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "LivraisonsARegarder")!["message"]!.GetValue<string>();
        Assert.Contains("2026/101", task, StringComparison.Ordinal);
        Assert.Contains("2026/102", task, StringComparison.Ordinal);
        Assert.Contains("ORA-02291", task, StringComparison.Ordinal);

        Etab.Formations[1]!["oui"]!["codEtp"] = "L1ECO2";
        await Etab.SaveAsync(Gateway);
        synthese = await AtRestAsync();

        // The VET that Apogée never took is not kept as D: it would be refused for ever.
        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
        Assert.Equal("L1ECO2=F", await Etab.VoeuxAsync("101"));
        Assert.Equal("L1ECO2=F", await Etab.VoeuxAsync("102"));
        Assert.DoesNotContain(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "LivraisonsARegarder");
    }

    private async Task<long> FailedAsync() =>
        (await Gateway.QueryAsync<long>("SELECT COUNT(DISTINCT e.livraison) FROM echange e WHERE e.issue = 'EchecTechnique'"))[0];
}

public sealed class FormationMalSaisieTestsOnSqlite(PostgresServer postgres) : FormationMalSaisieTests(postgres, DatabaseEngine.Sqlite);

public sealed class FormationMalSaisieTestsOnPostgres(PostgresServer postgres) : FormationMalSaisieTests(postgres, DatabaseEngine.Postgres);
