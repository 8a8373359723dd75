using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;

/// <summary>Rule F2: an enrolment is named by what the SIS knows.</summary>
public abstract class ResolutionTests(PostgresServer postgres, DatabaseEngine engine) : InscriptionTest(postgres, engine)
{
    [Fact]
    public async Task By_OPI_number_and_VET_of_any_answer()
    {
        Etab.Document["opi"]!["prefixe"] = "P";
        await StartAsync();
        await PushAndRestAsync(Voeu(17, amenagement: 1), Voeu(17, Economie));

        await EnrolAsync(Ia(("codOpiIntEpo", "P17"), ("vet", new JsonObject { ["codEtp"] = "L1DRO3", ["codVrsVet"] = 101 })));
        await RunAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(17, Economie));
    }

    [Fact]
    public async Task By_INE_and_with_a_single_formation_by_nothing_more()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));

        await EnrolAsync(Ia(("ine", Voeu(17)["ine"]!.GetValue<string>().ToLowerInvariant())));
        await RunAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("", await Etab.FeedbackAsync(18));
    }

    [Fact]
    public async Task What_is_ambiguous_becomes_a_task_that_a_better_message_closes()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));

        var synthese = await EnrolAsync(Ia(("codOpiIntEpo", "17")));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        var tache = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal("IaNonRapprochee", tache["type"]!.GetValue<string>());
        Assert.Contains("indiquer codeFormationPsup", tache["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await RunAsync();
        Assert.Equal("", await Etab.FeedbackAsync(17));

        await PostAsync($"taches/{tache["id"]}/terminer");
        await EnrolAsync(Ia(17, date: "2026-06-09T11:00:00+02:00"));
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task An_unknown_candidate_is_looked_up_at_Parcoursup()
    {
        await StartAsync();
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        await EnrolAsync(Ia(17));
        await RunAsync();

        Assert.Equal(17, Assert.Single(await ListAsync("recuperations"))!["codeCandidat"]!.GetValue<int>());
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task One_that_cannot_be_read_again_holds_up_no_other()
    {
        await StartAsync();
        await EnrolAsync(Ia(("ine", Voeu(18)["ine"]!.GetValue<string>())));
        await EnrolAsync(Ia(17));
        await Gateway.ExecuteAsync("UPDATE inscription SET demande = '{' WHERE code_candidat IS NULL", new { });

        await PushAndRestAsync(Voeu(17));
        await RunAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal("IaNonRapprochee", task["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_candidate_whom_Parcoursup_does_not_know_either_becomes_a_task()
    {
        await StartAsync();

        var synthese = await EnrolAsync(Ia(17));

        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        Assert.Equal("IaNonRapprochee", Assert.Single(await ListAsync("taches"))!["type"]!.GetValue<string>());

        // He turns up after all, and his enrolment with him.
        synthese = await PushAndRestAsync(Voeu(17));
        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task By_a_VET_that_was_sent_before_the_mapping_changed()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));
        Etab.Formations[0]!["oui"]!["codEtp"] = "L1NEUF";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        await EnrolAsync(Ia(("codOpiIntEpo", "17"), ("vet", new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 })));
        await RunAsync();

        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task By_a_VET_of_two_formations_of_which_one_was_refused()
    {
        Etab.Formations[1]!["oui"]!["codEtp"] = "L1DROI";
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        await EnrolAsync(Ia(("codOpiIntEpo", "17"), ("vet", new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 })));
        await RunAsync();

        Assert.Equal(("", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(17, Economie)));
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task By_a_VET_that_was_sent_for_a_wish_that_was_refused_after_another_one_had_come_to_it()
    {
        Etab.Formations[1]!["oui"]!["codEtp"] = "L1DROI";
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17, Economie));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        await EnrolAsync(Ia(("codOpiIntEpo", "17"), ("vet", new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 })));
        await RunAsync();

        Assert.Equal(("", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(17, Economie)));
        Assert.Empty(await ListAsync("taches"));
    }

    // Only who accepts for good is asked for at Parcoursup too.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_enrolment_waits_for_a_wish_of_a_known_candidate(int situation)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var synthese = await EnrolAsync(Ia(("codOpiIntEpo", "17"), ("vet", new JsonObject { ["codEtp"] = "L1ECO", ["codVrsVet"] = 101 })));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());

        synthese = await PushAndRestAsync(Voeu(17, Economie, situation));
        await RunAsync();

        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        Assert.Equal("1", await Etab.FeedbackAsync(17, Economie));
    }

    [Fact]
    public async Task An_enrolment_waits_for_the_mapping_that_names_its_VET()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie));
        var synthese = await EnrolAsync(Ia(("codOpiIntEpo", "17"), ("vet", new JsonObject { ["codEtp"] = "L1NEUF", ["codVrsVet"] = 101 })));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());

        Etab.Formations[1]!["oui"]!["codEtp"] = "L1NEUF";
        await Etab.SaveAsync(Gateway);
        synthese = await AtRestAsync();
        await RunAsync();

        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        Assert.Equal("1", await Etab.FeedbackAsync(17, Economie));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_the_OPI_number_under_which_Parcoursup_itself_brought_him(bool before)
    {
        Etab.Document["sourceOpi"] = "Opi";
        Etab.Document["opi"]!["comptes"]!.AsArray().Add(new JsonObject { ["login"] = "psup-opi", ["motDePasse"] = "mdp-psup-opi", ["prefixe"] = "", ["origine"] = "Parcoursup" });
        await StartAsync(openGate: false);
        var voeu = Voeu(17);
        (voeu["nom"], voeu["prenom"], voeu["dateNaissance"], voeu["ine"]) = ("Durand", "Léa", "28/02/2008", null);
        await PushAsync(voeu, Voeu(18));
        if (before) await SendOpiAsync();

        await PostAsync("inscriptions", new JsonArray(Ia(("codOpiIntEpo", "PS260017"), ("vet", new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 }))));
        if (!before) await SendOpiAsync();

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM inscription WHERE code_candidat = 17 AND code_formation = 8842"))[0] == 1);
        Assert.Empty(await ListAsync("taches"));

        async Task SendOpiAsync() =>
            (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("PS260017") + OpiMessages.Voeux(("L1DROI", "F"))), "psup-opi:mdp-psup-opi")).AssertAccepted();
    }

    [Fact]
    public async Task An_unknown_candidate_is_asked_for_at_every_UAI_before_anybody_is_told()
    {
        await using var parcoursup = await ListeParcoursup.StartAsync();
        Etab.Document["parcoursup"]!["url"] = parcoursup.Url.ToString();
        Etab.Document["uais"]!.AsArray().Add(SharedGateway.OtherUai);
        await StartAsync(openGate: false);
        var voeu = Voeu(17);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        parcoursup.Listes[SharedGateway.OtherUai] = $"[{voeu.ToJsonString()}]";

        await PostAsync("inscriptions", new JsonArray(Ia(17), Ia(99)));

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM inscription WHERE code_candidat = 17 AND code_formation = 8842"))[0] == 1);
        await Poll.UntilAsync(async () => (await ListAsync("taches")).Count == 1);
        Assert.Equal([$"{SharedGateway.OtherUai}/17", $"{SharedGateway.OtherUai}/99", $"{Etab.Uai}/17", $"{Etab.Uai}/99"], parcoursup.Demandes.Order(StringComparer.Ordinal));
        Assert.Contains("99", Assert.Single(await ListAsync("taches"))!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        // Nobody was told of the one who was found at the second UAI.
        Assert.Equal(1, (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM tache WHERE type = 'IaNonRapprochee'"))[0]);
    }

    [Fact]
    public async Task Strangers_without_end_are_asked_for_by_the_whole_list_and_none_is_forgotten()
    {
        const int Strangers = 250;
        await using var parcoursup = await ListeParcoursup.StartAsync();
        Etab.Document["parcoursup"]!["url"] = parcoursup.Url.ToString();
        Etab.Document["uais"]!.AsArray().Add(SharedGateway.OtherUai);
        await StartAsync(openGate: false);
        // The last one that is named: nobody asks for him alone.
        parcoursup.Listes[Etab.Uai] = $"[{Voeu(1000 + Strangers - 1).ToJsonString()}]";

        // A send is applied piece by piece: a list that came between two of them would have the rest wait for the next quarter of an hour.
        var taken = new TaskCompletionSource();
        parcoursup.Retenue = taken.Task;
        await PostAsync("inscriptions", new JsonArray([.. Enumerable.Range(1000, Strangers).Select(code => Ia(code))]));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM message_a_appliquer"))[0] == 0);
        taken.SetResult();

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>($"SELECT COUNT(*) FROM inscription WHERE code_candidat = {1000 + Strangers - 1} AND code_formation = 8842"))[0] == 1);
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM tache WHERE type = 'IaNonRapprochee'"))[0] == Strangers - 1);
        var asked = parcoursup.Demandes.ToList();
        Assert.Equal([$"{SharedGateway.OtherUai}/", $"{Etab.Uai}/"], asked.Where(a => a.EndsWith('/')).Order(StringComparer.Ordinal));
        Assert.True(asked.Count < 2 * Strangers, $"{asked.Count} pulls");

        // The next ones wait: one list in a quarter of an hour.
        await PostAsync("inscriptions", new JsonArray([.. Enumerable.Range(5000, Strangers).Select(code => Ia(code))]));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM inscription WHERE code_candidat IS NOT NULL AND code_formation IS NULL"))[0] > 0
            && (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM recuperation WHERE code_candidat IS NULL AND etat = 'Demandee'"))[0] == 2);
        Assert.Equal(2, parcoursup.Demandes.Count(a => a.EndsWith('/')));
    }

    [Fact]
    public async Task Bad_lines_are_reported_one_by_one_and_their_neighbours_taken()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var lines = string.Join('\n', Ia(17).ToJsonString(), """{"session":2026,"payee":true,"dateMaj":"hier"}""", """{"session":2026,"payee":true}""");

        using var response = await Gateway.Admin.RawAsync(HttpMethod.Post, Etab.Path + "inscriptions", lines, "application/x-ndjson");
        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal((3, 1, 2), (report["recues"]!.GetValue<int>(), report["acceptees"]!.GetValue<int>(), report["refusees"]!.GetValue<int>()));
        Assert.Equal([2, 3], report["lignes"]!.AsArray().Select(l => l!["ligne"]!.GetValue<int>()));
        await AtRestAsync();
        await RunAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }
}

public sealed class ResolutionTestsOnSqlite(PostgresServer postgres) : ResolutionTests(postgres, DatabaseEngine.Sqlite);

public sealed class ResolutionTestsOnPostgres(PostgresServer postgres) : ResolutionTests(postgres, DatabaseEngine.Postgres);
