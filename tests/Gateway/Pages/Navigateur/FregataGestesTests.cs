using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>A lycée on Fregata in a real browser, with scripts and without: what it imported, and what became of it.</summary>
public abstract class FregataGestesTests(PostgresServer postgres, Chromium chromium, bool scripts) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";

    [Fact]
    public async Task An_import_is_followed_from_the_forecast_to_what_Parcoursup_was_told()
    {
        AtParcoursup(Admis(17, responsables: 2), Admis(18));
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17, responsables: 2), Admis(18));
        var page = await EntrerAsync(Niveau.Lecture);
        await page.GotoAsync(Ici("/fregata/imports"));
        Assert.Contains("Fregata n'a encore rien importé", await page.TexteAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir qui un import apporterait maintenant" }).ClickAsync();
        Assert.Equal(2, await page.GetByText("nouveau", new() { Exact = true }).CountAsync());
        Assert.Empty(await Fregata.ListAsync("echanges"));

        await Fregata.ImportedAsync();
        await page.GotoAsync(Ici("/fregata/imports"));
        await page.GetByRole(AriaRole.Link, new() { Name = "n° 1" }).ClickAsync();
        Assert.Contains("Réception effectuée de 2 candidats avec succès", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Contains("À traiter dans Fregata.", await LineAsync(page, 17), StringComparison.Ordinal);
        // Whoever only looks makes nothing of it to be processed.
        Assert.Contains("reçu", await LineAsync(page, 17), StringComparison.Ordinal);

        await Fregata.ProcessAsync(17);
        await SetDayAsync(9, 1);
        await Fregata.ValidateAsync(17);
        await PushAndRestAsync(Admis(18, situation: 3));
        await page.ReloadAsync();
        Assert.Contains("validé au 1er septembre 2026", (await LineAsync(page, 17)).Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("désisté", await LineAsync(page, 18), StringComparison.Ordinal);

        await page.GotoAsync(Ici("/fregata/validations"));
        await page.GetByRole(AriaRole.Link, new() { Name = "n° 1" }).ClickAsync();
        Assert.Contains("Parcoursup a été informé de l'inscription.", await page.TexteAsync(), StringComparison.Ordinal);
        await page.GotoAsync(Ici("/fregata/dossiers?etat=Valide"));
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task What_the_mapping_lacks_is_completed_in_the_form_of_its_formation()
    {
        Etab.Document["formations"]![0]!.AsObject().Remove("fregata");
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/fregata/imports/1"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Compléter la formation" }).First.ClickAsync();
        await page.GetByLabel("MEF", new() { Exact = true }).FillAsync("trop court");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("n'est pas un code MEF", await page.Locator("[id='fregata.mef-erreur']").InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByLabel("MEF", new() { Exact = true }).FillAsync("32721401421");
        await page.GetByLabel("Régime", new() { Exact = true }).FillAsync("DemiPensionnaire");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.CliquerAsync("Enregistrer");
        Assert.Contains("32721401421", await page.Locator("tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);

        await AtRestAsync();
        await Fregata.ImportedAsync();
        await page.GotoAsync(Ici("/fregata/imports/2"));
        Assert.Contains("MEF 32721401421", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Compléter la formation" }).CountAsync());
        Assert.Equal(1, await Api.ActesAsync("EtablissementConfigure"));
    }

    [Fact]
    public async Task An_import_that_failed_says_why_and_what_to_do()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await SetFregataAsync(("delaiReceptionSecondes", 600));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":100,"methode":"getCandidatsAdmis"}""");
        await Fregata.ImportAsync();
        var page = await EntrerAsync(Niveau.Lecture);
        await page.GotoAsync(Ici("/fregata/imports"));
        Assert.Contains("échoué", await page.Locator("tbody tr").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "n° 1" }).ClickAsync();

        Assert.Contains("Réception des candidats impossible", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Contains("recommencer l'import dans Fregata", await page.TexteAsync(), StringComparison.Ordinal);
    }

    private static Task<string> LineAsync(IPage page, int code) =>
        page.Locator("tbody tr").Filter(new() { HasText = FregataApi.IdOf(code) }).InnerTextAsync();

    private Task<IPage> EntrerAsync(Niveau niveau) => chromium.EntrerAsync(Gateway, new Droit(niveau, Etab.Code), scripts);
}

public sealed class FregataGestesWithScripts(PostgresServer postgres, Chromium chromium) : FregataGestesTests(postgres, chromium, scripts: true);

public sealed class FregataGestesWithoutScripts(PostgresServer postgres, Chromium chromium) : FregataGestesTests(postgres, chromium, scripts: false);
