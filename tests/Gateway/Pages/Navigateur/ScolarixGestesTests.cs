using System.Text;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>An établissement on Scolarix in a real browser, with scripts and without: its snapshots, its population, its returns.</summary>
public abstract class ScolarixGestesTests(PostgresServer postgres, Chromium chromium, bool scripts) : ScolarixTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Header = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n";

    // The page waits a little for the writing, and then tells how far it is.
    private static Task VoirAsync(IPage page, string words) => Poll.UntilAsync(async () =>
    {
        if ((await page.TexteAsync()).Contains(words, StringComparison.Ordinal)) return true;
        await page.ReloadAsync();
        return false;
    });

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}/scolarix{chemin}";

    [Fact]
    public async Task A_snapshot_that_drops_many_is_looked_through_and_confirmed()
    {
        await StartPublishedAsync();
        await AdmitAsync([.. Enumerable.Range(101, 20)]);
        await AtRestAsync();
        var page = await EntrerAsync();
        await page.GotoAsync(Ici("/instantanes"));
        await page.CliquerAsync("Demander un instantané maintenant");
        await VoirAsync(page, "publié");

        await WithdrawSixAsync();
        await page.GotoAsync(Ici("/instantanes"));
        await page.CliquerAsync("Demander un instantané maintenant");
        await VoirAsync(page, "il retirerait 6 candidats sur 20");

        // By the way of whoever begins with what waits.
        await page.GotoAsync($"/gestion/etablissements/{Etab.Code}/gardes/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir qui est touché, puis décider" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Instantané n° 2" }).WaitForAsync();
        Assert.Contains("Scolarix retire de sa base 6 candidats sur 20", await page.Locator(".decision").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(6, await page.Locator("tbody tr").CountAsync());
        Assert.Contains("désisté", await page.Locator("tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(FileOf(2)));

        await page.GetByLabel("J'ai vu les mouvements ci-dessous.").CheckAsync();
        await page.CliquerAsync("Confirmer");
        await VoirAsync(page, "publié");

        Assert.Equal(14, (await NumbersAsync(2)).Split(' ').Length);
        Assert.Equal((2, 1), (await Api.ActesAsync("InstantaneDemande"), await Api.ActesAsync("GardeTranchee")));
    }

    [Fact]
    public async Task A_rejected_one_leaves_the_former_file_which_is_downloaded_as_it_was_written()
    {
        await StartPublishedAsync();
        await AdmitAsync([.. Enumerable.Range(101, 20)]);
        await SnapshotAsync();
        await WithdrawSixAsync();
        await SnapshotAsync("EnAttente");
        var page = await EntrerAsync();
        await page.GotoAsync(Ici("/instantanes/2"));
        await page.GetByLabel("J'ai vu les mouvements ci-dessous.").CheckAsync();
        await page.CliquerAsync("Rejeter");
        await page.GetByText("Instantané n° 2 : rejeté.").WaitForAsync();
        Assert.Equal("Rejete", await StateAsync(2));

        await page.GotoAsync(Ici("/instantanes/1"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = Path.GetFileName(FileOf(1)) }).ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());

        Assert.Equal(await File.ReadAllBytesAsync(FileOf(1)), bytes);
        await Poll.UntilAsync(async () => await Api.ActesAsync("DonneesExportees") == 1);
    }

    [Fact]
    public async Task Somebody_whose_baccalaureat_is_unknown_is_declared_and_taken_back()
    {
        await StartPublishedAsync();
        await PushAndRestAsync(TestDocument.Voeu(17), TestDocument.Voeu(18));
        var page = await EntrerAsync();
        await page.GotoAsync(Ici("/population"));
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Titulaire :" }).First.ClickAsync();
        await page.GetByText("Dossier 17 : déclaré titulaire").WaitForAsync();
        await AtRestAsync();
        await page.GotoAsync(Ici("/population?presence=Presente"));
        Assert.Contains("LefèvreR", await page.Locator("tbody tr").InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer la déclaration :" }).ClickAsync();
        await page.GetByText("déclaration retirée").WaitForAsync();
        await AtRestAsync();
        await page.GotoAsync(Ici("/population"));
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());
        Assert.Equal(2, await Api.ActesAsync("BacDeclare"));
    }

    [Fact]
    public async Task A_file_with_a_bad_line_among_good_ones_is_tried_then_handed_in()
    {
        await StartPublishedAsync();
        await SetClockAsync(10, 19);
        await PushAndRestAsync(TestDocument.Voeu(17), TestDocument.Voeu(18));
        var file = new FilePayload
        {
            Name = "inscriptions.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Header + "17;;;VALIDEE;O;10/07/2026\r\n18;000000018AA;;PAYE;O;10/07/2026\r\n;99999999999;;VALIDEE;O;10/07/2026\r\n"),
        };
        var page = await EntrerAsync();
        await page.GotoAsync(Ici("/retours"));
        await page.GetByLabel("Fichier rendu par Scolarix").SetInputFilesAsync(file);
        await page.CliquerAsync("Vérifier sans rien prendre");
        var trial = await page.Locator("#essai").InnerTextAsync();
        Assert.Contains("2 lignes lisibles", trial.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Statut « PAYE » inconnu : indiquer VALIDEE ou ANNULEE.", trial, StringComparison.Ordinal);
        Assert.Empty(await ListAsync("scolarix/retours"));

        await page.GetByLabel("Fichier rendu par Scolarix").SetInputFilesAsync(file);
        await page.CliquerAsync("Déposer");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Lignes refusées" }).WaitForAsync();

        Assert.Contains("Fichier pris : 1 inscription nouvelle, 2 lignes à reprendre.", await page.TexteAsync(), StringComparison.Ordinal);
        var refused = await page.GetByRole(AriaRole.Table, new() { Name = "Lignes refusées" }).Locator("tbody tr").InnerTextAsync();
        Assert.Equal(["3", "STATUT", "18", "000000018AA"], refused.Split('\t')[..4].Select(cell => cell.Trim()));
        Assert.Contains("Aucun candidat", await page.GetByRole(AriaRole.Table, new() { Name = "Lignes non rapprochées" }).InnerTextAsync(), StringComparison.Ordinal);
        await AtRestAsync();
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.Equal(1, await Api.ActesAsync("RetourRecu"));

        await page.GotoAsync(Ici("/retours"));
        await page.GetByLabel("Fichier rendu par Scolarix").SetInputFilesAsync(file);
        await page.CliquerAsync("Déposer");
        await page.GetByText("Ce fichier a déjà été reçu : rien n'a changé.").WaitForAsync();
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_returns_and_hands_nothing_in()
    {
        await StartPublishedAsync();
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Lecture, Etab.Code), scripts);
        await page.GotoAsync(Ici("/retours"));

        Assert.Contains("Scolarix n'a encore rien rendu.", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Déposer" }).CountAsync());
    }

    private Task WithdrawSixAsync() =>
        PushAndRestAsync([.. Enumerable.Range(101, 6).Select(code => TestDocument.Voeu(code, situation: 3, reponse: "07/07/2026 15:00"))]);

    private Task<IPage> EntrerAsync() => chromium.EntrerAsync(Gateway, new Droit(Niveau.Scolarite, Etab.Code), scripts);
}

public sealed class ScolarixGestesWithScripts(PostgresServer postgres, Chromium chromium) : ScolarixGestesTests(postgres, chromium, scripts: true);

public sealed class ScolarixGestesWithoutScripts(PostgresServer postgres, Chromium chromium) : ScolarixGestesTests(postgres, chromium, scripts: false);
