using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Candidats;

/// <summary>From a push of Parcoursup to Apogée's acknowledgement.</summary>
public abstract class PushTests(PostgresServer postgres, Engine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Each_answer_reaches_Apogee_as_its_decision()
    {
        await StartAsync();

        await PushAsync(Voeu(17), Voeu(18, amenagement: 1), Voeu(19, amenagement: 2), Voeu(20, situation: 0));
        var synthese = await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("18"));
        Assert.Equal("L1DRO4=S", await Etab.VoeuxAsync("19"));
        Assert.Equal("", await Etab.VoeuxAsync("20"));
        Assert.Equal(1, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal(2, synthese["opi"]!["accepteesS"]!.GetValue<int>());
    }
}

public sealed class PushTestsOnSqlite(PostgresServer postgres) : PushTests(postgres, Engine.Sqlite);

public sealed class PushTestsOnPostgres(PostgresServer postgres) : PushTests(postgres, Engine.Postgres);
