using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Fregata;
using static Parcoursup.Gateway.Simulators.Tests.Fregata.PasserelleSimulee;

namespace Parcoursup.Gateway.Simulators.Tests.Fregata;

/// <summary>The second and the third step of the guide (seed 002).</summary>
public sealed class ProcedureTests
{
    private const string Id = "2026-17-9201";
    private static readonly DateOnly Rentree = new(2026, 9, 1);

    [Fact]
    public async Task Imported_inscriptions_are_searched_by_origin_state_and_day_of_the_import()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("GET inscriptions", new JsonArray(Dossier(17, "ATraiter")));

        Assert.Equal([Id], await passerelle.Simulator.RechercherAsync(Gestion, default, "ATraiter", new DateOnly(2026, 7, 8)));
        Assert.Equal("GET inscriptions?origine=Parcoursup&etat=ATraiter&dateImportation=2026-07-08&page=1", Assert.Single(passerelle.Received).Call);
    }

    [Fact]
    public async Task What_is_processed_is_registered_with_division_regime_and_corrections()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));

        var body = passerelle.Received[^1].Body!["inscriptions"]![0]!;
        Assert.Equal("""{"mail":"corrige@example.org","division":"BTSA1","regime":"Externe"}""", body["corrections"]!.ToJsonString());
        var apprenant = await ApprenantAsync(passerelle);
        Assert.Equal(("Inscrit", "BTSA1", "Externe"), (Texte(apprenant, "etat"), Texte(apprenant, "division"), Texte(apprenant, "regime")));
        Assert.Equal("corrige@example.org", Texte(apprenant["donnees"]!, "mail"));
    }

    [Fact]
    public async Task A_refused_one_is_not_registered()
    {
        await using var passerelle = await StartAsync();
        await ImportAsync(passerelle, Dossier(17));
        passerelle.Prepare("POST inscriptions/traitement", Traites((17, "Refuse", "etat")));
        Assert.Equal(1, (await passerelle.Simulator.TraiterAsync([new(Id)], Gestion, default)).Nombre("Refuse"));
        Assert.Empty((await passerelle.EtatAsync())["apprenants"]!.AsArray());
    }

    /// <summary>Rule G3.</summary>
    [Fact]
    public async Task A_later_import_that_overwrites_a_protected_field_is_an_anomaly()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        var dossier = Dossier(17, "Traite");
        passerelle.Prepare("GET inscriptions", new JsonArray(dossier));
        await passerelle.Simulator.RechercherAsync(Gestion, default);
        Assert.Equal($"{Id} : le champ protégé « mail » a été écrasé", Assert.Single(await passerelle.AnomaliesAsync()));
    }

    [Fact]
    public async Task A_later_import_that_keeps_it_shows_the_difference()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        var dossier = Dossier(17, "Traite");
        (dossier["apprenant"]!["mail"], dossier["apprenant"]!["adresse"]!["ligne1"]) = ("corrige@example.org", "2 rue neuve");
        dossier["differences"] = JsonNode.Parse("""[{"champ":"mail","fregata":"corrige@example.org","parcoursup":"z17@example.org"}]""");
        passerelle.Prepare("GET inscriptions", new JsonArray(dossier));
        await passerelle.Simulator.RechercherAsync(Gestion, default);

        Assert.Empty(await passerelle.AnomaliesAsync());
        var apprenant = await ApprenantAsync(passerelle);
        Assert.Equal("2 rue neuve", Texte(apprenant["donnees"]!["adresse"]!, "ligne1"));
        Assert.Single(apprenant["differences"]!.AsArray());
    }

    [Fact]
    public async Task Whoever_has_no_number_gets_an_INA_and_is_validated_with_it()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17, ine: null));
        passerelle.Prepare("POST validations", Rapport("Validation", (17, "Informe", null)));

        Assert.Equal(1, passerelle.Simulator.Immatriculer());
        Assert.Equal(0, passerelle.Simulator.Immatriculer());
        var rapport = await passerelle.Simulator.ValiderAsync([Id], Rentree, Gestion, default);

        Assert.Equal(1, rapport.Nombre("Informe"));
        Assert.Equal("""[{"id":"2026-17-9201","ine":"000000017NA","date":"2026-09-01"}]""", passerelle.Received[^1].Body!["inscriptions"]!.ToJsonString());
        Assert.Equal("Valide", Texte(await ApprenantAsync(passerelle), "etat"));
        Assert.Empty(await passerelle.AnomaliesAsync());
    }

    [Theory]
    [InlineData("ine", "Inscrit")]
    [InlineData("date", "Inscrit")]
    [InlineData("parcoursup", "Valide")]
    public async Task A_refusal_of_the_gateway_leaves_the_apprenant_and_one_of_Parcoursup_does_not(string champ, string attendu)
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        passerelle.Prepare("POST validations", Rapport("Validation", (17, "Refuse", champ)));
        await passerelle.Simulator.ValiderAsync([Id], Rentree, Gestion, default);
        Assert.Equal(attendu, Texte(await ApprenantAsync(passerelle), "etat"));
    }

    [Fact]
    public async Task A_report_is_read_again_and_a_cancellation_is_one_as_well()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        passerelle.Prepare("POST validations", Rapport("Validation", (17, "EnCours", null)));
        passerelle.Prepare("GET validations/12", Rapport("Validation", (17, "Informe", null)));
        passerelle.Prepare("POST validations/annulations", Rapport("Annulation", (17, "Informe", null)));

        var rapport = await passerelle.Simulator.ValiderAsync([Id], Rentree, Gestion, default);
        Assert.Equal(1, rapport.Nombre("EnCours"));
        Assert.Equal(1, (await passerelle.Simulator.RelireAsync(rapport, Gestion, default)).Nombre("Informe"));
        await passerelle.Simulator.AnnulerValidationAsync([Id], Gestion, default);

        Assert.Equal(("Annule", "Informe"), (Texte(await ApprenantAsync(passerelle), "etat"), Texte(await ApprenantAsync(passerelle), "parcoursup")));
        Assert.Empty(await passerelle.AnomaliesAsync());
    }

    [Fact]
    public async Task Of_one_that_is_cancelled_before_a_validation_Parcoursup_has_nothing_to_know()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        passerelle.Prepare("POST validations/annulations", Rapport("Annulation", (17, "SansObjet", null)));
        passerelle.Prepare("GET validations/12", Rapport("Annulation", (17, "SansObjet", null)));

        await passerelle.Simulator.RelireAsync(await passerelle.Simulator.AnnulerValidationAsync([Id], Gestion, default), Gestion, default);

        Assert.Equal(("Annule", null), (Texte(await ApprenantAsync(passerelle), "etat"), Texte(await ApprenantAsync(passerelle), "parcoursup")));
    }

    [Fact]
    public async Task The_checks_are_asked_with_the_number_of_each_and_told_with_every_problem()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        passerelle.Prepare("POST validations/controles", JsonNode.Parse($$"""
            { "possibleAPartirDu": "2026-09-01", "prets": 0, "dejaValides": 0, "aCorriger": 2, "inscriptions": [
              { "id": "{{Id}}", "resultat": "ACorriger", "problemes": [ { "champ": "etat", "message": "Un." }, { "champ": "ine", "message": "Deux." } ] },
              { "id": "2026-18-9201", "resultat": "ACorriger", "problemes": [] } ] }
            """)!);

        var rapport = await passerelle.Simulator.ControlerAsync([Id, "2026-18-9201"], Gestion, default);

        Assert.Equal((2, "etat", "Un. Deux."), (rapport.Nombre("ACorriger"), rapport.Lignes[0].Champ, rapport.Lignes[0].Message));
        Assert.Equal("Inscrit", Texte(await ApprenantAsync(passerelle), "etat"));
        Assert.Equal(["controles : 2026-18-9201 est à corriger, et rien ne dit quoi"], await passerelle.AnomaliesAsync());
    }

    [Fact]
    public async Task Counts_that_contradict_the_lines_are_anomalies()
    {
        await using var passerelle = await ProcessedAsync(Dossier(17));
        var rapport = Rapport("Validation", (17, "Informe", null), (18, "Peut-être", null));
        rapport["informes"] = 2;
        passerelle.Prepare("POST validations", rapport);
        await passerelle.Simulator.ValiderAsync([Id], Rentree, Gestion, default);

        var anomalies = await passerelle.AnomaliesAsync();
        Assert.Equal(["rapport : 2 lignes pour 1 inscriptions", "rapport : résultat « Peut-être » inconnu", "rapport : informes vaut 2, 1 lignes"], anomalies);
    }

    private static async Task<PasserelleSimulee> ProcessedAsync(JsonObject dossier)
    {
        var passerelle = await StartAsync();
        await ImportAsync(passerelle, dossier);
        passerelle.Prepare("POST inscriptions/traitement", Traites((17, "Traite", null)));
        await passerelle.Simulator.TraiterAsync(
            [new(Id, "BTSA1", "Externe", new Dictionary<string, string> { ["mail"] = "corrige@example.org" })], Gestion, default);
        return passerelle;
    }

    private static async Task ImportAsync(PasserelleSimulee passerelle, JsonObject dossier)
    {
        var import = Import(dossier);
        import["message"] = "INFO : Réception effectuée de 1 candidat avec succès, et de ses 2 responsables";
        passerelle.Prepare("POST imports", import);
        await passerelle.Simulator.ImporterAsync(Annee, Gestion, default);
    }

    private static async Task<JsonNode> ApprenantAsync(PasserelleSimulee passerelle) => Assert.Single((await passerelle.EtatAsync())["apprenants"]!.AsArray())!;

    private static string? Texte(JsonNode node, string name) => node[name]?.GetValue<string>();
}
