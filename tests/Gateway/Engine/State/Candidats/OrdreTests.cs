using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.State.Candidats;

/// <summary>Rule B5 over all ways in: what is newer, of an identity and of a wish, seen at Apogée.</summary>
public abstract class OrdreTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    private const string Mended = "27/11/2007";

    [Fact]
    public async Task A_corrected_identity_counts_whatever_was_answered_since()
    {
        await StartAsync();
        await AnsweredTwiceAsync();

        await PushAndRestAsync(Born(Voeu(17), Mended));

        Assert.Equal("27112007", await BirthAsync());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task So_does_one_that_a_pull_brings()
    {
        await StartAsync();
        await AnsweredTwiceAsync();
        Etab.Parcoursup.Enregistrer([Born(Voeu(17), Mended)]);

        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();

        Assert.Equal("27112007", await BirthAsync());
    }

    [Fact]
    public async Task And_one_that_an_import_brings()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie, reponse: "09/06/2026 10:00"));
        // The answer itself is older than the known one.
        await PushAndRestAsync(Voeu(17, reponse: "09/06/2026 11:00"));

        var done = await ImportAsync(Line(17, birth: Mended));
        await AtRestAsync();

        Assert.Equal(1, done["application"]!["modifiees"]!.GetValue<int>());
        Assert.Equal("27112007", await BirthAsync());
    }

    [Fact]
    public async Task A_file_does_not_undo_what_was_told_after_it_was_deposited()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var id = await SendAsync(Header + Line(17, reponse: "05/06/2026 10:00", birth: "01/02/2008"));
        await UntilAsync(id, "AConfirmer");
        await PushAndRestAsync(Born(Voeu(17), Mended));

        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
        await AtRestAsync();

        Assert.Equal("27112007", await BirthAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("05/06/2026 10:00")]
    public async Task A_pull_in_flight_does_not_undo_a_push(string? reponse)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, reponse: reponse));
        var pull = await LeaveAsync();
        await PushAndRestAsync(Born(Voeu(17, situation: 3, reponse: reponse), Mended));

        await AnswerAsync(pull, Voeu(17, reponse: reponse));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        Assert.Equal("27112007", await BirthAsync());
    }

    [Fact]
    public async Task A_pull_that_leaves_after_a_push_is_newer()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, reponse: null));

        await AnswerAsync(await LeaveAsync(), Voeu(17, situation: 3, reponse: null));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_date_that_is_still_to_come_pins_no_wish_and_is_told()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, reponse: "05/06/2062 10:00"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Contains("05/06/2062", Assert.Single(await Gateway.QueryAsync<string>("SELECT avertissements FROM candidat")), StringComparison.Ordinal);

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "10/06/2026 18:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        var timeline = (await GetAsync("candidats/2026/17/chronologie"))!.AsArray();
        Assert.Single(timeline, l => l!["texte"]!.GetValue<string>().StartsWith("La date de réponse 05/06/2062 10:00 est encore à venir", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_the_former_version_kept_pins_none_either()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await Gateway.ExecuteAsync("UPDATE voeu SET date_reponse = '2062-06-05T10:00:00'");

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "09/06/2026 10:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task What_a_node_of_the_former_version_wrote_counts_by_its_place_in_the_journal()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        // It knows no time of the identity, and leaves the noted one where it is: of another message now.
        await Gateway.ExecuteAsync("UPDATE candidat SET identite_le = @later, ordre = ordre + 1", new { later = TimeProvider.System.GetUtcNow().AddHours(1) });
        await PushAndRestAsync(Voeu(18), Voeu(19));

        await PushAndRestAsync(Born(Voeu(17), Mended));

        Assert.Equal("27112007", await BirthAsync());
    }

    private async Task AnsweredTwiceAsync()
    {
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17, Economie, situation: 3, reponse: "09/06/2026 10:00"));
    }

    private static JsonObject Born(JsonObject voeu, string date)
    {
        voeu["dateNaissance"] = date;
        return voeu;
    }

    private async Task<string> BirthAsync() => (await Etab.ApogeeStateAsync())["opi"]!.AsArray()
        .Single(o => o!["codOpiIntEpo"]!.GetValue<string>() == "17")!["dateNaissance"]!.GetValue<string>();

    // A full pull whose request has just left.
    private async Task<long> LeaveAsync()
    {
        var left = TimeProvider.System.GetUtcNow();
        await Gateway.ExecuteAsync(
            """
            INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, partie_le, instant_metier, tentatives, prochaine_tentative)
            VALUES (@Code, @Uai, 'essai', 'Terminee', @now, @now, @business, 1, @now)
            """,
            new { Etab.Code, Etab.Uai, now = left, business = GatewayInstance.Start });
        // Moments are kept to the millisecond: what comes within the same one is ordered by the journal.
        await Poll.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - left > TimeSpan.FromMilliseconds(1)));
        return Assert.Single(await Gateway.QueryAsync<long>("SELECT MAX(id) FROM recuperation"));
    }

    private async Task AnswerAsync(long pull, params JsonObject[] voeux)
    {
        await Gateway.Services.GetRequiredService<Journal>().AppendAsync(new MessageEntrant
        {
            RecuLe = TimeProvider.System.GetUtcNow(), Etablissement = Etab.Code, Uai = Etab.Uai, Canal = new Canal("Recuperation"), Compte = pull.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TypeContenu = "application/json", Corps = Encoding.UTF8.GetBytes(new JsonArray([.. voeux]).ToJsonString()),
        }, default);
        await AtRestAsync();
    }
}

public sealed class OrdreTestsOnSqlite(PostgresServer postgres) : OrdreTests(postgres, DatabaseEngine.Sqlite);

public sealed class OrdreTestsOnPostgres(PostgresServer postgres) : OrdreTests(postgres, DatabaseEngine.Postgres);
