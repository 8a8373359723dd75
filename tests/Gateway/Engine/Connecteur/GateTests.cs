using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>Rules D1 and D2: nothing of Parcoursup's origin leaves before "Tester connecteur" has passed.</summary>
public abstract class GateTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Nothing_leaves_before_the_test_and_the_synthesis_says_so()
    {
        await StartAsync(openGate: false);
        var synthese = await PushAndRestAsync(Voeu(17), Voeu(18));

        Assert.Equal(2, synthese["opi"]!["enAttenteConnecteur"]!.GetValue<int>());
        Assert.Equal(0, ApogeeCalls);
        var connecteur = await GetAsync("connecteur");
        Assert.False(connecteur!["ouvert"]!.GetValue<bool>());
        Assert.Contains("attendent", connecteur["raison"]!.GetValue<string>(), StringComparison.Ordinal);

        await Etab.OpenGateAsync(Gateway);
        synthese = await AtRestAsync();
        Assert.Equal(0, synthese["opi"]!["enAttenteConnecteur"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_test_that_fails_names_its_step_with_a_remedy_and_opens_nothing()
    {
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        await StartAsync(openGate: false);

        var report = await PostAsync("connecteur/test");

        Assert.False(report!["ouvert"]!.GetValue<bool>());
        var failed = report["etapes"]!.AsArray().First(e => e!["resultat"]!.GetValue<string>() == "Echec")!;
        Assert.NotEmpty(failed["remede"]!.GetValue<string>());
        Assert.False((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_change_of_credentials_voids_the_test_and_is_tested_at_once()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        await Etab.SaveAsync(Gateway);

        var synthese = await PushAndRestAsync(Voeu(18));
        Assert.Equal(1, synthese["opi"]!["enAttenteConnecteur"]!.GetValue<int>());
        Assert.Equal("", await Etab.VoeuxAsync("18"));
        var connecteur = await Poll.UntilAsync(async () => (await GetAsync("connecteur"))!, c => c["historique"]!.AsArray().Count == 2);
        Assert.False(connecteur["dernierTest"]!["ouvert"]!.GetValue<bool>());
        Assert.Contains("après modification", connecteur["dernierTest"]!["par"]!.GetValue<string>(), StringComparison.Ordinal);

        Etab.Document["parcoursup"]!["motDePasse"] = "secret";
        await Etab.SaveAsync(Gateway);
        await Poll.UntilAsync(async () => await Etab.VoeuxAsync("18") == "L1DROI=F");
    }

    [Fact]
    public async Task Other_edits_leave_the_gate_open()
    {
        await StartAsync();
        Etab.Document["libelle"] = "Autre nom";
        Etab.Document["parcoursup"]!["pauseMillisecondes"] = 2;

        await Etab.SaveAsync(Gateway);

        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        Assert.Single((await GetAsync("connecteur"))!["historique"]!.AsArray());
    }

    [Fact]
    public async Task The_test_leaves_no_trace_at_Apogee_nor_an_enrolment_at_Parcoursup()
    {
        await StartAsync();

        Assert.Empty((await Etab.ApogeeStateAsync())["opi"]!.AsArray());
        Assert.Empty((await Etab.ParcoursupStateAsync())["inscriptions"]!.AsArray());
        Assert.Equal(1, (await Etab.ParcoursupStateAsync())["appels"]!["testsConnecteur"]!.GetValue<int>());
        Assert.Empty(await ListAsync("inscriptions"));
    }
}

public sealed class GateTestsOnSqlite(PostgresServer postgres) : GateTests(postgres, DatabaseEngine.Sqlite);

public sealed class GateTestsOnPostgres(PostgresServer postgres) : GateTests(postgres, DatabaseEngine.Postgres);
