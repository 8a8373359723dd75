using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>Who may open which page, seen by walking over all that there are.</summary>
public sealed class AccesPagesTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private IReadOnlyList<RouteEndpoint> Pages =>
    [
        .. shared.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("gestion/", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        Assert.True(Pages.Count > 20);
        Assert.All(Pages, page => Assert.True(page.Metadata.GetMetadata<PagePolicy>() is not null, page.DisplayName));
    }

    [Fact]
    public async Task Without_a_session_every_page_but_the_public_ones_leads_to_the_sign_in()
    {
        foreach (var page in Pages.Where(p => p.Metadata.GetMetadata<PagePolicy>() is { EstPublique: false }))
        {
            using var http = Client(null);
            var isGet = page.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET");
            using var answer = await http.SendAsync(new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, AddressOf(page)));
            Assert.Equal(isGet ? HttpStatusCode.Found : HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_may_only_look_does_nothing_and_looks_at_no_other_etablissement()
    {
        var jeton = await SignedInAsync(new Droit(Niveau.Lecture, shared.Etab.Code));
        using var http = Client(jeton);
        var form = await FormAsync(http, $"/gestion/etablissements/{shared.Etab.Code}/candidats");

        foreach (var page in Pages.Where(p => p.Metadata.GetMetadata<PagePolicy>() is { Niveau: > Niveau.Lecture }))
        {
            var isGet = page.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET");
            using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, AddressOf(page));
            if (!isGet) request.Content = new FormUrlEncodedContent([new("jeton", form)]);
            using var answer = await http.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{page.DisplayName}: {answer.StatusCode}");
        }

        foreach (var page in Pages.Where(p => p.RoutePattern.GetParameter("etab") is not null))
            foreach (var etab in new[] { shared.Other.Code, "personne" })
            {
                using var answer = await http.GetAsync(AddressOf(page, etab));
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{page.DisplayName}: {answer.StatusCode}");
            }
    }

    [Fact]
    public async Task A_role_of_a_system_opens_its_pages_and_nothing_else()
    {
        var (mine, others) = (Droit.DeRole("catalogue:moss", "-1"), new Droit(Niveau.Administrateur, shared.Etab.Code));
        Assert.Contains(Pages, p => p.Metadata.GetMetadata<PagePolicy>()!.Roles.Count > 0);
        foreach (var (droit, opened) in new (Droit, Func<PagePolicy, bool>)[] { (mine, p => p.Niveau is null), (others, p => p.Roles.Count == 0) })
        {
            using var http = Client(await SignedInAsync(droit));
            var form = await FormAsync(http, "/gestion/compte");
            foreach (var page in Pages.Where(p => !opened(p.Metadata.GetMetadata<PagePolicy>()!)))
            {
                var isGet = page.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET");
                using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, AddressOf(page));
                if (!isGet) request.Content = new FormUrlEncodedContent([new("jeton", form)]);
                using var answer = await http.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{page.DisplayName}: {answer.StatusCode}");
            }
        }
    }

    // Of nobody's menu: where one signs in and what is one's own, and the pages of the other systems.
    private static readonly string[] Outside = ["connexion", "invitation/", "compte", "deconnexion", "etablissements/{etab}/fregata", "etablissements/{etab}/scolarix", "etablissements/{etab}/lots"];

    [Fact]
    public async Task Each_page_marks_its_entry_of_the_menu_also_below_it()
    {
        using var http = Client(await SignedInAsync(Droit.Exploitant));
        var (shown, unmarked) = (0, new List<string>());
        foreach (var page in Pages.Where(p => p.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")))
        {
            var route = page.RoutePattern.RawText!.TrimStart('/')["gestion/".Length..];
            if (Outside.Any(o => route.StartsWith(o, StringComparison.Ordinal))) continue;
            // What is not there is told on a page of the same address.
            using var answer = await http.GetAsync(AddressOf(page));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var menu = Regex.Match(await answer.Content.ReadAsStringAsync(), "<nav class=\"menu\".*?</nav>", RegexOptions.Singleline).Value;
            if (Regex.Count(menu, "aria-current=\"(page|true)\"") == 1) shown++;
            else unmarked.Add($"{route} ({(int)answer.StatusCode})");
        }

        Assert.Empty(unmarked);
        Assert.True(shown > 30, $"{shown}");
    }

    [Fact]
    public async Task An_act_without_the_token_of_its_form_is_not_done()
    {
        var jeton = await SignedInAsync(Droit.Exploitant);
        using var http = Client(jeton);
        using var answer = await http.PostAsync("/gestion/compte/sessions/fermer", new FormUrlEncodedContent([new("jeton", "faux")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Rien n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var still = await http.GetAsync("/gestion/compte");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task A_row_that_was_written_by_hand_lets_nobody_in()
    {
        var jeton = await SignedInAsync(new Droit(Niveau.Lecture, shared.Etab.Code));
        await shared.Gateway.ExecuteAsync(
            "UPDATE utilisateur SET droits = '[{\"niveau\":\"Exploitant\",\"etablissement\":null}]' WHERE identifiant = 'personne-0'");

        using var http = Client(jeton);
        using var answer = await http.GetAsync("/gestion/utilisateurs");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Theory]
    [InlineData("//pirate.example/gestion/")]
    [InlineData("https://pirate.example/gestion/")]
    [InlineData("/gestion/\\pirate.example")]
    [InlineData("/gestion//pirate.example")]
    public async Task Signing_in_leads_to_no_page_of_somebody_else(string retour)
    {
        var users = shared.Gateway.Services.GetRequiredService<InvitationBook>();
        var name = "retour-" + Guid.NewGuid().ToString("N")[..6];
        await users.AccepterAsync(await users.InviterAsync("Zoé", [Droit.Exploitant], default), name, "Zoé M.", "une phrase assez longue", default);
        using var http = Client(null);
        var form = await FormAsync(http, "/gestion/connexion");
        using var answer = await http.PostAsync("/gestion/connexion", new FormUrlEncodedContent(
            [new("jeton", form), new("identifiant", name), new("motDePasse", "une phrase assez longue"), new("retour", retour)]));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/gestion/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Every_page_forbids_scripts_of_others_and_is_kept_by_nobody()
    {
        using var http = Client(await SignedInAsync(Droit.Exploitant));
        using var answer = await http.GetAsync($"/gestion/etablissements/{shared.Etab.Code}/");
        var page = await answer.Content.ReadAsStringAsync();

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.DoesNotMatch(@"<script(?![^>]*src=)|style=|onclick=", page);
    }

    private string AddressOf(RouteEndpoint page, string? etab = null) => "/" + page.RoutePattern.RawText!.TrimStart('/')
        .Replace("{etab}", etab ?? shared.Etab.Code, StringComparison.Ordinal).Replace("{session:int}", "2026", StringComparison.Ordinal)
        .Replace("{codeCandidat:int}", "1", StringComparison.Ordinal).Replace("{numero:int}", "1", StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal)
        .Replace("{code:int}", "8842", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal)
        .Replace("{lot:int}", "1", StringComparison.Ordinal)
        .Replace("{jeton}", "x", StringComparison.Ordinal).Replace("{travail}", "remontee", StringComparison.Ordinal)
        .Replace("{annee:int}", "2026", StringComparison.Ordinal)
        .Replace("{cle}", "x", StringComparison.Ordinal).Replace("{regle}", "x", StringComparison.Ordinal).Replace("{jour}", "2026-02-12", StringComparison.Ordinal)
        .Replace("{part}", "en-attente", StringComparison.Ordinal).Replace("{partie:regex(^(requete|reponse)$)}", "requete", StringComparison.Ordinal);

    private int _made;

    private async Task<string> SignedInAsync(Droit droit)
    {
        var invitations = shared.Gateway.Services.GetRequiredService<InvitationBook>();
        var name = droit == Droit.Exploitant ? "chef-" + Guid.NewGuid().ToString("N")[..6] : $"personne-{_made++}";
        await shared.Gateway.ExecuteAsync("DELETE FROM utilisateur WHERE identifiant = @name", new { name });
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Zoé", [droit], default), name, "Zoé M.", "une phrase assez longue", default);
        Assert.Empty(errors);
        return await shared.Gateway.Services.GetRequiredService<SessionBook>().OuvrirAsync(made!, "127.0.0.1", default);
    }

    private HttpClient Client(string? jeton)
    {
        var cookies = new CookieContainer();
        if (jeton is not null) cookies.Add(shared.Gateway.Url, new Cookie("pg_session", jeton));
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = shared.Gateway.Url, Timeout = Poll.Patience,
        };
    }

    private static async Task<string> FormAsync(HttpClient http, string path)
    {
        var page = await http.GetStringAsync(path);
        var at = page.IndexOf("name=\"jeton\" value=\"", StringComparison.Ordinal) + "name=\"jeton\" value=\"".Length;
        return page[at..page.IndexOf('"', at)];
    }
}
