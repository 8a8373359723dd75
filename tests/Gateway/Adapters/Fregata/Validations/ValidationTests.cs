using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;

/// <summary>Seed 002, "Immatriculation et validation des inscriptions": Parcoursup is informed, and the report says so.</summary>
public abstract class ValidationTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    /// <summary>Seed 002, validation: "Fregata enverra l'information à Parcoursup… dont vous aurez connaissance dans le rapport de validation".</summary>
    [Fact]
    public async Task A_validated_inscription_informs_Parcoursup_at_once_and_the_report_says_so()
    {
        await ReadyAsync(17, 18);

        var report = await Fregata.As("GestionInscriptions", "m.durand").ValidateAsync(17);

        Assert.Equal((1, 0, 0, 0), Counts(report));
        Assert.Equal(("Informe", "Parcoursup a été informé de l'inscription."), (Resultat(report, 17), Text(Line(report, 17), "message")));
        Assert.Equal(("Validation", "m.durand"), (Text(report, "nature"), Text(report, "utilisateur")));
        Assert.Equal(("1", ""), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18)));
        Assert.Equal(report.ToJsonString(), (await Fregata.GetAsync($"validations/{report["id"]}")).ToJsonString());
        var validation = (await DossierAsync(17))["validation"]!;
        Assert.Equal(("2026-09-01", "070900001AA", "m.durand"), (Text(validation, "date"), Text(validation, "ine"), Text(validation, "utilisateur")));
        var ia = Assert.Single(await ListAsync("inscriptions"))!;
        Assert.Equal(("ValidationFregata", "Principale"), (Text(ia, "origine"), Text(ia, "type")));
    }

    /// <summary>Seed 002, validation: "À partir du premier jour de la rentrée".</summary>
    [Fact]
    public async Task Before_the_first_day_of_the_rentree_it_is_refused_with_the_date()
    {
        await ReadyAsync(17);
        await SetDayAsync(8, 31);

        var report = await Fregata.PostAsync("validations", FregataApi.Line(17));

        Assert.Equal(("Refuse", "date"), (Resultat(report, 17), Text(Line(report, 17), "champ")));
        Assert.Contains("01/09/2026", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Equal("Traite", await EtatAsync(17));
        Assert.Empty(await ListAsync("inscriptions"));

        await SetDayAsync(9, 1);
        Assert.Equal("date", Text(Line(await Fregata.PostAsync("validations", FregataApi.Line(17, date: "2026-08-31")), 17), "champ"));
        Assert.Equal("date", Text(Line(await Fregata.PostAsync("validations", FregataApi.Line(17, date: "demain")), 17), "champ"));
        Assert.Contains("pas encore venue", Text(Line(await Fregata.PostAsync("validations", FregataApi.Line(17, date: "2027-08-20")), 17), "message"), StringComparison.Ordinal);
        Assert.Equal("Informe", Resultat(await Fregata.PostAsync("validations", FregataApi.Line(17, date: null)), 17));
    }

    [Fact]
    public async Task An_etablissement_may_have_another_first_day()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("rentree", "2026-08-24"));
        await SetDayAsync(8, 25);
        Assert.Equal("Informe", Resultat(await Fregata.PostAsync("validations", FregataApi.Line(17, date: "2026-08-25")), 17));
    }

    [Fact]
    public async Task Without_a_first_day_nothing_can_be_validated_and_the_report_says_where_it_is_entered()
    {
        Etab.Campagne.Remove("rentree");
        await ReadyAsync(17);
        Assert.Contains("fregata.rentree", Text(Line(await Fregata.ValidateAsync(17), 17), "message"), StringComparison.Ordinal);
    }

    /// <summary>Seed 002, validation: "Vous devez immatriculer les apprenants s'il n'ont pas de numéro INA"; the others of the list go on.</summary>
    [Fact]
    public async Task An_apprenant_who_is_not_immatricule_is_refused_and_keeps_no_other_back()
    {
        await ReadyAsync(Unnumbered(Admis(17)), Admis(18), Admis(19));

        var report = await Fregata.PostAsync("validations", FregataApi.Line(17, ine: null), FregataApi.Line(18, ine: "12"), FregataApi.Line(19));

        Assert.Equal((1, 0, 2, 0), Counts(report));
        Assert.Equal(("ine", "ine"), (Text(Line(report, 17), "champ"), Text(Line(report, 18), "champ")));
        Assert.StartsWith("L'apprenant n'est pas immatriculé", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Equal(("", "", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18), await Etab.FeedbackAsync(19)));
    }

    /// <summary>Seed 002: three steps, in this order.</summary>
    [Fact]
    public async Task What_is_unknown_unprocessed_or_gone_is_refused()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17), Admis(18), Admis(19));
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(19);
        await PushAndRestAsync(Admis(18, situation: 3), Admis(19, situation: 3));
        await SetDayAsync(9, 1);

        var report = await Fregata.ValidateAsync(17, 18, 19, 20);

        Assert.Equal((0, 0, 4, 0), Counts(report));
        Assert.Equal(["etat", "etat", "etat", "id"], report["inscriptions"]!.AsArray().Select(l => Text(l!, "champ")));
        Assert.Contains("pas encore traitée", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Contains("désisté", Text(Line(report, 18), "message"), StringComparison.Ordinal);
        Assert.Contains("n'est plus admis", Text(Line(report, 19), "message"), StringComparison.Ordinal);
        Assert.Empty(await ListAsync("inscriptions"));
    }

    [Fact]
    public async Task Validating_again_says_so_and_informs_nobody_twice()
    {
        await ReadyAsync(17);
        await Fregata.ValidateAsync(17);

        var again = await Fregata.PostAsync("validations", FregataApi.Line(17), FregataApi.Line(17));

        Assert.All(again["inscriptions"]!.AsArray(), l => Assert.Equal("Informe", Text(l!, "resultat")));
        Assert.StartsWith("L'inscription était déjà validée (le 01/09/2026).", Text(again["inscriptions"]![0]!, "message"), StringComparison.Ordinal);
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    /// <summary>Contract §5: Parcoursup's own identity values go back, whatever INE or correction Fregata has.</summary>
    [Fact]
    public async Task Parcoursups_own_identity_goes_back_whatever_Fregata_holds()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.PostAsync("inscriptions/traitement", new JsonObject
        {
            ["id"] = "2026-17-8842", ["corrections"] = new JsonObject { ["nom"] = "Martin", ["dateNaissance"] = "2008-03-01", ["ine"] = "070900009ZZ" },
        });
        await SetDayAsync(9, 1);

        var report = await Fregata.PostAsync("validations", FregataApi.Line(17, ine: "0709 00009 zz"));

        // The simulator refuses any other identity than its own.
        Assert.Equal("Informe", Resultat(report, 17));
        var dossier = await DossierAsync(17);
        Assert.Equal(("070900009ZZ", "Martin"), (Text(dossier["validation"]!, "ine"), Text(dossier["apprenant"]!, "nom")));
    }

    [Fact]
    public async Task What_Parcoursup_refuses_is_told_with_its_reason_and_asked_again_by_validating_again()
    {
        await ReadyAsync(17, 18);
        Etab.Parcoursup.Refuser([17]);

        var report = await Fregata.ValidateAsync(17, 18);

        Assert.Equal((1, 0, 1, 0), Counts(report));
        Assert.Equal("parcoursup", Text(Line(report, 17), "champ"));
        Assert.Contains("Inscription refusée par Parcoursup pour ce candidat", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Etab.Parcoursup.Refuser([]);
        Assert.Equal("Informe", Resultat(await Fregata.ValidateAsync(17), 17));
        // The first report is that of now.
        Assert.Equal((2, 0, 0, 0), Counts(await Fregata.GetAsync($"validations/{report["id"]}")));
    }

    [Fact]
    public async Task A_Parcoursup_that_is_down_will_be_informed_and_the_report_follows()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("delaiRemonteeSecondes", 1));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":1000,"methode":"majInscriptionAdministrative"}""");

        var report = await Fregata.ValidateAsync(17);

        Assert.Contains(Resultat(report, 17), new[] { "SeraReessaye", "EnCours" });
        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "SeraReessaye");
        await Etab.ClearFaultsAsync();
        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "Informe");
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_report_that_cannot_wait_says_that_it_is_under_way()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("delaiRemonteeSecondes", 0));
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":1000,"nombre":1,"methode":"majInscriptionAdministrative"}""");

        var report = await Fregata.ValidateAsync(17);

        Assert.Equal((0, 0, 0, 1), Counts(report));
        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "Informe");
    }

    /// <summary>Rule F3: a later cancellation is reported too.</summary>
    [Fact]
    public async Task A_cancelled_inscription_is_reported_and_can_be_validated_again()
    {
        await ReadyAsync(17, 18);
        await Fregata.ValidateAsync(17);

        var report = await Fregata.CancelAsync(17, 18);

        Assert.Equal(("Annulation", 1, 1), (Text(report, "nature"), Number(report, "informes"), Number(report, "refuses")));
        Assert.Equal("Parcoursup a été informé de l'annulation de l'inscription.", Text(Line(report, 17), "message"));
        Assert.Equal("etat", Text(Line(report, 18), "champ"));
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
        Assert.Equal("Traite", await EtatAsync(17));
        Assert.Null((await DossierAsync(17))["validation"]);

        Assert.Equal("Informe", Resultat(await Fregata.ValidateAsync(17), 17));
        Assert.Equal("1 3 1", await Etab.FeedbackAsync(17));
    }

    /// <summary>Rule F5: even what is cancelled while the validation is on its way waits for no nightly run.</summary>
    [Fact]
    public async Task A_cancellation_during_the_call_leaves_as_soon_as_it_can()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("delaiRemonteeSecondes", 0));
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":1200,"nombre":1,"methode":"majInscriptionAdministrative"}""");
        await Fregata.ValidateAsync(17);
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<string>("SELECT etat FROM livraison WHERE etat = 'EnCours'")).Count == 1);

        var report = await Fregata.CancelAsync(17);

        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "Informe");
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    /// <summary>A report never says of Parcoursup what it has not acknowledged, also when the opposite was told since.</summary>
    [Fact]
    public async Task A_validation_that_was_cancelled_before_Parcoursup_heard_of_it_is_not_told_as_informed()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("delaiRemonteeSecondes", 0));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":1000,"methode":"majInscriptionAdministrative"}""");
        var validated = await Fregata.ValidateAsync(17);
        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{validated["id"]}"), 17) == "SeraReessaye");

        var cancelled = await Fregata.CancelAsync(17);
        await Etab.ClearFaultsAsync();

        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{cancelled["id"]}"), 17) == "Informe");
        var told = Line(await Fregata.GetAsync($"validations/{validated["id"]}"), 17);
        Assert.Equal(("SansObjet", "L'inscription a été annulée depuis, avant que Parcoursup en soit informé."), (Text(told, "resultat"), Text(told, "message")));
        Assert.Equal("3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_validation_that_Parcoursup_acknowledged_stays_told_so_after_its_cancellation()
    {
        await ReadyAsync(17);
        var validated = await Fregata.ValidateAsync(17);
        var cancelled = await Fregata.CancelAsync(17);
        await Fregata.ValidateAsync(17);

        foreach (var report in new[] { validated, cancelled })
            Assert.Equal("Informe", Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17));
        Assert.Equal("1 3 1", await Etab.FeedbackAsync(17));
    }

    /// <summary>A call whose answer was lost comes again, as for a validation.</summary>
    [Fact]
    public async Task Cancelling_again_says_so_and_tells_where_Parcoursup_stands()
    {
        await ReadyAsync(17);
        await Fregata.ValidateAsync(17);
        await Fregata.CancelAsync(17);

        var again = await Fregata.CancelAsync(17);

        Assert.Equal("Informe", Resultat(again, 17));
        Assert.StartsWith("L'inscription était déjà annulée.", Text(Line(again, 17), "message"), StringComparison.Ordinal);
        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    /// <summary>Seed 002, validation: only those are immatriculés who have no number yet.</summary>
    [Fact]
    public async Task Who_has_a_number_already_is_validated_with_it()
    {
        AtParcoursup(Admis(17), Unnumbered(Admis(18)));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.PostAsync("inscriptions/traitement",
            new JsonObject { ["id"] = FregataApi.IdOf(17) }, new JsonObject { ["id"] = FregataApi.IdOf(18), ["corrections"] = new JsonObject { ["ine"] = "070900009ZZ" } });
        await SetDayAsync(9, 1);

        await Fregata.PostAsync("validations", FregataApi.Line(17, ine: null), FregataApi.Line(18, ine: null));

        Assert.Equal(("000000017AA", "070900009ZZ"), (Text((await DossierAsync(17))["validation"]!, "ine"), Text((await DossierAsync(18))["validation"]!, "ine")));
    }

    [Fact]
    public async Task A_misspelt_field_is_refused_with_the_names_that_exist_and_keeps_no_other_line_back()
    {
        await ReadyAsync(17, 18);
        var misspelt = FregataApi.Line(17);
        misspelt["numero"] = "070900001AA";

        var report = await Fregata.PostAsync("validations", misspelt, FregataApi.Line(18));

        Assert.Equal(("Refuse", "numero"), (Resultat(report, 17), Text(Line(report, 17), "champ")));
        Assert.Contains("id, ine, date", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Equal("Informe", Resultat(report, 18));
        var processed = await Fregata.PostAsync("inscriptions/traitement", new JsonObject { ["id"] = FregataApi.IdOf(17), ["correction"] = new JsonObject { ["mail"] = "perdu@example.org" } });
        Assert.Equal(("Refuse", "correction"), (Resultat(processed, 17), Text(Line(processed, 17), "champ")));
    }

    [Fact]
    public async Task A_cancellation_of_what_never_left_has_nothing_to_tell()
    {
        await WithoutSiseAsync(17);
        var validated = await Fregata.ValidateAsync(17);
        Assert.Contains("SISE", Text(Line(validated, 17), "message"), StringComparison.Ordinal);

        var report = await Fregata.CancelAsync(17);

        Assert.Equal(("SansObjet", 0, 1), (Resultat(report, 17), Number(report, "informes"), Number(report, "sansObjet")));
        Assert.Contains("rien à lui dire", Text(Line(report, 17), "message"), StringComparison.Ordinal);
        Assert.Equal("", await Etab.FeedbackAsync(17));
    }

    /// <summary>Nobody has to go through the refusals: whoever completes the mapping has done what they asked for.</summary>
    [Fact]
    public async Task What_lacked_a_code_SISE_leaves_by_itself_once_the_mapping_has_it()
    {
        await WithoutSiseAsync(17, 18);
        var report = await Fregata.ValidateAsync(17);
        Assert.Equal((0, 0, 1, 0), Counts(report));

        Etab.Formations[0]!["libelle"] = "Un autre libellé";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        Assert.Equal((0, 0, 1, 0), Counts(await Fregata.GetAsync($"validations/{report["id"]}")));
        Etab.Formations[0]!["codeSise"] = "2500001";
        await Etab.SaveAsync(Gateway);

        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "Informe");
        Assert.Equal(("1", ""), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18)));
    }

    /// <summary>Rule G2: a candidate who leaves after the validation is a person's business; the cancellation is told to Parcoursup.</summary>
    [Fact]
    public async Task Who_leaves_after_the_validation_raises_a_task_that_the_cancellation_closes()
    {
        await ValidatedThenGoneAsync(17);

        Assert.Equal("Valide", await EtatAsync(17));
        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal("DepartFregata", Text(task, "type"));
        var wish = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!;
        Assert.Contains("encore validé dans Fregata", Assert.Single(wish["aVerifier"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Parcoursup en sera informé", Text(task, "message"), StringComparison.Ordinal);
        Assert.Equal("Informe", Resultat(await Fregata.CancelAsync(17), 17));
        await AtRestAsync();

        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
        Assert.Equal("Desiste", await EtatAsync(17));
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task Four_hundred_inscriptions_are_validated_in_one_report()
    {
        int[] codes = [.. Enumerable.Range(1001, 400)];
        AtParcoursup([.. codes.Select(code => Admis(code))]);
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(codes);
        await SetDayAsync(9, 1);

        var report = await Fregata.ValidateAsync(codes);

        Assert.Equal((400, 0, 0), (report["inscriptions"]!.AsArray().Count, Number(report, "refuses"), Number(report, "aReessayer")));
        await Poll.UntilAsync(async () => (await Fregata.GetAsync($"validations/{report["id"]}"))["informes"]!.GetValue<int>() == 400);
    }

    /// <summary>What was validated is told by the next life of a gateway that was stopped.</summary>
    [Fact]
    public async Task A_restart_loses_no_validation()
    {
        await ReadyAsync(17);
        await SetFregataAsync(("delaiRemonteeSecondes", 0));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":3,"methode":"majInscriptionAdministrative"}""");
        var report = await Fregata.ValidateAsync(17);

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        Connect();

        await Poll.UntilAsync(async () => Resultat(await Fregata.GetAsync($"validations/{report["id"]}"), 17) == "Informe");
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    /// <summary>Each message is journaled raw, and the candidate's chronology tells the three steps.</summary>
    [Fact]
    public async Task The_chronology_tells_the_three_steps()
    {
        await ReadyAsync(17);
        await Fregata.ValidateAsync(17);
        await Fregata.CancelAsync(17);

        var told = (await ListAsync("candidats/2026/17/chronologie")).Where(e => Text(e!, "nature") == "Fregata").ToList();

        Assert.Equal(4, told.Count);
        Assert.Contains("reçu par Fregata", Text(told[0]!, "texte"), StringComparison.Ordinal);
        Assert.Contains("traitée dans Fregata", Text(told[1]!, "texte"), StringComparison.Ordinal);
        Assert.Contains("validée dans Fregata au 01/09/2026", Text(told[2]!, "texte"), StringComparison.Ordinal);
        Assert.Contains("annulée dans Fregata", Text(told[3]!, "texte"), StringComparison.Ordinal);
        Assert.Equal(3, (await Gateway.QueryAsync<string>("SELECT canal FROM message_entrant WHERE canal = 'Fregata'")).Count);
    }

    private Task ReadyAsync(params int[] codes) => ReadyAsync([.. codes.Select(code => Admis(code))]);

    private async Task ReadyAsync(params JsonObject[] voeux)
    {
        AtParcoursup(voeux);
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync([.. voeux.Select(v => v["codeCandidat"]!.GetValue<int>())]);
        await SetDayAsync(9, 1);
    }

    /// <summary>Processed, on the first day of the rentrée, and of a formation whose code SISE nobody knows.</summary>
    private async Task WithoutSiseAsync(params int[] codes)
    {
        await ReadyAsync(codes);
        await SetFregataAsync(("delaiRemonteeSecondes", 1));
        Etab.Formations[0]!.AsObject().Remove("codeSise");
        await Etab.SaveAsync(Gateway);
        var voeux = codes.Select(code => Admis(code)).ToArray();
        foreach (var voeu in voeux) voeu["codeSISE"] = null;
        AtParcoursup(voeux);
        await Fregata.ImportedAsync();
    }

    private static (int Informes, int AReessayer, int Refuses, int EnCours) Counts(JsonNode report) =>
        (Number(report, "informes"), Number(report, "aReessayer"), Number(report, "refuses"), Number(report, "enCours"));
}

public sealed class ValidationTestsOnSqlite(PostgresServer postgres) : ValidationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ValidationTestsOnPostgres(PostgresServer postgres) : ValidationTests(postgres, DatabaseEngine.Postgres);
