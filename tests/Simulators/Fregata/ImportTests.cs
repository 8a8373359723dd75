using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Fregata;
using static Parcoursup.Gateway.Simulators.Tests.Fregata.PasserelleSimulee;

namespace Parcoursup.Gateway.Simulators.Tests.Fregata;

public sealed class ImportTests
{
    [Fact]
    public async Task An_import_names_account_person_role_and_school_year_and_fills_the_space_of_the_imported()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("POST imports", Import(Dossier(17), Dossier(18)));

        var import = await passerelle.Simulator.ImporterAsync(Annee, Gestion, default);

        Assert.Equal(new ImportFregata(200, 3, "Succes", "INFO : Réception effectuée de 2 candidats avec succès, et de leur 4 responsables"), import);
        var (call, body, headers) = Assert.Single(passerelle.Received);
        Assert.Equal("POST imports", call);
        Assert.Equal(Annee, body!["anneeScolaire"]!.GetValue<string>());
        Assert.Equal("Basic " + Convert.ToBase64String("fregata:mdp"u8), headers["Authorization"]);
        Assert.Equal(("m.durand", "GestionInscriptions"), (headers["X-Fregata-Utilisateur"], headers["X-Fregata-Role"]));

        var etat = await passerelle.EtatAsync();
        Assert.Equal(2, etat["importes"]!.AsArray().Count);
        Assert.Empty(etat["apprenants"]!.AsArray());
        Assert.Empty(etat["anomalies"]!.AsArray());
    }

    public static TheoryData<string, string, string> Contradictions() => new()
    {
        { "candidats[0].mail2", "\"x\"", "champ inconnu « mail2 »" },
        { "candidats[0].apprenant.vip", "true", "champ inconnu « vip »" },
        { "candidats[0].apprenant.mail", "", "le champ « mail » manque" },
        { "candidats[0].apprenant.nom", "null", "« nom » est nul" },
        { "candidats[0].responsables[0].tel", "", "le champ « tel » manque" },
        { "candidats[0].responsables[0].prenom", "\"LUC\"", "figure 2 fois" },
        { "candidats[0].responsables", "{}", "n'est pas une liste" },
        { "candidats[0].anneeScolaire", "\"2025-2026\"", "année scolaire 2025-2026" },
        { "candidats[0].id", "\"2026-18-9201\"", "figure 2 fois dans l'import" },
        { "candidats[0].origine", "\"Saisie\"", "origine « Saisie »" },
        { "candidats[0].etat", "\"Desiste\"", "Desiste parmi les admis" },
        { "candidats[0].etat", "\"Perdu\"", "état « Perdu » inconnu" },
        { "candidats[0].reponse", "\"OuiSi\"", "ne vont pas ensemble" },
        { "nombreCandidats", "3", "3 candidats et 4 responsables annoncés" },
        { "nombreResponsables", "5", "2 candidats et 5 responsables annoncés" },
        { "message", "\"INFO : Réception effectuée de 2 candidats avec succès, et de leurs 4 responsables\"", "attendu « INFO" },
        { "source", "\"Parcoursup\"", "source « Parcoursup »" },
        { "avertissement", "", "le champ « avertissement » manque" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Whatever_contradicts_the_contract_is_an_anomaly(string chemin, string valeur, string attendue)
    {
        await using var passerelle = await StartAsync();
        var import = Import(Dossier(17), Dossier(18));
        Changer(import, chemin, valeur);
        passerelle.Prepare("POST imports", import);

        await passerelle.Simulator.ImporterAsync(Annee, Gestion, default);

        Assert.Contains(await passerelle.AnomaliesAsync(), a => a.Contains(attendue, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1, "INFO : Réception effectuée de 1 candidat avec succès, et de son responsable 1", true)]
    [InlineData(1, 0, "INFO : Réception effectuée de 1 candidat avec succès", true)]
    [InlineData(1, 1, "INFO : Réception effectuée de 2 candidats avec succès", false)]
    public async Task Of_the_singular_the_numbers_have_to_be_right(int candidats, int responsables, string message, bool juste)
    {
        await using var passerelle = await StartAsync();
        var dossier = Dossier(17);
        while (dossier["responsables"]!.AsArray().Count > responsables) dossier["responsables"]!.AsArray().RemoveAt(0);
        var import = Import(dossier);
        (import["nombreCandidats"], import["nombreResponsables"], import["message"]) = (candidats, responsables, message);
        passerelle.Prepare("POST imports", import);

        await passerelle.Simulator.ImporterAsync(Annee, Gestion, default);

        Assert.Equal(juste, (await passerelle.AnomaliesAsync()).Count == 0);
    }

    [Fact]
    public async Task A_failed_import_changes_nothing_and_shows_its_message()
    {
        await using var passerelle = await StartAsync();
        var echec = Import();
        (echec["etat"], echec["message"]) = ("Echec", "ERREUR : Réception des candidats impossible : Read timed out");
        passerelle.Prepare("POST imports", echec, 502);

        var import = await passerelle.Simulator.ImporterAsync(Annee, Gestion, default);

        Assert.Equal((502, "Echec", "ERREUR : Réception des candidats impossible : Read timed out"), (import.Status, import.Etat, import.Message));
        Assert.Empty((await passerelle.EtatAsync())["importes"]!.AsArray());
        Assert.Empty(await passerelle.AnomaliesAsync());
    }

    [Fact]
    public async Task Another_school_year_is_refused_with_the_gateways_sentence()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("POST imports", JsonNode.Parse("""{"erreurs":[{"champ":"anneeScolaire","message":"Connectez-vous sur 2026-2027."}],"correlation":"c"}""")!, 409);
        var import = await passerelle.Simulator.ImporterAsync("2025-2026", Gestion, default);
        Assert.Equal(new ImportFregata(409, null, null, "Connectez-vous sur 2026-2027."), import);
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_the_space_as_it_was_until_it_is_asked_again()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("POST imports", Import(Dossier(17), Dossier(18)));
        using var panne = await passerelle.Http.PostAsync("/pannes", new StringContent("""{"type":"coupure","methode":"imports"}"""));

        Assert.Equal(0, (await passerelle.Simulator.ImporterAsync(Annee, Gestion, default)).Status);
        Assert.Empty((await passerelle.EtatAsync())["importes"]!.AsArray());
        Assert.Equal(200, (await passerelle.Simulator.ImporterAsync(Annee, Gestion, default)).Status);
        Assert.Equal(2, (await passerelle.EtatAsync())["importes"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_follow_up_is_read_with_the_detail_of_each_import()
    {
        await using var passerelle = await StartAsync();
        var echange = Import();
        echange.Remove("candidats");
        passerelle.Prepare("GET echanges", new JsonArray(echange));
        var detail = (JsonObject)echange.DeepClone();
        detail["apprenants"] = JsonNode.Parse("""[{"id":"2026-17-9201","codeCandidat":17,"nom":"A","prenom":"B","etat":"Recu","traite":false,"traiteLe":null,"traitePar":null,"responsables":[]}]""");
        passerelle.Prepare("GET echanges/3", detail);

        Assert.Null(await passerelle.Simulator.SuivreAsync(new PersonneFregata("a", PersonneFregata.Administrateur), default));

        var suivi = Assert.Single((await passerelle.EtatAsync())["suivi"]!.AsArray())!;
        Assert.Equal("2026-17-9201", suivi["apprenants"]![0]!["id"]!.GetValue<string>());
        Assert.Empty(await passerelle.AnomaliesAsync());
    }

    [Fact]
    public async Task A_role_that_may_not_see_the_follow_up_is_told_so()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("GET echanges", JsonNode.Parse("""{"erreurs":[{"champ":"X-Fregata-Role","message":"Rôle insuffisant."}],"correlation":"c"}""")!, 403);
        Assert.Equal("Rôle insuffisant.", await passerelle.Simulator.SuivreAsync(Gestion, default));
    }

    [Fact]
    public async Task A_person_can_import_by_HTTP()
    {
        await using var passerelle = await StartAsync();
        passerelle.Prepare("POST imports", Import(Dossier(17)));
        using var done = await passerelle.Http.PostAsync("/imports", new StringContent("""{"anneeScolaire":"2026-2027","role":"DirectionEtablissement"}""", Encoding.UTF8, "application/json"));
        using var wrong = await passerelle.Http.PostAsync("/imports", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal([200, 400], [(int)done.StatusCode, (int)wrong.StatusCode]);
        Assert.Equal("DirectionEtablissement", Assert.Single(passerelle.Received).Headers["X-Fregata-Role"]);
    }

    /// <summary>Sets what a path leads to; an empty text removes it.</summary>
    private static void Changer(JsonObject racine, string chemin, string valeur)
    {
        JsonNode node = racine;
        var parts = chemin.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        foreach (var part in parts[..^1])
            node = part == "0" ? node[0]! : node[part]!;
        if (valeur.Length == 0) ((JsonObject)node).Remove(parts[^1]);
        else node[parts[^1]] = JsonNode.Parse(valeur);
    }
}
