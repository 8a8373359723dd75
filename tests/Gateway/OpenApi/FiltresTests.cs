using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.OpenApi;

/// <summary>
/// A filter that takes few words refuses any other at every address and on every face, and says which there are: taken for no filter,
/// or for one that finds nothing, it would read as "all is well".
/// </summary>
public sealed partial class FiltresTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Wrong = "zorglub";

    // Filters that take any text: what somebody seeks, what he calls a thing, and where a page ends.
    private static readonly string[] AnyText =
    [
        "apres", "recherche", "q", "cle", "qui", "sujet", "fichier", "nom", "confirmer", "etablissement", "regle", "uai", "retour",
        // Read by their own rules, which refuse what they cannot read.
        "depuis", "jusqua", "dateImportation", "anneeScolaire", "limite", "millesime",
    ];

    // Forms of their own, which show what is wrong beside its field (JournalPagesTests).
    private static readonly string[] Forms = ["/gestion/etablissements/{etab}/messages", "/gestion/etablissements/{etab}/echanges"];

    [Fact]
    public async Task Every_filter_that_the_description_enumerates_refuses_another_word_and_names_those_that_it_takes()
    {
        await StartFregataAsync();
        var document = (await Gateway.Http.SendAsync(HttpMethod.Get, "/openapi.json")).Json;
        var asked = 0;
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
                foreach (var parameter in operation!["parameters"]?.AsArray().Where(p => p!["schema"]!["enum"] is not null) ?? [])
                {
                    var name = parameter!["name"]!.GetValue<string>();
                    var words = parameter["schema"]!["enum"]!.AsArray().Select(w => w!.GetValue<string>()).ToList();
                    await RefusedAsync(Api.Http, new HttpMethod(method.ToUpperInvariant()), path, name, words);
                    asked++;
                }

        Assert.True(asked >= 10, $"{asked}");
    }

    [Fact]
    public async Task So_does_every_filter_of_the_pages()
    {
        await StartFregataAsync();
        using var http = Gateway.Client(null);
        var asked = 0;
        foreach (var endpoint in Endpoints().Where(e => PathOf(e).StartsWith(PageContext.Prefixe + "/", StringComparison.Ordinal) && IsRead(e)))
            foreach (var (name, words) in FiltresConnus.De(endpoint).Select(f => (f.Name, FiltresConnus.MotsDe(f.Filter, Gateway.Services))).Where(f => f.Item2.Count > 0))
            {
                var system = endpoint.Metadata.GetMetadata<PagePolicy>()!.Roles.Count > 0;
                await RefusedAsync(http, HttpMethod.Get, PathOf(endpoint), name, words, await CookieAsync(system ? Droit.DeRole("catalogue:moss", "-1") : Droit.Exploitant));
                asked++;
            }

        Assert.True(asked >= 8, $"{asked}");
    }

    /// <summary>A new filter says its words, or stands on the list of those that take any.</summary>
    [Fact]
    public async Task Every_filter_says_which_words_it_takes_or_takes_any()
    {
        await StartFregataAsync();
        var silent = Endpoints().Where(e => !Forms.Contains(PathOf(e))).SelectMany(e => FiltresConnus.De(e)
            .Where(f => f.Filter.ParameterType == typeof(string) && FiltresConnus.MotsDe(f.Filter, Gateway.Services).Count == 0
                && !AnyText.Contains(f.Name))
            .Select(f => $"{PathOf(e)} {f.Name}")).Distinct();

        Assert.True(!silent.Any(), string.Join('\n', silent));
    }

    private async Task RefusedAsync(HttpClient http, HttpMethod method, string path, string name, IReadOnlyList<string> words, string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, $"{Concrete(path)}?{name}={Wrong}");
        if (cookie is not null) request.Headers.Add("Cookie", "pg_session=" + cookie);
        if (path.StartsWith("/fregata/", StringComparison.Ordinal)) request.Headers.Authorization = FregataApi.Credentials();
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        var text = answer.Content.Headers.ContentType?.MediaType == "application/json" ? Regex.Unescape(said) : WebUtility.HtmlDecode(said);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} {name}: {(int)answer.StatusCode} {text}");
        Assert.All(words.Append(Wrong).Append(name), word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    private async Task<string> CookieAsync(Droit droit)
    {
        var invitations = Gateway.Services.GetRequiredService<InvitationBook>();
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Zoé", [droit], default), "zoe-" + Guid.NewGuid().ToString("N")[..6], "Zoé M.", "une phrase assez longue", default);
        Assert.Empty(errors);
        return await Gateway.Services.GetRequiredService<SessionBook>().OuvrirAsync(made!, "127.0.0.1", default);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    // What is done needs a token of its page first.
    private static bool IsRead(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true;

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private string Concrete(string pattern) => Parameter().Replace(pattern, m => m.Groups[1].Value switch
    {
        "etab" => Etab.Code, "uai" => Etab.Uai, "session" => "2026", _ => "1",
    });

    [GeneratedRegex(@"\{(\w+)(:\w+)?\}")]
    private static partial Regex Parameter();
}
