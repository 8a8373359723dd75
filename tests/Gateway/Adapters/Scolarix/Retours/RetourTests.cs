using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>What Scolarix gives at the end of an enrolment day, from the file to Parcoursup (seed 003 §2).</summary>
public abstract class RetourTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    /// <summary>Seed 003 §2: at the end of each enrolment day Parcoursup is told who validated and paid.</summary>
    [Fact]
    public async Task Validated_and_paid_enrolments_are_reported_the_same_day()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        var report = await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026 16:30\r\n;000000018AA;8842;VALIDEE;O;10/07/2026\r\n19;;;VALIDEE;N;10/07/2026 17:00\r\n");

        Assert.Equal((3, 3, 0, 0, 0), Counts(report));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("1", await Etab.FeedbackAsync(18));
        Assert.Equal("", await Etab.FeedbackAsync(19));
        var run = await GetAsync($"remontees/{Number(report, "remontee")}");
        Assert.Equal((2, 2), (Number(run!, "envoyees"), Number(run!, "acquittees")));
    }

    [Fact]
    public async Task A_cancelled_enrolment_is_taken_back_without_naming_its_formation()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));
        await HandInAndRestAsync(Header + "17;;8842;VALIDEE;O;10/07/2026 16:30\r\n");

        var report = await HandInAndRestAsync(Header + "17;;;ANNULEE;O;10/07/2026 18:00\r\n");

        Assert.Equal((1, 1, 0, 0, 0), Counts(report));
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        const string First = Header + "17;;;VALIDEE;O;10/07/2026\r\n";
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));
        var former = await HandInAndRestAsync(First);
        await HandInAndRestAsync(Header + "17;;;ANNULEE;O;10/07/2026\r\n");

        // Its dates are no older than what came after it: only its content tells that it is not news.
        var report = await HandInAndRestAsync(First);

        Assert.True(report["dejaRecu"]!.GetValue<bool>());
        Assert.Equal(Number(former, "id"), Number(report, "id"));
        Assert.Contains("déjà été reçu", report["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
        Assert.Equal(2, (await ListAsync("scolarix/retours")).Count);
    }

    [Fact]
    public async Task A_file_that_repeats_the_former_days_takes_only_what_is_new()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await HandInAndRestAsync(Header + "17;;;VALIDEE;O;09/07/2026 16:30\r\n");

        var report = await HandInAndRestAsync(Header + "17;;;VALIDEE;O;09/07/2026 16:30\r\n18;;;VALIDEE;O;10/07/2026 16:30\r\n");

        Assert.Equal((2, 1, 1, 0, 0), Counts(report));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("1", await Etab.FeedbackAsync(18));
    }

    [Fact]
    public async Task A_wrong_line_is_told_with_line_column_and_INE_and_the_others_go()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));

        var report = await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n18;000000018AA;;PAYE;O;10/07/2026\r\n19;\"x;;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((3, 1, 0, 0, 2), Counts(report));
        var refused = (await GetAsync($"scolarix/retours/{Number(report, "id")}"))!["refus"]!.AsArray();
        Assert.Equal((3, "STATUT", "000000018AA"), (Number(refused[0]!, "ligne"), refused[0]!["colonne"]!.GetValue<string>(), refused[0]!["ine"]!.GetValue<string>()));
        Assert.Equal(4, Number(refused[1]!, "ligne"));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Contains("2 lignes refusées", Assert.Single(await TasksAsync())["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Rule F2: whoever cannot be told stands in the work table with a task, and nothing is guessed.</summary>
    [Fact]
    public async Task An_ambiguous_or_unknown_line_waits_for_a_person()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));

        var report = await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n;99999999999;;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal((2, 0, 0, 2, 0), Counts(report));
        Assert.Equal("", await Etab.FeedbackAsync(17));
        var waiting = (await ListAsync("taches")).Where(t => t!["type"]!.GetValue<string>() == "IaNonRapprochee").Select(t => t!["message"]!.GetValue<string>()).ToList();
        Assert.Contains(waiting, m => m.Contains("Plusieurs formations", StringComparison.Ordinal));
        Assert.Contains(waiting, m => m.Contains("Aucun candidat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_wishes_the_one_that_lives_is_meant()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie, situation: 3));

        await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(17, Economie));
    }

    [Theory]
    [InlineData("", "vide")]
    [InlineData("A;B\r\n1;2\r\n", "STATUT")]
    public async Task A_file_that_cannot_be_read_is_refused_and_says_why(string csv, string words)
    {
        await StartOnEnrolmentDayAsync();

        var (status, body) = await HandInAsync(csv);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_change_of_the_mapping_the_same_bytes_are_read_again()
    {
        const string Csv = "DOSSIER;STATUT;PAYEE;DATE\r\n17;VALIDEE;O;10/07/2026\r\n";
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));
        Assert.Equal(HttpStatusCode.BadRequest, (await HandInAsync(Csv)).Status);

        Retour["colonnes"] = new System.Text.Json.Nodes.JsonObject { ["codeCandidat"] = "DOSSIER" };
        await Etab.SaveAsync(Gateway);
        await HandInAndRestAsync(Csv);

        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task Another_system_has_no_such_files()
    {
        Etab.Document["sis"] = "Fregata";
        await StartOnEnrolmentDayAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await HandInAsync(Header)).Status);
    }
}

public sealed class RetourTestsOnSqlite(PostgresServer postgres) : RetourTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourTestsOnPostgres(PostgresServer postgres) : RetourTests(postgres, DatabaseEngine.Postgres);
