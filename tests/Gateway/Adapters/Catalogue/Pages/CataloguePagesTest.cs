using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;

/// <summary>Somebody at a browser on the pages of the catalogue: twelve formations of Rennes and eight of Paris, a night behind them.</summary>
public abstract class CataloguePagesTest(PostgresServer postgres, Chromium chromium, bool scripts) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    protected const string Recteur = "à publier (soumis à validation Recteur)";

    protected static readonly Droit Moss = Droit.DeRole("catalogue:moss", "-1");
    protected static readonly Droit Rennes = Droit.DeRole("catalogue:instructeur", "14");

    protected Task<IPage> EntrerAsync(Droit droit) => chromium.EntrerAsync(Gateway, droit, scripts);

    /// <summary>The night of 12 February made them publishable; it is the morning of the 13th.</summary>
    protected async Task StartCatalogueAsync(string statut = "à publier")
    {
        await StartAsync(openGate: false);
        await FirstNightAsync(statut);
    }

    protected async Task FirstNightAsync(string statut)
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(1)));
        await Api.PostAsync("/api/catalogue/campagnes", new JsonObject { ["debut"] = "2025-09-10" });
        await Api.PutAsync("/api/catalogue/regles", Rules(statut));
        await FeedAsync(20);
        await NightAsync("2026-02-12");
    }

    protected static JsonArray Rules(string statut) => new(new JsonObject
    {
        ["id"] = "bts", ["niveau"] = "5 (BTS, DEUST...)", ["diplome"] = "BTS", ["condition_integration"] = "peut intégrer", ["statut"] = statut,
    });

    /// <summary>Takes a feed of the first formations; the others have left it.</summary>
    protected async Task FeedAsync(int count, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Api.RawAsync(HttpMethod.Post, "/api/catalogue/imports", string.Join('\n', Enumerable.Range(1, count).Select(Formation)));
        Assert.Equal(expected, answer.StatusCode);
    }

    protected async Task NightAsync(string day, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Api.RawAsync(HttpMethod.Post, "/api/catalogue/nuits", new JsonObject { ["date"] = day }.ToJsonString());
        Assert.Equal(expected, answer.StatusCode);
    }

    protected async Task<string> StatutAsync(string cle) =>
        (await Api.GetAsync("/api/catalogue/formations/" + Uri.EscapeDataString(cle)))!["parcoursup_statut"]!.GetValue<string>();

    protected async Task<JsonNode> RuleAsync() => (await Api.GetAsync("/api/catalogue/regles"))!.AsArray()[0]!;

    protected static string Sheet(string cle) => "/gestion/catalogue/formations/" + Uri.EscapeDataString(cle);

    /// <summary>Opens what a summary hides.</summary>
    protected static Task OuvrirAsync(IPage page, string mots) => page.Locator("summary").Filter(new() { HasText = mots }).First.ClickAsync();

    private static string Formation(int number) => new JsonObject
    {
        ["cle_ministere_educatif"] = $"F{number:00}|L#1", ["published"] = true, ["catalogue_published"] = true, ["niveau"] = "5 (BTS, DEUST...)", ["diplome"] = "BTS",
        ["intitule_long"] = $"BTS ÉLECTROTECHNIQUE {number:00}", ["annee"] = "1", ["num_academie"] = number <= 12 ? "14" : "1", ["uai_formation"] = "0350001A",
        ["cfd"] = "32025515", ["date_debut"] = new JsonArray("2026-09-01"),
    }.ToJsonString();
}
