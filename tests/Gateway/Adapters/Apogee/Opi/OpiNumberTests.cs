using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;

/// <summary>Rule A4: the OPI number is the student's login.</summary>
public abstract class OpiNumberTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task The_number_is_the_file_number_with_the_prefix_and_never_changes_once_sent()
    {
        Etab.Document["opi"]!["prefixe"] = "P";
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("P17"));

        Etab.Document["opi"]!["prefixe"] = "Q";
        await Etab.SaveAsync(Gateway);
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"), Voeu(18));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("P17"));
        Assert.Equal("", await Etab.VoeuxAsync("Q17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("Q18"));
    }

    [Fact]
    public async Task The_same_file_number_in_another_session_gets_another_OPI_number()
    {
        await StartAsync();
        var campagne = TestDocument.Campagne();
        (campagne["session"], campagne["publicationResultatsBac"], campagne["debutAdmission"], campagne["resultatsRattrapage"]) = (2025, "2025-07-07", "2025-06-02", "2025-07-10");
        (campagne["rentree"], campagne["fin"]) = ("2025-09-01", "2025-10-31");
        await Api.PutAsync("/api/campagnes/2025", campagne);
        var former = Voeu(17, Economie, reponse: "05/06/2025 10:00");
        (former["session"], former["nom"], former["ine"]) = (2025, "Ancien", "987654321ZZ");

        await PushAndRestAsync(former);
        await PushAndRestAsync(Voeu(17));

        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("2617"));
    }

    [Fact]
    public async Task A_number_of_more_than_ten_characters_is_a_hold()
    {
        Etab.Document["opi"]!["prefixe"] = "ABCD";
        await StartAsync();

        var synthese = await PushAndRestAsync(Voeu(1234567), Voeu(17));

        Assert.Equal("codOpiIntEpo", Assert.Single(await ListAsync("reserves"))!["reserves"]![0]!["champ"]!.GetValue<string>());
        Assert.Equal(1, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("ABCD17"));
    }
}

public sealed class OpiNumberTestsOnSqlite(PostgresServer postgres) : OpiNumberTests(postgres, DatabaseEngine.Sqlite);

public sealed class OpiNumberTestsOnPostgres(PostgresServer postgres) : OpiNumberTests(postgres, DatabaseEngine.Postgres);
