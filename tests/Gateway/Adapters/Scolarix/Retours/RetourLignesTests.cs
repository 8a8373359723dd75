using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>Each line of the daily file that was not simply taken can be found: where it stands, whose it is, and what to do.</summary>
public abstract class RetourLignesTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    private const string Unknown = "12345678901";

    /// <summary>Rules F1, F2: nothing is reported of a person whom the line does not name beyond doubt.</summary>
    [Fact]
    public async Task A_number_and_an_INE_of_two_people_are_refused_and_the_neighbours_go()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        var report = await HandInAndRestAsync(Header + "17;000000018AA;;VALIDEE;O;10/07/2026\r\n19;0000 00019aa;;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((2, 1, 0, 0, 1), Counts(report));
        var refused = Assert.Single(report["refus"]!.AsArray())!;
        Assert.Equal((2, "INE", "000000018AA", "17"), (Number(refused, "ligne"), Text(refused, "colonne"), Text(refused, "ine"), Text(refused, "numero")));
        AssertTells(refused, "Le candidat n° 17 n'a pas cet INE", "000000017AA", "celui du candidat n° 18");
        Assert.Equal(("", "", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(19)));
        Assert.Equal(19, Assert.Single(await ListAsync("inscriptions"))!["codeCandidat"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_candidate_without_INE_at_Parcoursup_is_known_by_his_number_unless_the_INE_is_somebody_elses()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(WithoutIne(17), WithoutIne(18), Voeu(19));

        var report = await HandInAndRestAsync(Header + $"17;{Unknown};;VALIDEE;O;10/07/2026\r\n18;000000019AA;;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((2, 1, 0, 0, 1), Counts(report));
        AssertTells(report["refus"]![0]!, "Le candidat n° 18 n'a pas cet INE", "aucun INE", "n° 19");
        Assert.Equal(("1", "", ""), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(19)));
    }

    /// <summary>Whoever is only known later is compared too: his enrolment waits for a person instead of being reported.</summary>
    [Fact]
    public async Task A_candidate_who_comes_from_Parcoursup_after_the_file_must_have_its_INE()
    {
        await StartOnEnrolmentDayAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        var report = await HandInAndRestAsync(Header + $"17;{Unknown};;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((1, 0, 0, 1, 0), Counts(report));
        await Poll.UntilAsync(async () => (await WaitingAsync()).Any(m => m.Contains("n'a pas cet INE", StringComparison.Ordinal)));
        await PostAsync("remontees");
        await AtRestAsync();
        Assert.Equal("", await Etab.FeedbackAsync(17));
    }

    /// <summary>Contract §5, rule A5: other systems name the candidate by his number, and may have mended his INE.</summary>
    [Fact]
    public async Task An_enrolment_of_another_way_in_is_still_known_by_its_number()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        await PostAsync("inscriptions", new JsonObject { ["session"] = 2026, ["codeCandidat"] = 17, ["ine"] = Unknown, ["payee"] = true, ["dateMaj"] = "2026-07-10T10:00:00+02:00" });
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task Lines_that_belong_to_nobody_or_to_no_formation_are_listed_with_line_header_number_and_INE()
    {
        Retour["colonnes"] = new JsonObject { ["codeFormation"] = "FORMATION_PSUP" };
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var header = Header.Replace("CODE_FORMATION", "FORMATION_PSUP", StringComparison.Ordinal);

        var report = await HandInAndRestAsync(header + $"18;;8842;VALIDEE;O;10/07/2026\r\n;{Unknown};8842;VALIDEE;O;10/07/2026\r\n999;;8842;VALIDEE;O;10/07/2026\r\n17;;9999;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((4, 1, 0, 3, 0), Counts(report));
        var waiting = (await GetAsync($"scolarix/retours/{Number(report, "id")}"))!["attentes"]!.AsArray().Select(l => l!).ToList();
        Assert.Equal([(3, "INE"), (4, "NUMERO_PARCOURSUP"), (5, "FORMATION_PSUP")], waiting.Select(l => (Number(l, "ligne"), Text(l, "colonne"))));
        Assert.Equal((Unknown, "999", "17"), (Text(waiting[0], "ine"), Text(waiting[1], "numero"), Text(waiting[2], "numero")));
        AssertTells(waiting[0], Unknown, "vérifier INE, ou indiquer NUMERO_PARCOURSUP");
        AssertTells(waiting[1], "999", "vérifier NUMERO_PARCOURSUP", "demandé à Parcoursup");
        AssertTells(waiting[2], "La formation 9999", "vérifier FORMATION_PSUP");
        AssertTells(Assert.Single(await TasksAsync()), "3 lignes non rapprochées", "ligne 3 (colonne INE, INE " + Unknown + ")", "ligne 5 (colonne FORMATION_PSUP, candidat n° 17)");
    }

    [Fact]
    public async Task The_task_of_a_waiting_enrolment_names_the_person_and_not_a_hash()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        await HandInAndRestAsync(Header + $";{Unknown};9101;VALIDEE;O;10/07/2026\r\n17;000000017AA;9999;VALIDEE;O;10/07/2026\r\n");

        var messages = await WaitingAsync();
        Assert.Contains(messages, m => m.Contains($"(INE {Unknown}, formation 9101)", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("(candidat n° 17, INE 000000017AA, formation 9999)", StringComparison.Ordinal) && !m.Contains("codeFormationPsup", StringComparison.Ordinal));
    }

    /// <summary>Rule F1: a state that is still to come would beat every later correction.</summary>
    [Fact]
    public async Task A_line_of_tomorrow_is_refused_so_that_it_beats_no_cancellation()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        var report = await HandInAndRestAsync(Header + "17;;;VALIDEE;O;11/07/2026 15:00\r\n18;;;VALIDEE;O;10/07/2026 19:04\r\n19;;;VALIDEE;O;10/07/2026\r\n");
        await HandInAndRestAsync(Header + "18;;;ANNULEE;O;10/07/2026 19:05\r\n");

        Assert.Equal((3, 2, 0, 0, 1), Counts(report));
        Assert.Equal((2, "DATE"), (Number(report["refus"]![0]!, "ligne"), Text(report["refus"]![0]!, "colonne")));
        AssertTells(report["refus"]![0]!, "11/07/2026 15:00", "à venir");
        Assert.Equal(("", "1 3", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(19)));
    }

    [Fact]
    public async Task A_line_that_a_newer_state_outdates_is_told_apart_from_one_that_says_nothing_new()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026 18:00\r\n18;;;VALIDEE;O;10/07/2026 18:00\r\n");

        var report = await HandInAndRestAsync(Header + "17;000000017AA;;ANNULEE;O;10/07/2026 17:00\r\n18;;;VALIDEE;O;10/07/2026 18:00\r\n");

        Assert.Equal((2, 0, 1, 0, 0), Counts(report));
        Assert.Equal(1, Number(report, "depassees"));
        var outdated = Assert.Single(report["depassements"]!.AsArray())!;
        Assert.Equal((2, "DATE", "000000017AA"), (Number(outdated, "ligne"), Text(outdated, "colonne"), Text(outdated, "ine")));
        AssertTells(outdated, "état plus récent", "10/07/2026 18:00");
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Empty(await TasksAsync());
    }

    [Theory]
    [InlineData("?session=1999", "1999")]
    [InlineData("?session=2027", "2026")]
    public async Task A_session_that_is_not_in_the_calendar_is_refused_and_nothing_begins(string query, string words)
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        var (status, body) = await HandInAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n", query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("session", body["erreurs"]![0]!["champ"]!.GetValue<string>());
        AssertTells(body["erreurs"]![0]!, words, "calendrier");
        Assert.Empty(await ListAsync("inscriptions"));
        Assert.Empty(await ListAsync("remontees"));
    }

    [Theory]
    [InlineData("GET", "instantanes")]
    [InlineData("POST", "instantanes")]
    [InlineData("GET", "instantanes/1")]
    [InlineData("GET", "a-decider")]
    [InlineData("GET", "retours")]
    [InlineData("GET", "retours/1")]
    [InlineData("POST", "retours")]
    public async Task An_établissement_of_another_system_has_none_of_these_addresses(string method, string path)
    {
        Etab.Document["sis"] = "Fregata";
        await StartAsync(openGate: false);

        using var response = await Api.RawAsync(new HttpMethod(method), Etab.Path + "scolarix/" + path, method == "POST" ? Header : null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]![0]!;
        Assert.Equal("sis", Text(error, "champ"));
        AssertTells(error, "n'est pas Scolarix");
    }

    /// <summary>
    /// A file whose application fails is forgotten, so that the same bytes may come again once the cause is gone.
    /// </summary>
    [Fact]
    public async Task A_file_that_could_not_be_applied_is_told_kept_and_may_come_again()
    {
        const string Csv = Header + "17;;;VALIDEE;O;10/07/2026\r\n18;;;PAYE;O;10/07/2026\r\n";
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));
        await Gateway.ExecuteAsync("ALTER TABLE scolarix_retour_refus RENAME TO ailleurs");

        var (status, body) = await HandInAsync(Csv);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("n'a pas pu être enregistré", body["erreurs"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync("scolarix/retours"));
        Assert.Empty(await ListAsync("inscriptions"));
        Assert.Contains(await ListAsync("taches"), t => Text(t!, "type") == "MessageEcarte");

        await Gateway.ExecuteAsync("ALTER TABLE ailleurs RENAME TO scolarix_retour_refus");
        var report = await HandInAndRestAsync(Csv);
        Assert.False(report["dejaRecu"]!.GetValue<bool>());
        Assert.Equal((2, 1, 0, 0, 1), Counts(report));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        [.. (await ListAsync("taches")).Where(t => Text(t!, "type") == "IaNonRapprochee").Select(t => Text(t!, "message"))];

    private static JsonObject WithoutIne(int code)
    {
        var voeu = Voeu(code);
        voeu["ine"] = null;
        return voeu;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static void AssertTells(JsonNode node, params string[] words) =>
        Assert.All(words, word => Assert.Contains(word, Text(node, "message"), StringComparison.Ordinal));
}

public sealed class RetourLignesTestsOnSqlite(PostgresServer postgres) : RetourLignesTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourLignesTestsOnPostgres(PostgresServer postgres) : RetourLignesTests(postgres, DatabaseEngine.Postgres);
