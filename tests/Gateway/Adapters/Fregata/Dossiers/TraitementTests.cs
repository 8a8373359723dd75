using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;

/// <summary>Seed 002, "Traitement des inscriptions importées", and what later happens to its dossiers (rules G2, G3).</summary>
public abstract class TraitementTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    /// <summary>Seed 002, processing: "avec le critère "Origine" en sélectionnant "Parcoursup" ou avec la date d'importation".</summary>
    [Fact]
    public async Task Imported_inscriptions_are_found_by_origin_by_day_of_import_and_by_state()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await SetDayAsync(7, 8);
        AtParcoursup(Admis(18));
        await SetFregataAsync(("champsProteges", new JsonArray("mail")));
        Withdraw(17);
        await Fregata.ImportedAsync();

        Assert.Equal(2, (await Fregata.ListAsync("inscriptions?origine=Parcoursup")).Count);
        Assert.Equal(["2026-17-8842", "2026-18-8842"], (await Fregata.ListAsync("inscriptions?dateImportation=2026-07-08")).Select(d => Text(d!, "id")));
        Assert.Empty(await Fregata.ListAsync("inscriptions?dateImportation=2026-07-09"));
        Assert.Empty(await Fregata.ListAsync("inscriptions?anneeScolaire=2025-2026"));
        await Fregata.ProcessAsync(18);
        Assert.Equal("2026-17-8842", Text(Assert.Single(await Fregata.ListAsync("inscriptions?etat=ATraiter&anneeScolaire=2026-2027"))!, "id"));
        Assert.Equal("2026-18-8842", Text(Assert.Single(await Fregata.ListAsync("inscriptions?etat=Traite"))!, "id"));
    }

    [Theory]
    [InlineData("etat=Parti", "etat")]
    [InlineData("etat=1", "etat")]
    [InlineData("origine=zorglub", "origine")]
    [InlineData("dateImportation=08/07/2026", "dateImportation")]
    [InlineData("anneeScolaire=2026", "anneeScolaire")]
    [InlineData("statut=Traite", "statut")]
    [InlineData("etat=Recu&zorglub=1", "zorglub")]
    public async Task A_criterion_that_cannot_be_read_is_refused(string query, string champ)
    {
        await StartFregataAsync();
        var refused = await Fregata.SendAsync(HttpMethod.Get, "inscriptions?" + query);
        Assert.Equal((HttpStatusCode.BadRequest, champ), (refused.Status, Text(refused.Erreurs[0]!, "champ")));
    }

    [Fact]
    public async Task Every_address_refuses_a_filter_that_it_does_not_know_to_whom_may_call_it()
    {
        await StartFregataAsync();

        Assert.Contains("« statut » n'est pas un filtre de cette adresse ; les siens : page.",
            (await Fregata.SendAsync(HttpMethod.Get, "echanges?statut=Succes")).Text, StringComparison.Ordinal);
        Assert.Contains("elle n'en a pas", (await Fregata.SendAsync(HttpMethod.Post, "imports?anneeScolaire=2026-2027", "{}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, $"/fregata/v1/{Etab.Uai}/echanges?statut=Succes")).Status);
    }

    /// <summary>Rule G3: reçu, à traiter, traité.</summary>
    [Fact]
    public async Task A_dossier_is_to_be_processed_from_when_it_is_listed()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        var import = await Fregata.ImportedAsync();

        Assert.Equal("Recu", Text(Assert.Single(await Fregata.ListAsync("inscriptions?etat=Recu"))!, "etat"));
        Assert.Equal("Recu", Text((await Fregata.GetAsync($"imports/{import["id"]}"))["candidats"]![0]!, "etat"));
        Assert.Equal("ATraiter", Text(Assert.Single(await Fregata.ListAsync("inscriptions?etat=ATraiter"))!, "etat"));
        Assert.Empty(await Fregata.ListAsync("inscriptions?etat=Recu"));
        Assert.Equal("ATraiter", Text((await Fregata.GetAsync($"imports/{import["id"]}"))["candidats"]![0]!, "etat"));
    }

    /// <summary>Seed 002, processing: the selected apprenants are synchronised, a wrong line keeps no other back.</summary>
    [Fact]
    public async Task Processed_inscriptions_are_told_with_what_Fregata_corrected()
    {
        AtParcoursup(Admis(17), Admis(18));
        await StartFregataAsync();
        await Fregata.ImportedAsync();

        var report = await Fregata.As("GestionInscriptions", "m.durand").PostAsync("inscriptions/traitement",
            new() { ["id"] = "2026-17-8842", ["corrections"] = new JsonObject { ["mail"] = "zoe@lycee.example", ["division"] = "BTS1A" } },
            new() { ["id"] = "2026-18-8842", ["corrections"] = new JsonObject { ["couleur"] = "bleu" } },
            new() { ["id"] = "2026-99-8842" }, new() { ["id"] = "dix-sept" }, new JsonObject());

        Assert.Equal((1, 4), (Number(report, "traites"), Number(report, "refuses")));
        Assert.Equal([null, "corrections.couleur", "id", "id", "id"], report["inscriptions"]!.AsArray().Select(l => l!["champ"]?.GetValue<string>()));
        var dossier = await DossierAsync(17);
        Assert.Equal(("Traite", "zoe@lycee.example", "m.durand"), (Text(dossier, "etat"), Text(dossier["apprenant"]!, "mail"), Text(dossier["traitement"]!, "utilisateur")));
        Assert.Equal(["mail", "division"], dossier["differences"]!.AsArray().Select(d => Text(d!, "champ")));
        Assert.Equal("ATraiter", await EtatAsync(18));
        Assert.Equal("L'inscription était déjà traitée ; les corrections sont enregistrées.", Text(Line(await Fregata.ProcessAsync(17), 17), "message"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inscriptions":[]}""")]
    public async Task A_request_without_inscriptions_is_refused(string body)
    {
        await StartFregataAsync();
        foreach (var path in new[] { "inscriptions/traitement", "validations", "validations/annulations" })
            Assert.Equal(HttpStatusCode.BadRequest, (await Fregata.SendAsync(HttpMethod.Post, path, body)).Status);
        var many = $$"""{"inscriptions":[{{string.Join(',', Enumerable.Repeat("null", 1001))}}]}""";
        Assert.Equal(HttpStatusCode.BadRequest, (await Fregata.SendAsync(HttpMethod.Post, "validations", many)).Status);
    }

    /// <summary>Rule G3: a later import follows Parcoursup in what nobody processed, and spares the protected fields of the rest.</summary>
    [Fact]
    public async Task A_later_import_never_overwrites_the_protected_fields_of_a_processed_dossier()
    {
        AtParcoursup(Admis(17), Admis(18));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        foreach (var code in new[] { 17, 18 })
        {
            var changed = Admis(code);
            (changed["nom"], changed["mail"], changed["telmobile"], changed["adresse1"]) = ("Martin", "autre@example.org", "0700000000", "9 place Neuve");
            AtParcoursup(changed);
        }

        await Fregata.ImportedAsync();

        var (processed, open) = (await DossierAsync(17), await DossierAsync(18));
        Assert.Equal(("LefèvreR", "candidat.17@example.org", "9 place Neuve"),
            (Text(processed["apprenant"]!, "nom"), Text(processed["apprenant"]!, "mail"), Text(processed["apprenant"]!["adresse"]!, "ligne1")));
        Assert.Equal(["nom", "mail", "telMobile"], processed["differences"]!.AsArray().Select(d => Text(d!, "champ")));
        Assert.Equal("Martin", Text(processed["differences"]![0]!, "parcoursup"));
        Assert.Equal(("Martin", "autre@example.org"), (Text(open["apprenant"]!, "nom"), Text(open["apprenant"]!, "mail")));
        Assert.Empty(open["differences"]!.AsArray());
    }

    [Fact]
    public async Task Which_fields_are_protected_is_configurable()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await SetFregataAsync(("champsProteges", new JsonArray("adresse")));
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        var changed = Admis(17);
        (changed["mail"], changed["adresse1"]) = ("autre@example.org", "9 place Neuve");
        AtParcoursup(changed);

        await Fregata.ImportedAsync();

        Assert.Equal(("autre@example.org", "1 rue de l'Église"), (Text((await DossierAsync(17))["apprenant"]!, "mail"), Text((await DossierAsync(17))["apprenant"]!["adresse"]!, "ligne1")));
    }

    /// <summary>Rule G2: a dossier not yet processed becomes désisté, and its candidate can come back.</summary>
    [Fact]
    public async Task A_withdrawal_before_the_processing_is_désisté_until_the_candidate_is_admitted_again()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17));
        await Fregata.ImportedAsync();
        await PushAndRestAsync(Admis(17, situation: 3));

        var left = await DossierAsync(17);
        Assert.Equal("Desiste", Text(left, "etat"));
        Assert.Contains("désisté", Text(left, "desistement"), StringComparison.Ordinal);
        Assert.Equal("etat", Text(Line(await Fregata.ProcessAsync(17), 17), "champ"));
        Assert.Equal(0, Number(await Fregata.ImportedAsync(), "nombreCandidats"));
        Assert.Equal("Desiste", await EtatAsync(17));

        await PushAndRestAsync(With(Admis(17), "dateReponse", "09/06/2026 10:00"));
        Assert.Equal("Desiste", await EtatAsync(17));
        await Fregata.ImportedAsync();
        var back = await DossierAsync(17);
        Assert.Equal("ATraiter", Text(back, "etat"));
        Assert.Null(back["desistement"]);
        Assert.Empty(await ListAsync("taches"));
    }

    /// <summary>Rule G2: a failure at the baccalauréat is a departure from the day after the publication; the rattrapage is none.</summary>
    [Fact]
    public async Task Who_fails_the_baccalaureat_leaves_and_who_is_in_the_rattrapage_stays()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17), Admis(18));
        await Fregata.ImportedAsync();
        await ResultAsync("REFUSE", "2026-07-07", 17);
        await ResultAsync("RATTRAPAGE", "2026-07-07", 18);

        await SetClockAsync(8);
        await AtRestAsync();

        Assert.Equal(("Desiste", "ATraiter"), (await EtatAsync(17), await EtatAsync(18)));
        Assert.Equal("2026-18-8842", Text(Assert.Single((await Fregata.ImportedAsync())["candidats"]!.AsArray())!, "id"));
    }

    /// <summary>Rule G2: a processed dossier is nobody's to remove but a person's.</summary>
    [Fact]
    public async Task A_withdrawal_after_the_processing_raises_a_task_and_its_return_closes_it()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17));
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        await PushAndRestAsync(Admis(17, situation: 3));

        var left = await DossierAsync(17);
        Assert.Equal("Traite", Text(left, "etat"));
        Assert.NotNull(left["desistement"]);
        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal(("DepartFregata", "2026-17-8842"), (Text(task, "type"), Text(task, "sujet")));
        Assert.Contains("L'annuler dans Fregata", Text(task, "message"), StringComparison.Ordinal);

        await PushAndRestAsync(With(Admis(17), "dateReponse", "09/06/2026 10:00"));
        Assert.Null((await DossierAsync(17))["desistement"]);
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task A_processed_dossier_whose_candidate_left_is_given_up_by_a_cancellation_without_a_word_to_Parcoursup()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17));
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        await PushAndRestAsync(Admis(17, situation: 3));

        var report = await Fregata.CancelAsync(17);

        Assert.Equal("SansObjet", Resultat(report, 17));
        Assert.Contains("rien à lui dire", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Equal("Desiste", await EtatAsync(17));
        Assert.Empty(await ListAsync("taches"));
        Assert.Equal("", await Etab.FeedbackAsync(17));
    }

    /// <summary>The gateway's own evaluation may run at any time: doing it again changes nothing (rule C5).</summary>
    [Fact]
    public async Task Evaluating_again_changes_no_dossier()
    {
        AtParcoursup(Admis(17), Admis(18));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        var before = (await Fregata.ListAsync("inscriptions")).ToJsonString();
        var events = (await ListAsync("candidats/2026/17/chronologie")).Count;

        await Gateway.ExecuteAsync("UPDATE candidat SET a_evaluer = TRUE");
        await AtRestAsync();

        Assert.Equal(before, (await Fregata.ListAsync("inscriptions")).ToJsonString());
        Assert.Equal(events, (await ListAsync("candidats/2026/17/chronologie")).Count);
    }

    private static JsonObject With(JsonObject voeu, string champ, JsonNode valeur)
    {
        voeu[champ] = valeur;
        return voeu;
    }
}

public sealed class TraitementTestsOnSqlite(PostgresServer postgres) : TraitementTests(postgres, DatabaseEngine.Sqlite);

public sealed class TraitementTestsOnPostgres(PostgresServer postgres) : TraitementTests(postgres, DatabaseEngine.Postgres);
