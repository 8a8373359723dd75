using Microsoft.Playwright;
using OtpNet;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>From the link of the first set-up to a protected account, in a real browser.</summary>
public sealed class PremiereConnexionTests(SharedGateway shared, Chromium chromium) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_makes_an_account_once_and_the_account_opens_the_pages(bool scripts)
    {
        var page = await chromium.OuvrirAsync(shared.Gateway.Url, scripts);
        var link = await shared.Gateway.InviterAsync(Droit.Exploitant);
        await page.GotoAsync(link);
        var name = scripts ? "exploitante-a" : "exploitante-b";
        await page.CreerCompteAsync(name);

        Assert.Contains("Université des Alpes", await page.TexteAsync(), StringComparison.Ordinal);

        await page.CliquerAsync("Se déconnecter");
        await page.GotoAsync(link);
        Assert.Contains("Lien périmé", await page.TexteAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/gestion/utilisateurs");
        await page.ConnecterAsync(name, "ce n'est pas le bon");
        Assert.Contains("incorrect", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(name, await page.GetByLabel("Identifiant").InputValueAsync());

        await page.ConnecterAsync(name, Personne.MotDePasse);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Utilisateurs" }).WaitForAsync();
        Assert.Contains(name, await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_new_account_is_said_beside_its_field()
    {
        var page = await chromium.OuvrirAsync(shared.Gateway.Url);
        await page.GotoAsync(await shared.Gateway.InviterAsync(Droit.Exploitant));
        await page.GetByLabel("Prénom et nom").FillAsync("Camille Moreau");
        await page.GetByLabel("Identifiant").FillAsync("ca mille");
        await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync("court");
        await page.GetByLabel("Mot de passe, une seconde fois").FillAsync("court");
        await page.CliquerAsync("Créer le compte");

        Assert.Contains("12 caractères", await page.Locator("#motDePasse-erreur").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("sans espace", await page.Locator("#identifiant-erreur").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("true", await page.GetByLabel("Identifiant").GetAttributeAsync("aria-invalid"));
    }

    [Fact]
    public async Task A_telephone_protects_the_account_and_each_of_its_codes_is_good_once()
    {
        var page = await chromium.EntrerAsync(shared.Gateway, Droit.Exploitant);
        await page.GotoAsync("/gestion/compte");
        var name = await page.Locator("dd").Nth(1).InnerTextAsync();
        var secret = await page.Locator(".secret").InnerTextAsync();
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        await page.GetByLabel("Mot de passe, pour demander un code").FillAsync(Personne.MotDePasse);
        await page.GetByLabel("Code à six chiffres").FillAsync(totp.ComputeTotp());
        await page.CliquerAsync("Demander un code à chaque connexion");
        await page.GetByText("Un code du téléphone est demandé à chaque connexion.").WaitForAsync();

        await page.CliquerAsync("Se déconnecter");
        await page.ConnecterAsync(name, Personne.MotDePasse);
        await page.GetByLabel("Code à six chiffres").FillAsync("000000");
        await page.CliquerAsync("Continuer");
        Assert.Contains("pas le bon", await page.TexteAsync(), StringComparison.Ordinal);

        var code = totp.ComputeTotp();
        await page.GetByLabel("Code à six chiffres").FillAsync(code);
        await page.CliquerAsync("Continuer");
        await page.GetByText("Se déconnecter").WaitForAsync();

        // Whoever has seen it comes too late.
        await page.CliquerAsync("Se déconnecter");
        await page.ConnecterAsync(name, Personne.MotDePasse);
        await page.GetByLabel("Code à six chiffres").FillAsync(code);
        await page.CliquerAsync("Continuer");
        Assert.Contains("déjà servi", await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_be_signed_out_everywhere_ends_the_sessions_of_all_windows()
    {
        var page = await chromium.EntrerAsync(shared.Gateway, Droit.Exploitant);
        await page.GotoAsync("/gestion/compte");
        var name = await page.Locator("dd").Nth(1).InnerTextAsync();
        var other = await chromium.OuvrirAsync(shared.Gateway.Url);
        await other.GotoAsync("/gestion/");
        await other.ConnecterAsync(name, Personne.MotDePasse);
        await other.GetByText("Se déconnecter").WaitForAsync();

        await page.CliquerAsync("Se déconnecter partout");
        await page.GetByText("Vous êtes déconnecté partout.").WaitForAsync();
        await other.ReloadAsync();

        Assert.EndsWith("/gestion/connexion?retour=%2Fgestion%2F", other.Url, StringComparison.Ordinal);
    }
}
