using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;

/// <summary>Rule H3 on the pages: who may what, and that another académie's formations do not exist for an instructor.</summary>
public sealed class CatalogueAccesTests(PostgresServer postgres, Chromium chromium) : CataloguePagesTest(postgres, chromium, scripts: false)
{
    [Fact]
    public async Task An_instructor_neither_sees_nor_touches_what_is_another_academie_s()
    {
        await StartCatalogueAsync(Recteur);
        var page = await EntrerAsync(Rennes);
        await page.GotoAsync("/gestion/catalogue");
        Assert.Equal(12, await page.Locator("tbody tr").CountAsync());
        Assert.Contains($"{Recteur} : 12", await page.PlatAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/gestion/catalogue?academie=1");
        Assert.Equal(12, await page.Locator("tbody tr").CountAsync());
        await page.GotoAsync("/gestion/catalogue?q=F20");
        Assert.Contains("Aucune formation ne répond", await page.PlatAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/gestion/catalogue/variations?academie=1");
        Assert.DoesNotContain("Paris", await page.PlatAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/gestion/catalogue/nuits/2026-02-12");
        Assert.DoesNotContain("20", (await page.PlatAsync()).Replace("2026", "", StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.Equal(404, (await page.GotoAsync(Sheet("F20|L#1")))!.Status);
        Assert.Equal(404, await SendAsync(page, Sheet("F20|L#1"), ("geste", "publier")));
        Assert.Equal(Recteur, await StatutAsync("F20|L#1"));
        Assert.Equal(400, await SendAsync(page, "/gestion/catalogue/regles/bts/academie", ("academie", "1"), ("decision", "à publier"), ("geste", "enregistrer")));
        Assert.Null((await RuleAsync())["statut_academies"]);
        Assert.Equal(302, await SendAsync(page, Sheet("F12|L#1"), ("geste", "publier")));
    }

    /// <summary>The same by REST as on the pages.</summary>
    [Fact]
    public async Task A_key_of_some_academies_reads_nothing_of_another_one()
    {
        await StartCatalogueAsync(Recteur);
        var key = (await Api.PostAsync("/api/catalogue/cles", JsonNode.Parse("""{"nom":"Dominique Roux","role":"instructeur","academies":"14"}""")))!["cle"]!.GetValue<string>();

        var list = (await ReadAsync(key, "formations")).Json;
        Assert.Equal(12, list["formations"]!.AsArray().Count);
        Assert.Equal(12, list["compte"]![Recteur]!.GetValue<int>());
        Assert.Equal(20, (await Api.GetAsync("/api/catalogue/formations"))!["formations"]!.AsArray().Count);
        foreach (var path in (string[])["", "/charge"])
        {
            Assert.Equal(HttpStatusCode.OK, (await ReadAsync(key, "formations/F12%7CL%231" + path)).Status);
            var refused = await ReadAsync(key, "formations/F20%7CL%231" + path);
            Assert.Equal((HttpStatusCode.NotFound, true), (refused.Status, refused.Text.Contains("Aucune formation n'a la clé", StringComparison.Ordinal)));
        }

        // Nor by what he would do to it: one of another académie is answered as one that there is not, word for word.
        foreach (var (method, path) in ByKey)
        {
            var (theirs, nobodys) = (await DoAsync(key, method, path, "F20|L#1"), await DoAsync(key, method, path, "Z99|L#1"));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.Status, nobodys.Status));
            Assert.Equal(nobodys.Text.Replace("Z99", "F20", StringComparison.Ordinal), theirs.Text);
        }

        Assert.Equal(Recteur, await StatutAsync("F20|L#1"));

        // Of a night: what moved in his académie since the one before, nothing that is counted over the country.
        var night = (await ReadAsync(key, "nuits")).Json["nuits"]![0]!["bilan"]!;
        Assert.Equal("2026-02-12", night["nuit"]!.GetValue<string>());
        Assert.Empty(night["compte"]!.AsObject());
        Assert.Empty(night["changements"]!.AsArray());
        var whole = (await Api.GetAsync("/api/catalogue/nuits"))!["nuits"]![0]!["bilan"]!;
        Assert.Equal((20, 20), (whole["compte"]![Recteur]!.GetValue<int>(), whole["changements"]![0]!["nombre"]!.GetValue<int>()));
    }

    // All that name a formation.
    private IReadOnlyList<(HttpMethod Method, string Path)> ByKey
    {
        get
        {
            var found = Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/catalogue/formations/{cle}", StringComparison.Ordinal))
                .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (new HttpMethod(m), "/" + e.RoutePattern.RawText!.TrimStart('/'))))
                .ToList();
            Assert.True(found.Count >= 4);
            return found;
        }
    }

    private Task<Answer> DoAsync(string key, HttpMethod method, string path, string cle) => Gateway.Http.SendAsync(
        method, path.Replace("{cle}", Uri.EscapeDataString(cle), StringComparison.Ordinal),
        method == HttpMethod.Get ? null : Calls.Json("""{"raison":"effectif complet"}"""), key);

    private Task<Answer> ReadAsync(string key, string path) => Gateway.Http.SendAsync(HttpMethod.Get, "/api/catalogue/" + path, key: key);

    [Fact]
    public async Task What_is_the_MOSS_s_is_no_instructor_s_and_publishing_is_not_the_MOSS_s()
    {
        await StartCatalogueAsync();
        var page = await EntrerAsync(Rennes);
        foreach (var path in (string[])["nuits", "nuits/essai", "campagnes", "restauration", "restauration/essai", "regles/nouvelle", "regles/bts"])
            Assert.Equal(403, await SendAsync(page, "/gestion/catalogue/" + path, ("jour", "2026-02-13"), ("nuit", "2026-02-12"), ("lu", "oui"), ("geste", "enregistrer")));
        foreach (var path in (string[])["restauration", "regles/nouvelle"]) Assert.Equal(403, (await page.GotoAsync("/gestion/catalogue/" + path))!.Status);

        var moss = await EntrerAsync(Moss);
        await moss.GotoAsync(Sheet("F01|L#1"));
        Assert.DoesNotContain("Décider", await moss.PlatAsync(), StringComparison.Ordinal);
        Assert.Equal(403, await SendAsync(moss, Sheet("F01|L#1"), ("geste", "publier")));
        var chief = await EntrerAsync(Droit.Exploitant);
        Assert.Equal(400, await SendAsync(chief, Sheet("F01|L#1"), ("geste", "publier")));
        Assert.Equal("à publier", await StatutAsync("F01|L#1"));
    }

    [Fact]
    public async Task Who_may_only_look_sees_his_academies_and_no_button()
    {
        await StartCatalogueAsync(Recteur);
        var page = await EntrerAsync(Droit.DeRole("catalogue:lecture", "1,14"));
        await page.GotoAsync("/gestion/catalogue");
        Assert.Equal(20, await page.Locator("tbody tr").CountAsync());
        foreach (var path in (string[])["", "/regles", "/regles/bts", "/nuits", "/nuits/2026-02-12", "/variations", "/imports"])
        {
            Assert.Equal(200, (await page.GotoAsync("/gestion/catalogue" + path))!.Status);
            Assert.Equal(0, await page.Locator("main form[method=post]").CountAsync());
        }

        Assert.Equal(403, await SendAsync(page, "/gestion/catalogue/regles/bts/academie", ("academie", "1"), ("decision", "à publier"), ("geste", "enregistrer")));
    }

    [Fact]
    public async Task Many_formations_are_paged_by_their_key()
    {
        await StartCatalogueAsync();
        await FeedAsync(60);
        var page = await EntrerAsync(Moss);
        await page.GotoAsync("/gestion/catalogue");
        Assert.Equal(50, await page.Locator("tbody tr").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Les suivantes" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "BTS ÉLECTROTECHNIQUE 60" }).WaitForAsync();
        Assert.Equal(10, await page.Locator("tbody tr").CountAsync());

        await page.GotoAsync("/gestion/catalogue?academie=14&statut=APublier&q=electrotechnique");
        Assert.Equal(12, await page.Locator("tbody tr").CountAsync());
    }

    // By hand, as somebody who knows the address would: with the token of the page that is open.
    private static async Task<int> SendAsync(IPage page, string path, params (string Name, string Value)[] fields)
    {
        var token = await page.Locator("input[name=jeton]").First.InputValueAsync();
        var form = page.Context.APIRequest.CreateFormData();
        form.Set("jeton", token);
        foreach (var (name, value) in fields) form.Set(name, value);
        return (await page.Context.APIRequest.PostAsync(path, new() { Form = form, MaxRedirects = 0 })).Status;
    }
}
