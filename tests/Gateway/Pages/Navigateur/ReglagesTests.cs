using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>An établissement is set up in a real browser, with scripts and without.</summary>
public sealed class ReglagesTests(PostgresServer postgres, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_nothing_to_an_open_connector(bool scripts)
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var etab = await TestEtablissement.StartAsync();
        await using var gateway = await GatewayInstance.StartAsync(storage);
        var page = await chromium.EntrerAsync(gateway, Droit.Exploitant, scripts);
        await CalendarAsync(page);
        await BirthAsync(page, etab);
        Assert.Contains("n'est pas encore relié à Parcoursup", await page.TexteAsync(), StringComparison.Ordinal);

        await FillAsync(page, etab);
        await page.Locator("[name='parcoursup.delaiSecondes']").FillAsync("trente");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("« trente » n'est pas un nombre entier", await page.Locator(".erreur").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("[name='parcoursup.delaiSecondes']").FillAsync("20");
        await page.CliquerAsync("Voir ce que cela changera");
        var effect = await page.PlatAsync("#effet");
        Assert.Contains("univ-alpes", effect, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEtablissement.PushPassword, effect, StringComparison.Ordinal);
        await page.CliquerAsync("Enregistrer");
        await page.CliquerAsync("Tester le connecteur");
        await page.GetByText("Ouvert –").First.WaitForAsync();

        // What is not typed again stays, and the connector with it.
        await page.GotoAsync(Ici("/reglages"));
        Assert.Equal("", await page.Locator("[name='push.motDePasse']").InputValueAsync());
        Assert.Contains("Enregistré ; laisser vide pour le garder.", await page.TexteAsync(), StringComparison.Ordinal);
        await page.Locator("[name='libelle']").FillAsync("Université des Alpes et du Léman");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("libelle", Assert.Single(await page.Locator("#effet li").AllInnerTextsAsync()), StringComparison.Ordinal);
        await page.CliquerAsync("Enregistrer");
        await page.GotoAsync(Ici("/connecteur"));
        Assert.Contains("Ouvert", await page.TexteAsync(), StringComparison.Ordinal);

        await page.GotoAsync(Ici("/reglages/historique"));
        var history = await page.TexteAsync();
        Assert.Contains("par Camille Moreau", history, StringComparison.Ordinal);
        Assert.Contains("Université des Alpes et du Léman", history, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEtablissement.PushPassword, history, StringComparison.Ordinal);
        Assert.Contains("CampagneConfiguree", await gateway.QueryAsync<string>("SELECT acte FROM audit"));
    }

    [Fact]
    public async Task Who_sets_his_own_up_sees_what_is_not_his_to_change_and_cannot_send_it()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var etab = await TestEtablissement.StartAsync();
        await using var gateway = await GatewayInstance.StartAsync(storage);
        await etab.SaveAsync(gateway);
        var page = await chromium.EntrerAsync(gateway, new Droit(Niveau.Administrateur, etab.Code));
        await page.GotoAsync(Ici("/reglages"));
        Assert.Equal(0, await page.Locator("[name='uais']").CountAsync());
        Assert.Contains(etab.Uai, await page.TexteAsync(), StringComparison.Ordinal);

        await page.EvaluateAsync("document.querySelector('[name=libelle]').name = 'uais'");
        await page.Locator("[name='uais']").FillAsync("0750001A");
        await page.CliquerAsync("Voir ce que cela changera");

        Assert.DoesNotContain("0750001A", await page.TexteAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/gestion/nouvel-etablissement");
        Assert.Contains("Accès refusé", await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_added_renamed_and_taken_away()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var etab = await TestEtablissement.StartAsync();
        await using var gateway = await GatewayInstance.StartAsync(storage);
        await etab.SaveAsync(gateway);
        var page = await chromium.EntrerAsync(gateway, Droit.Exploitant);

        await SaveAsync(page, ("opi.comptes[0].login", "ecandidat"), ("opi.comptes[0].motDePasse", "un mot de passe"), ("opi.comptes[0].prefixe", "E"));
        Assert.Equal("ecandidat", await page.Locator("[name='opi.comptes[0].login']").InputValueAsync());
        await SaveAsync(page, ("opi.comptes[1].login", "autre"), ("opi.comptes[1].motDePasse", "un autre mot de passe"), ("opi.comptes[1].prefixe", "A"));
        await SaveAsync(page, ("opi.comptes[0].login", ""));

        Assert.Equal("autre", await page.Locator("[name='opi.comptes[0].login']").InputValueAsync());
        Assert.Equal("A", await page.Locator("[name='opi.comptes[0].prefixe']").InputValueAsync());
        Assert.Equal("", await page.Locator("[name='opi.comptes[1].login']").InputValueAsync());
    }

    private static async Task SaveAsync(IPage page, params (string Name, string Value)[] fields)
    {
        await page.GotoAsync(Ici("/reglages"));
        foreach (var (name, value) in fields) await page.Locator($"[name='{name}']").FillAsync(value);
        await page.CliquerAsync("Voir ce que cela changera");
        await page.CliquerAsync("Enregistrer");
    }

    private static async Task CalendarAsync(IPage page)
    {
        await page.GotoAsync("/gestion/campagnes/2026");
        await page.GetByLabel("Premier jour des réponses").FillAsync("2026-06-02");
        await page.GetByLabel("Résultats du baccalauréat").FillAsync("2026-07-07");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.CliquerAsync("Enregistrer");
        Assert.Contains("7 juillet 2026", (await page.TexteAsync()).Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    private static async Task BirthAsync(IPage page, TestEtablissement etab)
    {
        await page.GotoAsync("/gestion/");
        await page.GetByText("Nouvel établissement").ClickAsync();
        await page.GetByLabel("Nom").FillAsync("Université des Alpes");
        await page.GetByLabel("Code").FillAsync(etab.Code);
        await page.Locator("#uais").FillAsync("0730013A");
        await page.CliquerAsync("Continuer");
        Assert.Contains("n'est pas une UAI", await page.Locator("#uais-erreur").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#uais").FillAsync(etab.Uai);
        await page.CliquerAsync("Continuer");
    }

    private static async Task FillAsync(IPage page, TestEtablissement etab)
    {
        foreach (var (name, value) in new[]
        {
            ("parcoursup.url", etab.Parcoursup.UrlApiRest.ToString()), ("parcoursup.login", "psup"), ("parcoursup.motDePasse", "secret"),
            ("parcoursup.candidatTest.codeCandidat", "1"), ("parcoursup.candidatTest.ine", "000000000TC"),
            ("parcoursup.candidatTest.nom", TestEtablissement.Dummy.Nom), ("parcoursup.candidatTest.prenom", TestEtablissement.Dummy.Prenom),
            ("parcoursup.candidatTest.dateNaissance", "2008-01-01"), ("parcoursup.candidatTest.codeFormationPsup", "8842"),
            ("parcoursup.candidatTest.codeFormation1", "TEST"), ("parcoursup.candidatTest.codeSise", "2500001"),
            ("push.login", TestEtablissement.PushLogin), ("push.motDePasse", TestEtablissement.PushPassword),
            ("apogee.url", etab.Apogee.UrlOpiMetier.ToString()), ("apogee.login", "opi"), ("apogee.motDePasse", "mdp"), ("apogee.release", "6.50"),
        })
            await page.Locator($"[name='{name}']").FillAsync(value);
    }

    private static string Ici(string chemin) => "/gestion/etablissements/univ-alpes" + chemin;
}
