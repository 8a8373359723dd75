using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;

/// <summary>Rule A2: switching the source of the OPI, or the system, leaves nothing behind.</summary>
public abstract class ChangementSourceTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task What_we_wanted_does_not_leave_beside_Parcoursup_s_own()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        Etab.Document["sourceOpi"] = "Opi";
        await Etab.SaveAsync(Gateway);
        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();

        Assert.Equal("", await Etab.VoeuxAsync("17"));
        await AssertSansObjetAsync("sourceOpi : Opi");
    }

    [Fact]
    public async Task What_Parcoursup_wanted_does_not_leave_beside_ours()
    {
        Etab.Document["sourceOpi"] = "Opi";
        Etab.Document["opi"]!["comptes"]!.AsArray().Add(new JsonObject
        {
            ["login"] = "psup-opi", ["motDePasse"] = "mdp-psup-opi", ["prefixe"] = "", ["origine"] = "Parcoursup",
        });
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate: false);
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("77") + Voeux(("L1DROI", "F"))), "psup-opi:mdp-psup-opi")).AssertAccepted();
        await AtRestAsync();

        Etab.Document["sourceOpi"] = "ApiRest";
        await Etab.SaveAsync(Gateway);
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();

        Assert.Equal("", await Etab.VoeuxAsync("77"));
        Assert.Equal("M1DROI=F", await Etab.VoeuxAsync("E17"));
        await AssertSansObjetAsync("sourceOpi : ApiRest");
    }

    [Fact]
    public async Task Back_at_the_former_source_what_is_wanted_leaves()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        Etab.Document["sourceOpi"] = "Opi";
        await Etab.SaveAsync(Gateway);
        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();

        Etab.Document["sourceOpi"] = "ApiRest";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_another_system_nothing_leaves_for_Apogee_any_more(bool keepsItsSection)
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        Etab.Document["sis"] = "Scolarix";
        if (!keepsItsSection) Etab.Document.Remove("apogee");
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        Assert.Equal("", await Etab.VoeuxAsync("17"));
        await AssertSansObjetAsync("Scolarix");
    }

    private async Task AssertSansObjetAsync(string cause)
    {
        var message = Assert.Single(await Gateway.QueryAsync<string>(
            "SELECT message FROM livraison WHERE destination = 'apogee-opi' AND etat = 'SansObjet'"));
        Assert.Contains(cause, message, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM livraison WHERE destination = 'apogee-opi' AND etat IN ('AEnvoyer', 'EnCours')")));
    }
}

public sealed class ChangementSourceTestsOnSqlite(PostgresServer postgres) : ChangementSourceTests(postgres, DatabaseEngine.Sqlite);

public sealed class ChangementSourceTestsOnPostgres(PostgresServer postgres) : ChangementSourceTests(postgres, DatabaseEngine.Postgres);
