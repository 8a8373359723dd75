using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Soap;

/// <summary>An Apogée that does not understand any of our messages: the lane stops and says what to mend, and nothing is put aside.</summary>
public abstract class MauvaisReglageTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected override Task<TestEtablissement> CreateEtablissementAsync() =>
        TestEtablissement.StartAsync(apogee: options => options with { EspaceDeNoms = OpiMessages.Namespace + "_01012030" });

    [Fact]
    public async Task A_wrong_namespace_stops_the_lane_after_a_few_calls_and_says_why()
    {
        await StartAsync(openGate: false, "--Reconciliation:PauseDisjoncteurMillisecondes=600000");
        await PushAsync([.. Enumerable.Range(101, 12).Select(code => Voeu(code))]);
        await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).Count == 12);
        await Etab.OpenGateAsync(Gateway);

        var task = await Poll.UntilAsync(
            async () => (await ListAsync("taches")).SingleOrDefault(t => t!["type"]!.GetValue<string>() == "EnvoisArretes"), t => t is not null);
        Assert.Contains("espace de noms", task!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).Count(l => l!["message"] is not null) == 12);

        // Two that say it, what was under way meanwhile, and the call of the connector test.
        Assert.InRange(ApogeeCalls, 2, 6);
        Assert.Empty(await ListAsync("livraisons?etat=RefusMetier"));
        Assert.Contains(await ListAsync("livraisons"), l => l!["message"]!.GetValue<string>() is var text
            && text.Contains("suspendus", StringComparison.Ordinal) && text.Contains("espace de noms", StringComparison.Ordinal));
    }
}

public sealed class MauvaisReglageTestsOnSqlite(PostgresServer postgres) : MauvaisReglageTests(postgres, DatabaseEngine.Sqlite);

public sealed class MauvaisReglageTestsOnPostgres(PostgresServer postgres) : MauvaisReglageTests(postgres, DatabaseEngine.Postgres);
