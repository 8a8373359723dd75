using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Etudiants;

/// <summary>Did an OPI become a student, and whose is a student number (rule F2)?</summary>
public abstract class EtudiantTests(PostgresServer postgres, DatabaseEngine engine) : InscriptionTest(postgres, engine)
{
    private const string Away = """{"type":"503","nombre":100000,"methode":"EtudiantMetier"}""";

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        etab.Document["apogee"]!["etudiant"] = new JsonObject();
        return etab;
    }

    [Fact]
    public async Task An_OPI_is_no_student_until_Apogee_says_so()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        var answer = await GetAsync("candidats/2026/17/etudiant");
        Assert.False(answer!["devenuEtudiant"]!.GetValue<bool>());
        Assert.Contains("pas encore", answer["message"]!.ToString(), StringComparison.Ordinal);

        var codEtu = await Etab.EnrolAtApogeeAsync("17");
        answer = await GetAsync("candidats/2026/17/etudiant");
        Assert.True(answer!["devenuEtudiant"]!.GetValue<bool>());
        Assert.Equal((codEtu, 1, "000000017AA"), (answer["codEtu"]!.GetValue<int>(), answer["codInd"]!.GetValue<int>(), answer["ine"]!.ToString()));
        Assert.Contains($"devenue l'étudiant {codEtu}", answer["message"]!.ToString(), StringComparison.Ordinal);
        await Gateway.AssertSealedAsync("recherche_etudiant.requete", "recherche_etudiant.reponse");
    }

    [Fact]
    public async Task The_list_of_candidates_has_the_student_number_once_Apogee_has_told_it()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        Assert.DoesNotContain("numeroEtudiant", (await ListAsync("candidats")).ToJsonString(), StringComparison.Ordinal);

        var codEtu = await Etab.EnrolAtApogeeAsync("17");
        await GetAsync("candidats/2026/17/etudiant");

        Assert.Equal([$"{codEtu}", null], (await ListAsync("candidats")).Select(c => (string?)c!["numeroEtudiant"]));
    }

    [Fact]
    public async Task An_OPI_of_another_client_is_asked_for_by_its_number()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync();
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E42")), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        var codEtu = await Etab.EnrolAtApogeeAsync("E42");

        Assert.Equal(codEtu, (await GetAsync("opi/E42/etudiant"))!["codEtu"]!.GetValue<int>());
    }

    [Fact]
    public async Task Whoever_cannot_be_asked_for_is_told_why()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18, situation: 3));
        await RefusedAsync("candidats/2026/99/etudiant", HttpStatusCode.NotFound, "n'est pas connu");
        await RefusedAsync("opi/E1/etudiant", HttpStatusCode.NotFound, "Aucune OPI");
        await RefusedAsync("candidats/2026/18/etudiant", HttpStatusCode.Conflict, "pas de numéro OPI");

        await Etab.FaultAtApogeeAsync(Away);
        await RefusedAsync("candidats/2026/17/etudiant", HttpStatusCode.BadGateway, "503");

        Etab.Document["apogee"]!.AsObject().Remove("etudiant");
        await Etab.SaveAsync(Gateway);
        await RefusedAsync("candidats/2026/17/etudiant", HttpStatusCode.Conflict, "EtudiantMetier");
    }

    [Fact]
    public async Task What_Apogee_once_said_is_still_known_while_it_is_away()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var codEtu = await Etab.EnrolAtApogeeAsync("17");
        await GetAsync("candidats/2026/17/etudiant");

        await Etab.FaultAtApogeeAsync(Away);
        var answer = await GetAsync("candidats/2026/17/etudiant");
        Assert.Equal(codEtu, answer!["codEtu"]!.GetValue<int>());
        Assert.Contains("ne répond pas", answer["message"]!.ToString(), StringComparison.Ordinal);

        // And an enrolment that names this student needs no call.
        await EnrolAsync(Ia(("codEtu", codEtu)));
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task An_enrolment_named_by_the_student_number_only_is_resolved_by_asking_Apogee()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(18, Economie));
        var (first, second) = (await Etab.EnrolAtApogeeAsync("17"), await Etab.EnrolAtApogeeAsync("18"));

        var synthese = await EnrolAsync(Ia(("codEtu", first)), Ia(("codEtu", second), ("vet", new JsonObject { ["codEtp"] = "L1ECO", ["codVrsVet"] = 101 })));
        await RunAsync();

        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        Assert.Equal(("1", "", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(18, Economie)));
    }

    [Fact]
    public async Task In_a_replay_an_enrolment_whose_answer_is_kept_no_longer_than_its_message_is_said_and_not_judged()
    {
        await StartAsync(settings: "--Conservation:RapportsMois=1");
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var (first, second) = (await Etab.EnrolAtApogeeAsync("17"), await Etab.EnrolAtApogeeAsync("18"));
        foreach (var codEtu in new[] { first, second, 999_999 }) await EnrolAsync(Ia(("codEtu", codEtu)));
        Assert.Equal(["17", "18"], await Gateway.QueryAsync<string>("SELECT CAST(code_candidat AS TEXT) FROM inscription WHERE code_candidat IS NOT NULL ORDER BY code_candidat"));
        Assert.Empty((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts);

        await Gateway.ExecuteAsync("UPDATE recherche_etudiant SET demandee_le = @old WHERE cod_etu = @first", new { first, old = TimeProvider.System.GetUtcNow().AddMonths(-2) });
        Assert.Equal(1, (await Gateway.Services.GetRequiredService<ConservationService>().AppliquerAsync("Camille", default)).Bilan.Total);
        var (rapport, ecarts) = await Rejouer.AilleursAsync(Gateway.Services);

        Assert.Empty(ecarts);
        Assert.Equal($"la réponse sur l'étudiant {first} n'est plus conservée", Assert.Single(rapport.Rejeu.SansTrace).Raison);
        Assert.Equal(2, rapport.Comparaison.LignesRetirees);
        // The neighbour, whose answer is kept, is judged as ever; so is who waits.
        await Gateway.ExecuteAsync("UPDATE inscription SET payee = FALSE WHERE code_candidat IS NULL OR code_candidat = 18");
        Assert.Equal(2, (await Rejouer.AilleursAsync(Gateway.Services)).Ecarts.Count);
    }

    [Fact]
    public async Task An_outage_of_Apogee_makes_no_task_and_loses_nothing_even_over_a_restart()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var codEtu = await Etab.EnrolAtApogeeAsync("17");
        await Etab.FaultAtApogeeAsync(Away);
        await PostAsync("inscriptions", new JsonArray(Ia(("codEtu", codEtu)), Ia(18)));

        // The neighbour in the journal is applied all the same, and the question is asked again and again.
        await Poll.UntilAsync(async () => (await GetAsync("synthese"))!["inscriptions"]!["aRemonter"]!.GetValue<int>() == 1);
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT tentatives FROM recherche_etudiant")).Single() > 1);
        var synthese = await GetAsync("synthese");
        Assert.Equal((0, false), (synthese!["taches"]!.GetValue<int>(), synthese["auRepos"]!.GetValue<bool>()));
        Assert.Contains((await ListAsync("inscriptions")), i => i!["message"]?.ToString().Contains("En attente de la réponse d'Apogée", StringComparison.Ordinal) == true);

        await Gateway.StopAsync();
        await Etab.ClearFaultsAsync();
        await Gateway.StartAsync();
        await AtRestAsync();
        await RunAsync();
        Assert.Equal(("1", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18)));
    }

    [Fact]
    public async Task A_student_whom_Apogee_does_not_know_is_a_task_until_a_new_message_finds_him()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        var synthese = await EnrolAsync(Ia(("codEtu", 22600001)));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        Assert.Contains("ne connaît pas l'étudiant 22600001", Assert.Single(await ListAsync("taches"))!["message"]!.ToString(), StringComparison.Ordinal);

        Assert.Equal(22600001, await Etab.EnrolAtApogeeAsync("17"));
        synthese = await EnrolAsync(With(Ia(("codEtu", 22600001)), "dateMaj", "2026-06-09T11:00:00+02:00"));
        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_student_who_is_no_candidate_here_is_a_task_until_he_turns_up()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync();
        var individu = OpiMessages.Individu("E42").Replace("<etatCivil>", "<etatCivil><codNneIndOpi>000000017AA</codNneIndOpi>", StringComparison.Ordinal);
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(individu), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        var codEtu = await Etab.EnrolAtApogeeAsync("E42");

        var synthese = await EnrolAsync(Ia(("codEtu", codEtu)));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        Assert.Contains("aucun candidat", Assert.Single(await ListAsync("taches"))!["message"]!.ToString(), StringComparison.Ordinal);

        await PushAndRestAsync(Voeu(17));
        // What is left is about the two OPI numbers of one person (rule A5).
        Assert.Equal("DoublonPossible", Assert.Single(await ListAsync("taches"))!["type"]!.ToString());
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task Without_EtudiantMetier_it_is_a_task_as_before()
    {
        Etab.Document["apogee"]!.AsObject().Remove("etudiant");
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var synthese = await EnrolAsync(Ia(("codEtu", 22600001)));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        Assert.Empty(await Gateway.QueryAsync<string>("SELECT cle FROM recherche_etudiant"));
    }

    [Fact]
    public async Task A_service_that_is_set_up_no_more_leaves_no_question_behind()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await Etab.FaultAtApogeeAsync(Away);
        await PostAsync("inscriptions", Ia(("codEtu", 22600001)));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT tentatives FROM recherche_etudiant")).Any(t => t > 0));

        Etab.Document["apogee"]!.AsObject().Remove("etudiant");
        await Etab.SaveAsync(Gateway);
        var synthese = await AtRestAsync();
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
    }

    private async Task RefusedAsync(string path, HttpStatusCode status, string message)
    {
        using var response = await Api.RawAsync(HttpMethod.Get, Etab.Path + path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Contains(message, text, StringComparison.Ordinal);
    }
}

public sealed class EtudiantTestsOnSqlite(PostgresServer postgres) : EtudiantTests(postgres, DatabaseEngine.Sqlite);

public sealed class EtudiantTestsOnPostgres(PostgresServer postgres) : EtudiantTests(postgres, DatabaseEngine.Postgres);
