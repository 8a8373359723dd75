using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>Somebody at a browser.</summary>
internal static class Personne
{
    public const string MotDePasse = "une phrase assez longue";

    /// <summary>A link that makes an account with these rights.</summary>
    public static async Task<string> InviterAsync(this GatewayInstance gateway, params Droit[] droits) =>
        "/gestion/invitation/" + await gateway.Services.GetRequiredService<InvitationBook>().InviterAsync("Camille Moreau", droits, default);

    /// <summary>Opens a window in which somebody with these rights is signed in.</summary>
    public static async Task<IPage> EntrerAsync(
        this Chromium chromium, GatewayInstance gateway, Droit droit, bool scripts = true, int largeur = 1280, bool sombre = false)
    {
        var page = await chromium.OuvrirAsync(gateway.Url, scripts, largeur, sombre);
        await page.GotoAsync(await gateway.InviterAsync(droit));
        await page.CreerCompteAsync("camille-" + Guid.NewGuid().ToString("N")[..8]);
        return page;
    }

    public static async Task CreerCompteAsync(this IPage page, string identifiant)
    {
        await page.GetByLabel("Prénom et nom").FillAsync("Camille Moreau");
        await page.GetByLabel("Identifiant").FillAsync(identifiant);
        await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(MotDePasse);
        await page.GetByLabel("Mot de passe, une seconde fois").FillAsync(MotDePasse);
        await page.CliquerAsync("Créer le compte");
        await page.GetByText("Se déconnecter").WaitForAsync();
    }

    public static async Task ConnecterAsync(this IPage page, string identifiant, string motDePasse)
    {
        await page.GetByLabel("Identifiant").FillAsync(identifiant);
        await page.GetByLabel("Mot de passe").FillAsync(motDePasse);
        await page.CliquerAsync("Se connecter");
    }

    /// <summary>Presses a button and waits for the page that it leads to.</summary>
    public static Task CliquerAsync(this IPage page, string bouton) =>
        QuitterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = bouton, Exact = true }).First);

    /// <summary>Follows a link and waits for the page that it leads to.</summary>
    public static Task SuivreAsync(this IPage page, string lien) =>
        QuitterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = lien }));

    private static async Task QuitterAsync(IPage page, ILocator ou)
    {
        // The page that is left is marked: what the browser tells of loading may be of either, and is missed now and then.
        await page.EvaluateAsync("document.documentElement.dataset.quittee = 'oui'");
        await ou.ClickAsync();
        await Poll.UntilAsync(async () =>
        {
            try
            {
                return await page.EvaluateAsync<bool>("document.readyState === 'complete' && !document.documentElement.dataset.quittee");
            }
            catch (PlaywrightException)
            {
                // Asked in the middle of the change.
                return false;
            }
        });
    }

    /// <summary>How many such acts the audit has of the person at the browser.</summary>
    public static async Task<int> ActesAsync(this GatewayApi api, string acte) =>
        (await api.GetAsync($"/api/audit?acte={acte}"))!["entrees"]!.AsArray().Count(e => e!["qui"]!.GetValue<string>() == "Camille Moreau");

    /// <summary>The same, or those of a part of it, with plain spaces.</summary>
    public static async Task<string> PlatAsync(this IPage page, string part = "main") =>
        (await page.Locator(part).First.InnerTextAsync()).Replace('\u00a0', ' ').Replace('\u202f', ' ');

    /// <summary>The words of the page, as they are read.</summary>
    public static Task<string> TexteAsync(this IPage page) => page.Locator("main").InnerTextAsync();
}
