using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;

/// <summary>A withdrawal needs nothing but the number and VETs that Apogée has already: what is wrong with the individual keeps it not back.</summary>
public abstract class RetraitTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_defect_of_the_identity_keeps_no_withdrawal_back()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));

        var synthese = await PushAndRestAsync(Broken(Voeu(17, situation: 3, reponse: "08/06/2026 10:00")));

        Assert.Equal("L1DROI=D L1ECO=F", await Etab.VoeuxAsync("17"));
        // Apogée keeps the person that it has, and somebody still has to mend ours.
        var opi = Assert.Single((await Etab.ApogeeStateAsync())["opi"]!.AsArray())!;
        Assert.Equal("18022008", opi["dateNaissance"]!.GetValue<string>());
        Assert.Equal(0, opi["omissions"]!.GetValue<int>());
        Assert.Equal(1, synthese["reserves"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nothing_else_leaves_until_it_is_mended()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Broken(Voeu(17, situation: 3, reponse: "08/06/2026 10:00")));
        var calls = ApogeeCalls;

        await PushAndRestAsync(Broken(Voeu(17, Economie, reponse: "08/06/2026 11:00")), Broken(Voeu(17, reponse: "09/06/2026 10:00")));
        Assert.Equal(calls, ApogeeCalls);
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));

        await PushAndRestAsync(Voeu(17, reponse: "09/06/2026 11:00"));
        Assert.Equal("L1DROI=F L1ECO=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Who_never_left_is_held_as_before()
    {
        await StartAsync();
        await PushAndRestAsync(Broken(Voeu(17)));
        await PushAndRestAsync(Broken(Voeu(17, situation: 3, reponse: "08/06/2026 10:00")));

        Assert.Equal("", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task It_is_sent_again_after_a_failure()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":2}""");

        await PushAndRestAsync(Broken(Voeu(17, situation: 3, reponse: "08/06/2026 10:00")));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    private static JsonObject Broken(JsonObject voeu)
    {
        voeu["dateNaissance"] = "31/02/2008";
        return voeu;
    }
}

public sealed class RetraitTestsOnSqlite(PostgresServer postgres) : RetraitTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetraitTestsOnPostgres(PostgresServer postgres) : RetraitTests(postgres, DatabaseEngine.Postgres);
