using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;

/// <summary>What is reported of an enrolment, and when (rules F1, F3, F5), seen at Parcoursup.</summary>
public abstract class RemonteeTests(PostgresServer postgres, DatabaseEngine engine) : InscriptionTest(postgres, engine)
{
    [Fact]
    public async Task A_paid_enrolment_of_the_first_year_waits_for_the_run_and_is_reported()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));

        var synthese = await EnrolAsync(Ia(17));
        Assert.Equal(1, synthese["inscriptions"]!["aRemonter"]!.GetValue<int>());
        Assert.Equal("", await Etab.FeedbackAsync(17));

        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(18));
    }

    [Fact]
    public async Task Unpaid_or_not_of_the_first_year_is_not_reported()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));

        await EnrolAsync(Ia(17, payee: false), With(Ia(18), "premiereAnnee", false));
        var report = await RunAsync();

        Assert.Equal(0, report["envoyees"]!.GetValue<int>());
        Assert.Equal("", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(18));
    }

    [Fact]
    public async Task A_cancellation_is_reported_only_after_an_attempt()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await EnrolAsync(Ia(17), Ia(18));
        await EnrolAsync(Ia(18, annulee: true, date: "2026-06-10T08:00:00+02:00"));
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(18));

        await EnrolAsync(Ia(17, annulee: true, date: "2026-06-10T08:00:00+02:00"));
        await RunAsync();
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task One_that_is_not_paid_any_more_stays_reported_and_asks_for_a_person()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await EnrolAsync(Ia(17));
        await RunAsync();

        await EnrolAsync(Ia(17, payee: false, date: "2026-06-10T08:00:00+02:00"), Ia(18, payee: false));
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal(("IaImpayee", "2026/17/8842"), (task["type"]!.GetValue<string>(), task["sujet"]!.GetValue<string>()));

        await EnrolAsync(Ia(17, date: "2026-06-10T08:10:00+02:00"));
        Assert.Empty(await ListAsync("taches"));
        await EnrolAsync(Ia(17, payee: false, date: "2026-06-10T08:20:00+02:00"));
        Assert.Single(await ListAsync("taches"));

        await EnrolAsync(Ia(17, payee: false, annulee: true, date: "2026-06-10T08:30:00+02:00"));
        await RunAsync();
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task A_call_that_never_left_does_not_count_as_an_attempt()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        await Etab.Parcoursup.DisposeAsync();
        await PostAsync("remontees");
        await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).Any(l => l!["destination"]!.GetValue<string>() == "parcoursup-ia" && l["message"] is not null));

        await EnrolAsync(Ia(17, annulee: true, date: "2026-06-10T08:00:00+02:00"));

        var feedback = (await ListAsync("livraisons")).Single(l => l!["destination"]!.GetValue<string>() == "parcoursup-ia")!;
        Assert.Equal("SansObjet", feedback["etat"]!.GetValue<string>());
        Assert.False(feedback["tentee"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_attempt_of_unknown_outcome_is_taken_back_by_a_cancellation()
    {
        Etab.Document["parcoursup"]!["delaiSecondes"] = 1;
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        await Etab.FaultAtParcoursupAsync("""{"type":"coupure","nombre":1,"methode":"majInscriptionAdministrative"}""");
        await PostAsync("remontees");
        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(17) == "1");

        await EnrolAsync(Ia(17, annulee: true, date: "2026-06-10T08:00:00+02:00"));
        await RunAsync();

        Assert.EndsWith("3", await Etab.FeedbackAsync(17), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_state_of_an_enrolment_changes_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17, date: "2026-06-09T12:00:00+02:00"));

        await EnrolAsync(Ia(17, payee: false, date: "2026-06-09T11:00:00+02:00"));
        await RunAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_refusal_in_HTTP_200_stands_in_the_report_in_French_and_waits_for_a_person()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await EnrolAsync(Ia(17), Ia(18));
        Etab.Parcoursup.Refuser([18]);

        var report = await RunAsync();

        Assert.Equal((2, 1, 1, 0), (Number(report, "envoyees"), Number(report, "acquittees"), Number(report, "refusees"), Number(report, "reportees")));
        var line = Assert.Single(report["lignes"]!.AsArray())!;
        Assert.Equal(("2026/18/8842", "Refusee"), (line["sujet"]!.GetValue<string>(), line["resultat"]!.GetValue<string>()));
        Assert.NotEmpty(line["message"]!.GetValue<string>());
        var synthese = await AtRestAsync();
        Assert.Equal(1, synthese["inscriptions"]!["refusees"]!.GetValue<int>());

        // The next run does not ask Parcoursup again, a person does.
        Etab.Parcoursup.Refuser([]);
        Assert.Equal(0, Number(await RunAsync(), "envoyees"));
        var refused = Assert.Single(await ListAsync("livraisons?etat=RefusMetier"))!;
        await PostAsync($"livraisons/{refused["id"]}/relancer");
        await AtRestAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(18));
    }

    [Fact]
    public async Task An_outage_of_Parcoursup_is_postponed_in_the_report_and_made_good()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":2,"methode":"majInscriptionAdministrative"}""");

        var report = await RunAsync();

        Assert.Equal((1, 0, 0), (Number(report, "acquittees"), Number(report, "refusees"), Number(report, "reportees")));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    private static int Number(JsonNode report, string field) => report[field]!.GetValue<int>();
}

public sealed class RemonteeTestsOnSqlite(PostgresServer postgres) : RemonteeTests(postgres, DatabaseEngine.Sqlite);

public sealed class RemonteeTestsOnPostgres(PostgresServer postgres) : RemonteeTests(postgres, DatabaseEngine.Postgres);
