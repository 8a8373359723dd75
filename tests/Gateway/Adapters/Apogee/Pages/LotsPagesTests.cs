using System.Security.Cryptography;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Pages;

/// <summary>The flat files of OPI on the pages: generated, taken away, and told what became of them.</summary>
public abstract class LotsPagesTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document["opi"]!["voie"] = "Fichiers";
    }

    [Fact]
    public async Task A_lot_is_generated_taken_away_and_confirmed()
    {
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17), TestDocument.Voeu(18));
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Lots OPI" }).ClickAsync();
        await page.GetByText("Aucun lot n'a encore été généré").WaitForAsync();

        await page.CliquerAsync("Générer un lot maintenant");
        await AttendreAsync(page, "Lot 1 publié (session 2026).");
        await page.GetByRole(AriaRole.Link, new() { Name = "n° 1" }).ClickAsync();
        var row = page.Locator("tbody tr").Filter(new() { HasText = "vœux favorables" });
        Assert.Equal("2", await row.Locator("td").First.InnerTextAsync());

        var file = await page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Link).ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync());
        Assert.Equal("opi_univ-alpes_2026_000001.csv", file.SuggestedFilename);
        Assert.Equal(await row.Locator("code").InnerTextAsync(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        // Nobody waits for the entry of a consultation.
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM audit WHERE acte = 'DonneesExportees'"))[0] == 1);

        await page.GetByText("2 OPI compteront comme transmises").WaitForAsync();
        await page.CliquerAsync("Confirmer l'import");
        await page.GetByText("Lot n° 1 confirmé : ses OPI comptent comme transmises.").WaitForAsync();
        Assert.Equal(["AJour", "AJour"], await EtatsAsync());
        Assert.Contains("Confirmé par Camille Moreau", await page.TexteAsync(), StringComparison.Ordinal);
        await AssertActAsync("LotDemande");
        await AssertActAsync("LotConfirme");
    }

    [Fact]
    public async Task A_lot_that_was_not_imported_is_rejected_and_the_next_one_brings_its_OPI()
    {
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/lots-opi"));
        await page.CliquerAsync("Générer un lot maintenant");
        await AttendreAsync(page, "Lot 1 publié (session 2026).");
        await page.GotoAsync(Ici("/lots-opi/1"));

        await page.GetByText("1 OPI sera à transmettre de nouveau").WaitForAsync();
        await page.GetByLabel("Motif du rejet").FillAsync("Import en erreur à la ligne 2");
        await page.CliquerAsync("Rejeter le lot");
        await page.GetByText("Lot n° 1 rejeté").WaitForAsync();
        Assert.Contains("Import en erreur à la ligne 2", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer l'import" }).CountAsync());
        await AssertActAsync("LotRejete");

        await page.GotoAsync(Ici("/lots-opi"));
        await page.CliquerAsync("Générer un lot maintenant");
        await AttendreAsync(page, "Lot 2 publié (session 2026).");
        Assert.Equal(["AttenteConfirmation"], await EtatsAsync());
    }

    [Fact]
    public async Task Whoever_may_only_look_takes_nothing_away_and_decides_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        await PostAsync("fichiers");
        var page = await EntrerAsync(Niveau.Lecture);
        await page.GotoAsync(Ici("/lots-opi/1"));

        Assert.Contains("opi_univ-alpes_2026_000001.csv", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await page.Locator("main form").CountAsync(), await page.Locator("main a[href$='/habituel']").CountAsync()));
        Assert.Equal(403, (await page.GotoAsync(Ici("/lots-opi/1/habituel")))!.Status);
    }

    private Task<IReadOnlyList<string>> EtatsAsync() => Gateway.QueryAsync<string>("SELECT etat FROM livraison WHERE destination = 'apogee-opi' ORDER BY id");
}

public sealed class LotsPagesTestsWithScripts(PostgresServer postgres, Chromium chromium) : LotsPagesTests(postgres, chromium, scripts: true);

public sealed class LotsPagesTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : LotsPagesTests(postgres, chromium, scripts: false);
