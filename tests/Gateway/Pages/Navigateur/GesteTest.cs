using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>A test in which somebody works at a browser, with scripts or without, on the pages of an établissement.</summary>
public abstract class GesteTest(PostgresServer postgres, Chromium chromium, bool scripts) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    /// <summary>The address of a page of the établissement.</summary>
    protected string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";

    protected async Task<IPage> EntrerAsync(Niveau niveau) => await chromium.EntrerAsync(Gateway, new Droit(niveau, Etab.Code), scripts);

    /// <summary>Waits for words that come by themselves; without scripts somebody loads the page again.</summary>
    protected async Task AttendreAsync(IPage page, string mots)
    {
        if (scripts) await page.GetByText(mots).First.WaitForAsync();
        else
            await Poll.UntilAsync(async () =>
            {
                await page.ReloadAsync();
                return await page.GetByText(mots).CountAsync();
            }, found => found > 0);
    }

    /// <summary>The audit has the act, in the name of the person at the browser.</summary>
    protected async Task AssertActAsync(string acte, int count = 1) => Assert.Equal(count,
        (await Api.GetAsync($"/api/audit?acte={acte}"))!["entrees"]!.AsArray().Count(e => e!["qui"]!.GetValue<string>() == "Camille Moreau"));
}
