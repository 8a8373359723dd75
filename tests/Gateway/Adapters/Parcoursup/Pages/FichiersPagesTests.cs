using System.Text;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Pages;

/// <summary>Files of Parcoursup on the pages: what they would change is read first, and somebody says so.</summary>
public abstract class FichiersPagesTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    private const string Header = "Numéro candidat;Numéro INE;Nom;Prénom;Etat civil;Date de Naissance;date réponse\n";

    [Fact]
    public async Task An_export_is_analysed_its_anomalies_are_read_and_it_is_confirmed()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Fichiers", Exact = true }).ClickAsync();
        await page.GetByText("Aucun export n'a été déposé").WaitForAsync();

        // A formation that nobody knows is not a typing error only: it is asked for, and nothing of the file is kept.
        await DeposerAsync(page, "88420", Line(17));
        Assert.Contains("La formation 88420 n'est ni dans la correspondance", await page.Locator("#formation-erreur").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("corps_volumineux"));

        await DeposerAsync(page, "8842", Line(17) + Line(18) + Line(19, "31/02/2008"));
        await AttendreAsync(page, "Ce que le fichier changerait");
        Assert.Contains("admis.csv", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(["2", "0", "0", "1"], await page.Locator(".tuile .compte").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Lignes rejetées" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Lignes rejetées" }).WaitForAsync();
        Assert.Equal(["4", "Date de Naissance", "19"], (await page.Locator("tbody tr").First.Locator("th, td").AllInnerTextsAsync()).Take(3));
        Assert.Contains("31/02/2008", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        // Nobody waits for the entry of a consultation.
        await Poll.UntilAsync(async () => await CountAsync("audit WHERE acte = 'ListeConsultee'") == 1);
        Assert.Equal(0, await CountAsync("candidat"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Importation n° 1" }).ClickAsync();
        await page.CliquerAsync("Confirmer l'importation");
        await AttendreAsync(page, "Terminée");
        await AtRestAsync();
        Assert.Equal(2, await CountAsync("candidat"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
        Assert.Contains("confirmée par Camille Moreau", await page.TexteAsync(), StringComparison.Ordinal);
        await AssertActAsync("ImportationDeposee");
        await AssertActAsync("ImportationConfirmee");
        await page.GotoAsync(Ici("/fichiers"));
        Assert.Equal("terminée", await page.Locator("tbody .etat").First.InnerTextAsync());
    }

    [Fact]
    public async Task An_export_is_dropped_and_nothing_has_changed()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/fichiers"));
        await DeposerAsync(page, "8842", Line(17));
        await AttendreAsync(page, "Ce que le fichier changerait");

        await page.CliquerAsync("Abandonner");
        await page.GetByText("Importation abandonnée : rien n'a changé.").WaitForAsync();

        Assert.Equal((0, 0), (await CountAsync("candidat"), await CountAsync("corps_volumineux")));
        await AssertActAsync("ImportationAbandonnee");
    }

    [Fact]
    public async Task Results_are_tried_and_recorded_when_somebody_says_so()
    {
        Etab.Document["regles"]!["gardeDecisionMinimum"] = 2;
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 4).Select(code => TestDocument.Voeu(code))]);
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/fichiers"));
        await ChoisirAsync(page, "Fichier de résultats", "bac.csv", "session;codeCandidat;resultat;date\n"
            + string.Concat(Enumerable.Range(101, 3).Select(code => $"2026;{code};REFUSE;2026-07-06\n")) + "2026;999;ADMIS;2026-07-06\n2026;104;RECU;2026-07-06\n");
        await page.CliquerAsync("Voir ce que cela changerait");

        Assert.Equal(["1", "3", "0", "1"], await page.Locator(".tuile .compte").AllInnerTextsAsync());
        await page.GetByText("8 juillet 2026 : 3 vœux deviendraient défavorables sur 4.").WaitForAsync();
        Assert.Contains("« RECU » est inconnu", await page.Locator("#refusees ~ table").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("999", await page.Locator("#inconnus ~ table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 1), (await CountAsync("resultat_bac"), await CountAsync("corps_volumineux")));
        var trial = page.Url;

        await page.CliquerAsync("Enregistrer 4 résultats");
        await page.GetByText("4 résultats enregistrés : les décisions sont réévaluées, les envois suivent.").WaitForAsync();
        await AtRestAsync();
        Assert.Equal((4, 0), (await CountAsync("resultat_bac"), await CountAsync("corps_volumineux")));
        await AssertActAsync("EnvoiRecu");
        await page.ReloadAsync();
        Assert.Equal("pris en compte", await page.Locator("tbody .etat").First.InnerTextAsync());

        // The very same trial is not there a second time.
        await page.GotoAsync(trial);
        await page.GetByText("Cet essai n'est plus là").WaitForAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_why()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/fichiers"));
        await ChoisirAsync(page, "Fichier de résultats", "bac.csv", "session;dossier;resultat;date\n2026;17;ADMIS;2026-07-03\n");
        await page.CliquerAsync("Voir ce que cela changerait");
        await page.GetByText("Colonne inconnue : « dossier »").WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Enregistrer") }).CountAsync());
    }

    private static async Task DeposerAsync(IPage page, string formation, string lines)
    {
        await page.GetByLabel("Formation", new() { Exact = true }).FillAsync(formation);
        await ChoisirAsync(page, "Fichier d'export", "admis.csv", Header + lines);
        await page.CliquerAsync("Analyser le fichier");
    }

    private static Task ChoisirAsync(IPage page, string champ, string nom, string text) => page.GetByLabel(champ).SetInputFilesAsync(
        new FilePayload { Name = nom, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });

    private static string Line(int code, string birth = "01/02/2008") => $"{code};{code:D9}AA;Lefèvre;Zoé;Mme;{birth};05/06/2026 10:00\n";

    private async Task<int> CountAsync(string table) => (await Gateway.QueryAsync<int>($"SELECT COUNT(*) FROM {table}"))[0];
}

public sealed class FichiersPagesTestsWithScripts(PostgresServer postgres, Chromium chromium) : FichiersPagesTests(postgres, chromium, scripts: true)
{
    // Without scripts the browser itself takes what is dropped on the field.
    [Fact]
    public async Task A_file_may_be_dropped_on_its_place()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/fichiers"));
        await page.Locator(".depot").First.EvaluateAsync(
            """
            place => {
              const dropped = new DataTransfer();
              dropped.items.add(new File(['a;b'], 'depose.csv', { type: 'text/csv' }));
              place.dispatchEvent(new DragEvent('dragover', { dataTransfer: dropped, bubbles: true, cancelable: true }));
              place.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
            }
            """);

        Assert.Equal("depose.csv", await page.GetByLabel("Fichier d'export").EvaluateAsync<string>("input => input.files[0].name"));
        Assert.DoesNotContain("survol", await page.Locator(".depot").First.GetAttributeAsync("class"), StringComparison.Ordinal);
    }
}

public sealed class FichiersPagesTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : FichiersPagesTests(postgres, chromium, scripts: false);
