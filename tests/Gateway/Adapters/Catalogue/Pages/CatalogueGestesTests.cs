using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;

/// <summary>The MOSS and an instructor in a real browser, with scripts and without.</summary>
public abstract class CatalogueGestesTests(PostgresServer postgres, Chromium chromium, bool scripts) : CataloguePagesTest(postgres, chromium, scripts)
{
    [Fact]
    public async Task A_night_that_is_held_is_confirmed_after_what_it_changes_was_seen()
    {
        await StartCatalogueAsync();
        await FeedAsync(9, HttpStatusCode.Conflict);
        await NightAsync("2026-02-13", HttpStatusCode.Conflict);
        // Who has nothing else to do here arrives at it.
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir pourquoi, et décider" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nuit du 13 février 2026" }).WaitForAsync();
        var why = await page.PlatAsync();
        Assert.Contains("au lieu de 20 au dernier import appliqué, une baisse de plus de 5 %", why, StringComparison.Ordinal);
        Assert.Contains("9 formations publiées, contre 20", why, StringComparison.Ordinal);

        await page.CliquerAsync("Voir ce que la confirmer changerait");
        var effect = await page.PlatAsync("#effet");
        Assert.Contains("11 formations changent de statut, dont 11 sortent du périmètre", effect, StringComparison.Ordinal);
        Assert.Contains("Confirmer applique ce flux en votre nom", effect, StringComparison.Ordinal);
        Assert.Equal("à publier", await StatutAsync("F20|L#1"));
        Assert.Equal(0, await Api.ActesAsync("CatalogueNuitLancee"));

        await page.GetByLabel("J'ai vu les changements ci-dessus.").CheckAsync();
        await page.CliquerAsync("Confirmer la nuit");
        await page.GetByText("Nuit appliquée : 11").WaitForAsync();

        Assert.Equal(("non publiable en l'état", "à publier"), (await StatutAsync("F20|L#1"), await StatutAsync("F01|L#1")));
        Assert.Equal((1, 1, 1), (await Api.ActesAsync("CatalogueNuitConfirmee"), await Api.ActesAsync("CatalogueNuitLancee"), await Api.ActesAsync("CatalogueImportConfirme")));
        await page.GotoAsync("/gestion/catalogue");
        Assert.DoesNotContain("est retenue", await page.PlatAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_that_is_left_held_changes_nothing_and_waits_on_the_first_page()
    {
        await StartCatalogueAsync();
        await FeedAsync(9, HttpStatusCode.Conflict);
        await NightAsync("2026-02-13", HttpStatusCode.Conflict);
        var page = await EntrerAsync(Droit.Exploitant);
        await page.GotoAsync("/gestion/");
        await page.GetByRole(AriaRole.Link, new() { Name = "nuit du catalogue retenue" }).ClickAsync();
        await page.CliquerAsync("Voir ce que la confirmer changerait");
        await page.GetByRole(AriaRole.Link, new() { Name = "Laisser tout comme avant" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nuits", Exact = true }).WaitForAsync();

        Assert.Equal("à publier", await StatutAsync("F20|L#1"));
        Assert.Contains("retenue", await page.Locator("tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        await FeedAsync(20);
        await NightAsync("2026-02-14");
        await page.GotoAsync("/gestion/");
        Assert.Equal(0, await page.GetByText("nuit du catalogue retenue").CountAsync());
    }

    [Fact]
    public async Task A_rule_is_changed_after_what_it_changes_was_seen()
    {
        await StartCatalogueAsync();
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/catalogue/regles");
        await page.GetByRole(AriaRole.Link, new() { Name = "bts", Exact = true }).ClickAsync();
        await page.GetByLabel("Statut").SelectOptionAsync(Recteur);
        await page.Locator("[id='champ.0']").SelectOptionAsync("intitule_long");
        await page.Locator("[id='operateur.0']").SelectOptionAsync("regexp");
        await page.Locator("[id='valeur.0']").FillAsync("(?=0[1-5])");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.True((await page.Locator("[id='valeur.0-erreur']").InnerTextAsync()).Length > 10);

        await page.Locator("[id='valeur.0']").FillAsync("0[1-5]$");
        await page.CliquerAsync("Voir ce que cela changera");
        var effect = await page.PlatAsync("#effet");
        Assert.Contains("20 formations changent de statut, dont 15 sortent du périmètre", effect, StringComparison.Ordinal);
        Assert.Equal("à publier", (await RuleAsync())["statut"]!.GetValue<string>());

        await page.CliquerAsync("Enregistrer la règle");
        await page.GetByText("Règle enregistrée").WaitForAsync();

        var rule = await RuleAsync();
        Assert.Equal((Recteur, "0[1-5]$"), (rule["statut"]!.GetValue<string>(), rule["regle_complementaire"]!["criteres"]![0]!["valeur"]!.GetValue<string>()));
        Assert.Equal("à publier", await StatutAsync("F01|L#1"));
        Assert.Equal(1, await Api.ActesAsync("CatalogueRegleChangee"));
        Assert.Contains("Camille Moreau : règle changée", await page.PlatAsync(".chronologie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_somebody_else_changed_meanwhile_is_not_saved_unseen()
    {
        await StartCatalogueAsync();
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/catalogue/regles/bts");
        await page.GetByLabel("Statut").SelectOptionAsync("non publiable en l'état");
        await page.CliquerAsync("Voir ce que cela changera");
        await Api.PutAsync("/api/catalogue/regles", Rules(Recteur));
        await page.CliquerAsync("Enregistrer la règle");

        Assert.Contains("Les règles ont été changées entre-temps", await page.PlatAsync(), StringComparison.Ordinal);
        Assert.Equal(Recteur, (await RuleAsync())["statut"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_rule_is_tried_and_taken_and_the_others_stay()
    {
        await StartCatalogueAsync();
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/catalogue/regles");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nouvelle règle" }).ClickAsync();
        await page.GetByLabel("Identifiant").FillAsync("bts");
        await page.GetByLabel("Diplôme").FillAsync("BTS");
        await page.GetByLabel("Niveau").SelectOptionAsync("5 (BTS, DEUST...)");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("La règle bts existe déjà", await page.PlatAsync(), StringComparison.Ordinal);

        await page.GetByLabel("Identifiant").FillAsync("bts-paris");
        await page.GetByLabel("Une seule académie").FillAsync("1");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("Aucune formation ne change de statut", await page.PlatAsync("#effet"), StringComparison.Ordinal);
        await page.CliquerAsync("Enregistrer la règle");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Règle bts-paris" }).WaitForAsync();

        Assert.Equal(["bts", "bts-paris"], (await Api.GetAsync("/api/catalogue/regles"))!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
        Assert.Equal(1, await Api.ActesAsync("CatalogueRegleChangee"));
    }

    [Fact]
    public async Task An_instructor_publishes_a_formation_and_gives_his_reason_for_another()
    {
        await StartCatalogueAsync();
        var page = await EntrerAsync(Rennes);
        await page.GotoAsync("/gestion/");
        await page.GetByLabel("Intitulé, clé ou code").FillAsync("electrotechnique 03");
        await page.CliquerAsync("Chercher");
        await page.GetByRole(AriaRole.Link, new() { Name = "BTS ÉLECTROTECHNIQUE 03" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "BTS ÉLECTROTECHNIQUE 03" }).WaitForAsync();
        Assert.Contains("La règle bts correspond et donne « à publier »", await page.PlatAsync(), StringComparison.Ordinal);
        await OuvrirAsync(page, "Publier…");
        await page.CliquerAsync("Demander la publication");
        await page.GetByText("Publication demandée : le prochain envoi").WaitForAsync();
        Assert.Equal("prêt pour intégration", await StatutAsync("F03|L#1"));

        await page.GotoAsync(Sheet("F04|L#1"));
        await OuvrirAsync(page, "Ne pas publier…");
        await page.GetByLabel("Raison").FillAsync("  ");
        await page.CliquerAsync("Ne pas publier");
        Assert.Contains("Indiquer la raison", await page.Locator("#raison-erreur").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByLabel("Raison").FillAsync("Effectif complet");
        await page.CliquerAsync("Ne pas publier");
        await page.GetByText("La formation n'ira pas sur Parcoursup.").WaitForAsync();

        Assert.Equal("non publié", await StatutAsync("F04|L#1"));
        Assert.Contains("Camille Moreau : à publier → non publié (Effectif complet)", await page.PlatAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await Api.ActesAsync("CataloguePublicationDecidee"));
    }

    [Fact]
    public async Task An_academie_decides_otherwise_after_what_it_changes_was_seen()
    {
        await StartCatalogueAsync(Recteur);
        var page = await EntrerAsync(Rennes);
        await page.GotoAsync("/gestion/catalogue/regles/bts");
        await page.GetByLabel("Sa décision").SelectOptionAsync("à publier");
        await page.CliquerAsync("Voir ce que cette décision changera");
        Assert.Contains("12 formations changent de statut", await page.PlatAsync("#effet-decision"), StringComparison.Ordinal);
        Assert.Null((await RuleAsync())["statut_academies"]);

        await page.CliquerAsync("Enregistrer cette décision");
        await page.GetByText("Décision enregistrée").WaitForAsync();

        Assert.Equal("""{"14":"à publier"}""", (await RuleAsync())["statut_academies"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(1, await Api.ActesAsync("CatalogueRegleChangee"));
    }

    [Fact]
    public async Task The_statuses_of_a_night_are_given_back_after_they_were_seen()
    {
        await StartCatalogueAsync();
        await Api.PutAsync("/api/catalogue/regles", Rules("non publiable en l'état"));
        await NightAsync("2026-02-13");
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/catalogue/restauration");
        await page.GetByLabel("Nuit", new() { Exact = true }).SelectOptionAsync("2026-02-12");
        await page.CliquerAsync("Voir ce que le retour changerait");
        Assert.Contains("20 formations changent de statut", await page.PlatAsync("#effet"), StringComparison.Ordinal);
        Assert.Equal("non publiable en l'état", await StatutAsync("F01|L#1"));

        await page.GetByLabel("J'ai vu les changements ci-dessus.").CheckAsync();
        await page.CliquerAsync("Restaurer ces statuts");
        await page.GetByText("rendus à 20").WaitForAsync();

        Assert.Equal("à publier", await StatutAsync("F01|L#1"));
        Assert.Equal(1, await Api.ActesAsync("CatalogueNuitRestauree"));
        await page.GotoAsync(Sheet("F01|L#1"));
        Assert.Contains("restauré de la nuit du 12 février 2026", await page.PlatAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_is_opened_and_the_night_of_today_is_seen_then_applied()
    {
        await StartAsync(openGate: false);
        await Api.SetClockAsync(new DateTimeOffset(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(1)));
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/");
        Assert.Contains("Le catalogue est vide", await page.PlatAsync(), StringComparison.Ordinal);
        await page.GetByLabel("Premier jour de la campagne").FillAsync("2025-09-10");
        await page.CliquerAsync("Ouvrir la campagne");
        await page.GetByText("Campagne ouverte au 10").WaitForAsync();
        await FeedAsync(20);
        await Api.PutAsync("/api/catalogue/regles", Rules("à publier"));

        await page.GotoAsync("/gestion/catalogue/nuits");
        await page.CliquerAsync("Voir ce que changerait la nuit d'aujourd'hui");
        Assert.Contains("20 formations changent de statut.", await page.PlatAsync("#effet"), StringComparison.Ordinal);
        Assert.Equal("non publiable en l'état", await StatutAsync("F01|L#1"));
        await page.GetByLabel("J'ai vu les changements ci-dessus.").CheckAsync();
        await page.CliquerAsync("Appliquer la nuit");
        await page.GetByText("Nuit appliquée : 20").WaitForAsync();

        Assert.Equal("à publier", await StatutAsync("F01|L#1"));
        Assert.Equal((1, 1, 0), (await Api.ActesAsync("CatalogueCampagneOuverte"), await Api.ActesAsync("CatalogueNuitLancee"), await Api.ActesAsync("CatalogueNuitConfirmee")));
    }

    [Fact]
    public async Task Whoever_runs_the_gateway_makes_an_instructor_of_somebody()
    {
        await StartCatalogueAsync();
        var chief = await EntrerAsync(Droit.Exploitant);
        await chief.GotoAsync("/gestion/utilisateurs");
        await chief.GetByLabel("Prénom et nom").FillAsync("Dominique Roux");
        await chief.GetByLabel("Catalogue", new() { Exact = true }).SelectOptionAsync("instructeur");
        await chief.CliquerAsync("Faire un lien d'invitation");
        Assert.Contains("choisir au moins une des académies", await chief.PlatAsync(), StringComparison.Ordinal);

        await chief.GetByLabel("Prénom et nom").FillAsync("Dominique Roux");
        await chief.GetByLabel("Catalogue", new() { Exact = true }).SelectOptionAsync("instructeur");
        await OuvrirAsync(chief, "Catalogue : académies");
        await chief.GetByLabel("Rennes (14)").CheckAsync();
        await chief.CliquerAsync("Faire un lien d'invitation");
        var link = await chief.Locator(".lien-unique").InputValueAsync();

        var page = await chief.Context.Browser!.NewPageAsync(new() { BaseURL = Gateway.Url.ToString() });
        await page.GotoAsync(link);
        Assert.Contains("Catalogue, instructeur (Rennes (14))", await page.PlatAsync(), StringComparison.Ordinal);
        await page.CreerCompteAsync("dominique");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Catalogue", Exact = true }).WaitForAsync();
        Assert.Equal(12, await page.Locator("tbody tr").CountAsync());
        await page.Context.CloseAsync();
    }
}

public sealed class CatalogueGestesWithScripts(PostgresServer postgres, Chromium chromium) : CatalogueGestesTests(postgres, chromium, scripts: true);

public sealed class CatalogueGestesWithoutScripts(PostgresServer postgres, Chromium chromium) : CatalogueGestesTests(postgres, chromium, scripts: false);
