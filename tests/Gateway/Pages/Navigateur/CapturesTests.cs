using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Suivi.Releves;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>
/// Every page in both themes, wide and narrow, empty and full: nothing that axe finds, nothing that needs to be scrolled sideways. What
/// was seen is kept in <c>captures</c> beside the tests, to be looked at.
/// </summary>
public sealed class CapturesTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(
        apogee: options => options with { VetsConnues = new HashSet<Vet>(new[] { "L1DROI", "L1DRO3", "L1DRO4", "L1ECO", "L1HIS" }.Select(etp => new Vet("DRT", etp, 101))) });

    private (string Nom, string Chemin)[] Pages =>
    [
        ("etablissements", "/gestion/"), ("ce-matin", Ici("/")), ("campagne-en-images", Ici("/campagne")), ("candidats", Ici("/candidats")), ("fiche", Ici("/candidats/2026/301")),
        ("fiche-en-reserve", Ici("/candidats/2026/101")), ("a-traiter", Ici("/a-traiter")), ("gardes", Ici("/gardes")), ("garde", Ici("/gardes/1")),
        ("correspondances", Ici("/correspondances")), ("correspondance", Ici("/correspondances/8842")), ("nomenclatures", Ici("/nomenclatures")), ("nomenclature", Ici("/nomenclatures/table?nom=serieBac")),
        ("nomenclature-livree", Ici("/nomenclatures/table?nom=pays")), ("connecteur", Ici("/connecteur")),
        ("messages", Ici("/messages")), ("messages-refuses", Ici("/messages?canal=Pigeon&du=hier")), ("messages-sans-ligne", Ici("/messages?etat=Ecarte&dossier=301")), ("echanges", Ici("/echanges")),
        ("reglages", Ici("/reglages")), ("reglages-historique", Ici("/reglages/historique")), ("campagnes", "/gestion/campagnes"),
        ("campagne", "/gestion/campagnes/2026"), ("nouvel-etablissement", "/gestion/nouvel-etablissement"),
        ("avertissements", Ici("/avertissements")), ("envoi", Ici("/livraisons/1")), ("echange", Ici("/echanges/1")), ("message", Ici("/messages/1")), ("utilisateurs", "/gestion/utilisateurs"), ("audit", "/gestion/audit"),
        ("remontees", Ici("/remontees")), ("remontee", Ici("/remontees/1")), ("table-en-attente", Ici("/remontees/table/en-attente")),
        ("planification", "/gestion/planification"), ("planification-etablissement", Ici("/planification")), ("travail", Ici("/planification/remontee")),
        ("cles", "/gestion/cles"), ("cles-etablissement", Ici("/cles")), ("conservation", "/gestion/conservation"), ("personne", "/gestion/conservation/personnes"),
        ("parametres", "/gestion/parametres"),
        ("compte", "/gestion/compte"), ("introuvable", Ici("/candidats/2026/999999")),
    ];

    [Fact]
    public async Task Every_page_can_be_read_by_everybody()
    {
        Etab.Document["formations"]!.AsArray().Add(TestDocument.Formation(8877, "L1INCO"));
        await StartAsync(openGate: false);
        var page = await chromium.EntrerAsync(Gateway, Droit.Exploitant);
        await page.RegarderAsync(Pages.Where(p => p.Nom is "ce-matin" or "a-traiter" or "gardes" or "connecteur" or "remontees" or "travail" or "cles-etablissement")
            .Select(p => (p.Nom + "-vide", p.Chemin)));

        await Etab.OpenGateAsync(Gateway);
        await PushAndRestAsync(
        [
            .. Enumerable.Range(101, 43).Select(code => TestDocument.Voeu(code, TestDocument.SansCorrespondance)),
            .. Enumerable.Range(301, 60).Select(Bachelier), .. Enumerable.Range(401, 3).Select(code => TestDocument.Voeu(code, 8877)),
        ]);
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", [.. Enumerable.Range(302, 30)]);
        await FeedbackAsync();
        await Gateway.Services.GetRequiredService<EnvoisParHeure>().CompterAsync(default);
        await page.RegarderAsync(Pages);
        await LookAfterAsync(page);
        await LookAtRunningTestAsync(page);
        await page.GotoAsync(Ici("/a-traiter"));
        await page.CliquerAsync("Relancer par paliers");
        await Poll.UntilAsync(async () =>
        {
            await page.ReloadAsync();
            return await page.GetByText("arrêtée par un refus").CountAsync() > 0;
        });
        await page.RegarderAsync("a-traiter-paliers", null);

        await page.GotoAsync(Ici("/candidats"));
        await page.GetByRole(AriaRole.Searchbox).FillAsync("lefevrea");
        await page.CliquerAsync("Chercher");
        await page.RegarderAsync("candidats-trouves", null);
        await page.CliquerAsync("Se déconnecter");
        await page.RegarderAsync("connexion", null);
    }

    // Enrolments that were told, refused and not yet told, and planned work that failed.
    private async Task FeedbackAsync()
    {
        Etab.Parcoursup.Refuser([306]);
        await PostAsync("inscriptions", new JsonArray([.. Enumerable.Range(301, 8).Select(Ia)]));
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();
        await PostAsync("inscriptions", new JsonArray([.. Enumerable.Range(340, 12).Select(Ia)]));
        await AtRestAsync();
        await Gateway.ExecuteAsync(
            """
            INSERT INTO travail_passage (travail, etablissement, prevu_pour, par, commence_le, termine_le, issue, message, essais) VALUES
                ('remontee', @Code, '2026-07-06T18:00:00.000Z', 'planification', '2026-07-06T18:00:01.000Z', '2026-07-06T18:00:09.400Z', 'Reussi', '7 acquittées, 1 refusée', 1),
                ('recuperation', @Code, '2026-07-07T12:00:00.000Z', 'planification', '2026-07-07T12:00:01.000Z', '2026-07-07T12:03:01.000Z', 'Echec', 'La liste n''a pas pu être récupérée pour 0730013T : voir les tâches.', 3)
            """, new { Etab.Code });
    }

    // One that never ends by itself.
    private async Task LookAtRunningTestAsync(IPage page)
    {
        await Gateway.ExecuteAsync(
            """
            INSERT INTO test_en_cours (etablissement, par, commence_le, jusqua, noms, etapes) VALUES (@Code, 'Camille Moreau', '2026-07-08T07:00:00.000Z', '2999-01-01T00:00:00.000Z',
              '["Configuration complète","Résolution DNS","Connexion TCP","TLS","HTTP","Identifiants","Message de test acquitté","Voie retour","Apogée : contrat (WSDL)"]',
              '[{"nom":"Configuration complète","resultat":"Reussie","dureeMs":0,"message":"Tout est renseigné."},{"nom":"Résolution DNS","resultat":"Reussie","dureeMs":12,"message":"L''hôte est connu."},{"nom":"Connexion TCP","resultat":"Avertissement","dureeMs":840,"message":"La connexion est lente.","remede":"Vérifier le pare-feu."}]')
            """, new { Etab.Code });
        await page.RegarderAsync("connecteur-en-cours", Ici("/connecteur"));
        await Gateway.ExecuteAsync("DELETE FROM test_en_cours");
    }

    // Pages that are the answer to a form.
    private async Task LookAfterAsync(IPage page)
    {
        await LookAtFileAsync(page, "correspondances-fichier", "formation;reponse;codCge;codEtp;codVrsVet\n8899;Oui;DRT;L1HIS;101\n8842;Oui;DRT;L1ECO;101\n");
        await LookAtFileAsync(page, "correspondances-fichier-en-erreur", "formation;reponse;codCge;codEtp;codVrsVet\n8899;Oui;DRT;L1HIS;cent\n8842;Non;DRT;L1ECO;101\n");
        await page.GotoAsync(Ici("/nomenclatures/table?nom=serieBac"));
        await page.GetByLabel("Code de « S »").FillAsync("S");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.RegarderAsync("nomenclature-essai", null);
        await page.GotoAsync("/gestion/conservation");
        await page.CliquerAsync("Clore… la campagne 2026");
        await page.RegarderAsync("conservation-essai", null);
        await page.GotoAsync("/gestion/conservation/personnes");
        await page.GetByLabel("Campagne").FillAsync("2026");
        await page.GetByLabel("Numéro de dossier").FillAsync("301");
        await page.CliquerAsync("Voir ce que la passerelle tient");
        await page.RegarderAsync("personne-vue", null);
        await page.GotoAsync("/gestion/cles");
        await page.GetByLabel("À qui la clé est remise").FillAsync("Supervision");
        await page.CliquerAsync("Créer la clé");
        await page.RegarderAsync("cle-faite", null);
        await page.GotoAsync("/gestion/audit");
        await page.CliquerAsync("Vérifier la chaîne");
        await page.RegarderAsync("audit-verifie", null);
    }

    private async Task LookAtFileAsync(IPage page, string nom, string text)
    {
        await page.GotoAsync(Ici("/correspondances"));
        await page.GetByLabel("Fichier complété").SetInputFilesAsync(new FilePayload { Name = "correspondances.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await page.CliquerAsync("Voir ce que le fichier changerait");
        await page.RegarderAsync(nom, null);
    }

    private static JsonObject Bachelier(int code)
    {
        var voeu = TestDocument.Voeu(code);
        voeu["serieBac"] = code % 3 == 0 ? "STI2D" : "S";
        return voeu;
    }

    private static JsonNode Ia(int codeCandidat) => new JsonObject
    {
        ["session"] = 2026, ["codeCandidat"] = codeCandidat, ["codeFormationPsup"] = TestDocument.Droit, ["payee"] = true, ["dateMaj"] = "2026-07-07T10:00:00+02:00",
    };

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";
}
