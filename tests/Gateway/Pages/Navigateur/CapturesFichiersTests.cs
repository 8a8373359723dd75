using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The pages of files that come from Parcoursup and go to Apogée, empty, full and failing.</summary>
public sealed class CapturesFichiersTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Every_page_of_files_can_be_read_by_everybody()
    {
        Etab.Document["opi"]!["voie"] = "Fichiers";
        Etab.Document["regles"]!["gardeDecisionMinimum"] = 2;
        await StartAsync();
        var page = await chromium.EntrerAsync(Gateway, Droit.Exploitant);
        await page.RegarderAsync("fichiers-vide", Ici("/fichiers"));
        await page.RegarderAsync("lots-vide", Ici("/lots-opi"));

        await PushAndRestAsync([.. Enumerable.Range(101, 12).Select(code => TestDocument.Voeu(code))]);
        await PostAsync("fichiers");
        await PushAndRestAsync(TestDocument.Voeu(120));
        await PostAsync("fichiers");
        await PostAsync("fichiers/2/rejeter", new JsonObject { ["motif"] = "Import en erreur à la ligne 3 : VET L1DROI-101 fermée" });
        await PostAsync("fichiers");
        await page.RegarderAsync("lots", Ici("/lots-opi"));
        await page.RegarderAsync("lot-a-confirmer", Ici("/lots-opi/3"));
        await page.RegarderAsync("lot-rejete", Ici("/lots-opi/2"));

        await page.GotoAsync(Ici("/fichiers"));
        await DeposerAsync(page, "88420", "admis.csv", Export(101, 102));
        await page.Locator("#formation-erreur").WaitForAsync();
        await page.RegarderAsync("fichiers-en-erreur", null);
        await DeposerAsync(page, "8842", "Export des candidats admis – Licence Droit (8842) – 2026-06-10.csv", Export(101, 130));
        await page.GetByText("Ce que le fichier changerait").WaitForAsync();
        await page.RegarderAsync("importation-a-confirmer", null);
        await page.RegarderAsync("importation-lignes", page.Url + "/lignes?nature=Rejet");
        await page.GotoAsync(Ici("/fichiers/importations/1"));
        await page.CliquerAsync("Confirmer l'importation");
        await page.GetByText("Terminée").First.WaitForAsync();
        await page.RegarderAsync("importation-terminee", null);
        await Gateway.ExecuteAsync("UPDATE importation SET etat = 'Application', lignes = 12800, octets_traites = octets / 2, bail_par = 'autre', bail_jusqua = '2099-01-01T00:00:00.000Z' WHERE id = 1");
        await page.RegarderAsync("importation-en-cours", Ici("/fichiers/importations/1"));
        await Gateway.ExecuteAsync("UPDATE importation SET etat = 'Echec', message = 'L''importation 1 a échoué : transmettre ce numéro au support.' WHERE id = 1");
        await page.RegarderAsync("importation-en-echec", Ici("/fichiers/importations/1"));

        await page.GotoAsync(Ici("/fichiers"));
        await page.GetByLabel("Fichier de résultats").SetInputFilesAsync(new FilePayload
        {
            Name = "bac.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("session;codeCandidat;resultat;date\n"
                + string.Concat(Enumerable.Range(101, 8).Select(code => $"2026;{code};REFUSE;2026-07-06\n")) + "2026;999;ADMIS;2026-07-06\n2026;104;RECU;2026-07-06\n2026;105;ADMIS;31/06/2026\n"),
        });
        await page.CliquerAsync("Voir ce que cela changerait");
        await page.RegarderAsync("resultats-essai", null);
        await page.CliquerAsync("Enregistrer 9 résultats");
        await AtRestAsync();
        await page.RegarderAsync("fichiers", Ici("/fichiers"));
    }

    [Fact]
    public async Task The_sheet_shows_what_Apogee_adds()
    {
        Etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        await PushAndRestAsync(TestDocument.Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        await PostAsync("laissez-passer", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormation"] = TestDocument.Droit, ["commentaire"] = "Accord du président",
        });
        await AtRestAsync();
        var page = await chromium.EntrerAsync(Gateway, Droit.Exploitant);
        await page.GotoAsync(Ici("/candidats/2026/17"));
        await page.GetByText("Donner un laissez-passer").ClickAsync();
        await page.RegarderAsync("fiche-laissez-passer", null);
    }

    private static async Task DeposerAsync(IPage page, string formation, string nom, string text)
    {
        await page.GetByLabel("Formation", new() { Exact = true }).FillAsync(formation);
        await page.GetByLabel("Fichier d'export").SetInputFilesAsync(new FilePayload { Name = nom, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Analyser le fichier" }).ClickAsync();
    }

    private static string Export(int first, int last) => "Numéro candidat;Numéro INE;Nom;Prénom;Etat civil;Date de Naissance;e-mail du candidat;date réponse;Remarque\n"
        + string.Concat(Enumerable.Range(first, last - first + 1).Select(code =>
            $"{code};{code:D9}AA;Lefèvre;Zoé;Mme;{(code % 10 == 7 ? "31/02/2008" : "01/02/2008")};{(code % 10 == 5 ? "pas une adresse" : "a@exemple.fr")};05/06/2026 10:00;x\n"))
        + $"{first};{first:D9}AA;Lefèvre;Zoé;Mme;01/02/2008;a@exemple.fr;05/06/2026 10:00;x\n";

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";
}
