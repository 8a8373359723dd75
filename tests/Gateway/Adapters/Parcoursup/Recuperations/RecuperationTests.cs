using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Parcoursup;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>Pulls: on demand, by the clock, and those of rule C8.</summary>
public abstract class RecuperationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_pull_brings_what_was_never_pushed()
    {
        await StartAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17), Voeu(18, amenagement: 2)]);

        var answer = await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();

        Assert.Equal(2, answer!["candidats"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DRO4=S", await Etab.VoeuxAsync("18"));
    }

    [Fact]
    public async Task A_Parcoursup_that_is_down_is_asked_again()
    {
        await StartAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":2,"methode":"getCandidatsAdmis"}""");

        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_refusal_of_Parcoursup_is_an_end_and_not_asked_again()
    {
        await StartAsync();
        var before = await PullsAsync();
        // The pair is another établissement's now: the credentials are right, the UAI is not theirs.
        Etab.Parcoursup.Declarer(new EtablissementParcoursup(Etab.Uai, "personne", "jamais"));
        Etab.Parcoursup.Declarer(new EtablissementParcoursup("0381912X", "psup", "secret"));

        using var answer = await Api.RawAsync(HttpMethod.Post, Etab.Path + "recuperations", "{}", "application/json");

        Assert.Equal(System.Net.HttpStatusCode.BadGateway, answer.StatusCode);
        var pull = (await ListAsync("recuperations"))[0]!;
        Assert.Equal(("Echec", 1), (pull["etat"]!.GetValue<string>(), pull["tentatives"]!.GetValue<int>()));
        Assert.Contains("Établissement inconnu ou non autorisé", pull["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before + 1, await PullsAsync());

        async Task<int> PullsAsync() => (await Etab.ParcoursupStateAsync())["appels"]!["getCandidatsAdmis"]?.GetValue<int>() ?? 0;
    }

    [Fact]
    public async Task A_pull_notes_its_own_answer_whatever_their_numbers()
    {
        await StartAsync();
        // Messages that are no answers, so that the numbers of pulls and of messages differ.
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        for (var n = 0; n < 4; n++) await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();

        Assert.Equal(4, Assert.Single(await Gateway.QueryAsync<int>(
            "SELECT COUNT(*) FROM recuperation r JOIN message_entrant m ON m.id = r.message_entrant AND m.canal = 'Recuperation' AND m.compte = CAST(r.id AS TEXT)")));
    }

    [Fact]
    public async Task A_planned_pull_runs_at_its_business_hour()
    {
        Etab.Document["planification"]!["recuperation"] = "0 0 6,14 * * ?";
        await StartAsync();
        await AtRestAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        await Api.SetClockAsync(GatewayInstance.Start.AddHours(6));
        await AtRestAsync();

        Assert.Equal("Récupération planifiée", Assert.Single(await ListAsync("recuperations"))!["cause"]!.GetValue<string>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task After_a_restart_of_the_only_node_everything_is_pulled()
    {
        await StartAsync();
        await AtRestAsync();
        await Gateway.StopAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        await Gateway.StartAsync();

        await Poll.UntilAsync(async () => (await ListAsync("recuperations")).Count > 0);
        await AtRestAsync();
        Assert.StartsWith("Reprise", (await ListAsync("recuperations"))[0]!["cause"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task After_the_database_was_away_everything_is_pulled_without_a_restart()
    {
        await StartAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        // As it looks when no beat could be written for 45 seconds.
        await Gateway.Services.GetRequiredService<Database>().ExecuteAsync(
            "UPDATE battement SET battu_le = @before", new { before = TimeProvider.System.GetUtcNow().AddSeconds(-45) }, default);

        await Poll.UntilAsync(async () => (await ListAsync("recuperations")).Count > 0);
        await AtRestAsync();
        Assert.StartsWith("Reprise", Assert.Single(await ListAsync("recuperations"))!["cause"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_pull_that_is_set_aside_has_failed_and_says_so()
    {
        await StartAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);
        // Whatever its applier stumbles over.
        await Gateway.Services.GetRequiredService<Database>().ExecuteAsync("ALTER TABLE effectif_reference RENAME TO ailleurs", null, default);

        using var answer = await Api.RawAsync(HttpMethod.Post, Etab.Path + "recuperations", "{}", "application/json");

        Assert.Equal(System.Net.HttpStatusCode.BadGateway, answer.StatusCode);
        var pull = Assert.Single(await ListAsync("recuperations"))!;
        Assert.Equal("Echec", pull["etat"]!.GetValue<string>());
        Assert.Contains("n'a pas pu être appliquée", pull["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("MessageEcarte", Assert.Single(await ListAsync("taches"))!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_loads_at_a_time_end_each_by_itself()
    {
        await StartAsync();
        var (database, load) = (Gateway.Services.GetRequiredService<Database>(), Gateway.Services.GetRequiredService<LoadInProgress>());
        await database.WriteAsync(async session =>
        {
            await load.ExtendAsync(session, Etab.Code, "importation 1", default);
            await load.ExtendAsync(session, Etab.Code, "message 2", default);
            await LoadInProgress.EndAsync(session, Etab.Code, "importation 1", default);
        }, default);

        await PushAsync(Voeu(17));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM voeu"))[0] == 1);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(1, (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM candidat WHERE a_evaluer"))[0]);

        await database.WriteAsync(session => LoadInProgress.EndAsync(session, Etab.Code, "message 2", default), default);
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Who_accepts_another_wish_for_good_is_looked_up()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17, Economie, situation: 2));
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(17)));

        await PushAndRestAsync(Voeu(17, Economie, reponse: "06/06/2026 10:00"));

        var pull = Assert.Single(await ListAsync("recuperations"))!;
        Assert.Equal(17, pull["codeCandidat"]!.GetValue<int>());
        Assert.Equal("Terminee", pull["etat"]!.GetValue<string>());

        // The absence that it told counts with the next trusted full pull.
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();
        Assert.Equal("L1DROI=D L1ECO=F", await Etab.VoeuxAsync("17"));
    }
}

public sealed class RecuperationTestsOnSqlite(PostgresServer postgres) : RecuperationTests(postgres, DatabaseEngine.Sqlite);

public sealed class RecuperationTestsOnPostgres(PostgresServer postgres) : RecuperationTests(postgres, DatabaseEngine.Postgres);
