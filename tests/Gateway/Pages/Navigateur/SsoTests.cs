using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The single sign-on of a university, in a real browser against a real provider (OpenIddict).</summary>
public sealed class SsoTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private readonly string _secret = Path.GetTempFileName();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_comes_by_it_finds_the_page_he_wanted_and_may_what_his_groups_may(bool scripts)
    {
        await using var provider = await StartWithProviderAsync();
        provider.Groupes["camille"] = ["personnel", "cn=scolarite,dc=univ"];
        var page = await chromium.OuvrirAsync(Gateway.Url, scripts);

        await page.GotoAsync(Ici("/candidats"));
        await SignOnAsync(page, "camille");

        Assert.EndsWith(Ici("/candidats"), page.Url, StringComparison.Ordinal);
        var user = Assert.Single(await Get<UtilisateurBook>().ListAsync(default));
        Assert.Equal(("sso:camille", "camille (université)"), (user.Identifiant, user.Nom));
        Assert.Equal([new Droit(Niveau.Scolarite, Etab.Code)], user.Droits);
        await page.GotoAsync("/gestion/utilisateurs");
        Assert.Contains("Accès refusé", await page.TexteAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/gestion/compte");
        Assert.Contains("Vous êtes venu par la connexion de l'établissement", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByLabel("Mot de passe actuel").CountAsync());

        // The same person again has the same account, and his groups hold from then on.
        await page.CliquerAsync("Se déconnecter");
        provider.Groupes["camille"] = ["dsi"];
        await SignOnAsync(page, "camille");
        Assert.True(Assert.Single(await Get<UtilisateurBook>().ListAsync(default)).EstExploitant);
        await page.GotoAsync("/gestion/utilisateurs/" + user.Id);
        Assert.Contains("ses droits sont ceux de ses groupes", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByText("Changer les droits").CountAsync());
    }

    [Fact]
    public async Task A_group_may_have_a_role_of_a_system_and_no_etablissement()
    {
        await using var provider = await StartWithProviderAsync();
        provider.Groupes["camille"] = ["academie-rennes"];
        var page = await chromium.OuvrirAsync(Gateway.Url);
        await page.GotoAsync("/gestion/");
        await SignOnAsync(page, "camille");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Catalogue", Exact = true }).WaitForAsync();
        Assert.Equal([Droit.DeRole("catalogue:instructeur", "14,1")], Assert.Single(await Get<UtilisateurBook>().ListAsync(default)).Droits);
        await page.GotoAsync(Ici("/candidats"));
        Assert.Contains("Accès refusé", await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_lost_his_groups_has_lost_his_rights_in_every_window()
    {
        await using var provider = await StartWithProviderAsync();
        provider.Groupes["camille"] = ["dsi"];
        var page = await chromium.OuvrirAsync(Gateway.Url);
        await page.GotoAsync("/gestion/connexion");
        await SignOnAsync(page, "camille");

        provider.Groupes["camille"] = ["personnel"];
        var other = await chromium.OuvrirAsync(Gateway.Url);
        await other.GotoAsync("/gestion/connexion");
        await SignOnAsync(other, "camille");

        Assert.Contains("aucun de ses groupes n'a de droit", await other.TexteAsync(), StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Contains("/gestion/connexion", page.Url, StringComparison.Ordinal);
        Assert.Empty((await Get<UtilisateurBook>().ListAsync(default)).Single().Droits);
    }

    [Fact]
    public async Task Whoever_is_not_let_in_is_told_why_and_nothing_is_opened()
    {
        await using var provider = await StartWithProviderAsync();
        provider.Groupes["camille"] = ["dsi"];
        provider.Groupes["dominique"] = ["personnel"];
        var page = await chromium.OuvrirAsync(Gateway.Url);

        await page.GotoAsync("/gestion/connexion");
        await SignOnAsync(page, "dominique");
        Assert.Contains("aucun de ses groupes n'a de droit", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Empty(await Get<UtilisateurBook>().ListAsync(default));

        await SignOnAsync(page, "personne");
        Assert.Contains("n'a pas abouti", await page.TexteAsync(), StringComparison.Ordinal);

        await SignOnAsync(page, "camille");
        var camille = Assert.Single(await Get<UtilisateurBook>().ListAsync(default));
        var link = await Get<InvitationBook>().InviterAsync("Le chef", [Droit.Exploitant], default);
        await Get<InvitationBook>().AccepterAsync(link, "chef", "Le chef", Personne.MotDePasse, default);
        Assert.Null(await Get<UtilisateurBook>().ActiverAsync(camille.Id, actif: false, default));
        await page.GotoAsync("/gestion/connexion");
        await SignOnAsync(page, "camille");
        Assert.Contains("Ce compte est désactivé", await page.TexteAsync(), StringComparison.Ordinal);

        // An identifier of over there is none of here, whatever the password.
        await page.ConnecterAsync("sso:camille", Personne.MotDePasse);
        Assert.Contains("incorrect", await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_that_somebody_came_back_by_opens_nothing_for_another_nor_again()
    {
        await using var provider = await StartWithProviderAsync();
        provider.Groupes["camille"] = ["dsi"];
        var page = await chromium.OuvrirAsync(Gateway.Url);
        var seen = "";
        page.Request += (_, request) => seen = request.Url.Contains("/sso/retour", StringComparison.Ordinal) ? request.Url : seen;
        await page.GotoAsync("/gestion/connexion");
        await SignOnAsync(page, "camille");
        Assert.Contains("code=", seen, StringComparison.Ordinal);

        var other = await chromium.OuvrirAsync(Gateway.Url);
        foreach (var (window, address) in new[] { (other, seen), (page, seen), (other, "/gestion/connexion/sso/retour"), (other, "/gestion/connexion/sso/retour?code=x&state=y") })
        {
            await window.GotoAsync(address);
            Assert.Contains("n'a pas abouti", await window.TexteAsync(), StringComparison.Ordinal);
        }

        await other.GotoAsync("/gestion/");
        Assert.Contains("/gestion/connexion", other.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_away_keeps_nobody_with_an_account_of_here_out()
    {
        var provider = await StartWithProviderAsync();
        await provider.DisposeAsync();
        var page = await chromium.OuvrirAsync(Gateway.Url);
        await page.GotoAsync("/gestion/connexion?retour=/gestion/utilisateurs");
        await page.GetByText("Compte Sup'Alpes").ClickAsync();
        await page.GetByText("ne répond pas").WaitForAsync();

        await page.GotoAsync(await Gateway.InviterAsync(Droit.Exploitant));
        await page.CreerCompteAsync("chef");
    }

    [Fact]
    public async Task Without_settings_there_is_no_such_address()
    {
        await StartAsync(openGate: false);
        foreach (var address in new[] { "/gestion/connexion/sso", "/gestion/connexion/sso/retour" })
            Assert.Contains("Page introuvable", (await Gateway.Http.SendAsync(HttpMethod.Get, address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/connexion/sso", (await Gateway.Http.SendAsync(HttpMethod.Get, "/gestion/connexion")).Text, StringComparison.Ordinal);
    }

    public override ValueTask DisposeAsync()
    {
        File.Delete(_secret);
        return base.DisposeAsync();
    }

    private async Task<FournisseurIdentite> StartWithProviderAsync()
    {
        var provider = await FournisseurIdentite.StartAsync();
        await File.WriteAllTextAsync(_secret, FournisseurIdentite.Secret + "\n");
        await StartAsync(openGate: false,
            "--Sso:Autorite=" + provider.Autorite, "--Sso:Client=" + FournisseurIdentite.Client, "--Sso:FichierSecret=" + _secret,
            "--Sso:Libelle=Compte Sup'Alpes", $"--Sso:Droits=dsi = exploitant; cn=scolarite,dc=univ = scolarite @ {Etab.Uai}; academie-rennes = catalogue:instructeur @ 14, 1");
        return provider;
    }

    private static async Task SignOnAsync(IPage page, string login)
    {
        // On a busy machine the provider may be too slow, for the gateway or for the browser: one tries again.
        await Poll.UntilAsync(async () =>
        {
            var link = page.GetByText("Compte Sup'Alpes");
            if (await link.CountAsync() > 0) await link.First.ClickAsync();
            try
            {
                await page.GetByText("Qui êtes-vous ?").WaitForAsync(new() { Timeout = 20_000 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        });
        await page.CliquerAsync(login);
    }

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";

    private T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();
}
