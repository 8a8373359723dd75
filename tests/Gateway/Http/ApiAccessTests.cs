using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Api;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>
/// Every address of the running gateway, found where the gateway keeps them, so that a new one cannot be forgotten:
/// without a key, with a bad one, and with another établissement's, nothing is read and nothing is written.
/// </summary>
public sealed class ApiAccessTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    // What nobody has to prove: the first page, what it looks like and the documentation, supervision, and the public contracts (only their GET).
    private static readonly string[] Public =
        ["/", "/style.css", "/gestion.js", "/docs/{**chemin}", "/openapi", "/openapi.json", "/sante", "/sante/vivante", "/sante/prete", "/fregata/v1/openapi.json"];

    [Fact]
    public void The_walk_knows_the_addresses_of_the_reference()
    {
        var routes = Routes().Select(r => $"{r.Method} {r.Pattern}").ToList();

        Assert.Contains("PUT /api/configuration", routes);
        Assert.Contains("POST /api/etablissements/{etab}/inscriptions", routes);
        Assert.Contains("POST /parcoursup/{uai}/admissionCandidat", routes);
        Assert.Contains("POST /{uai}/services/OpiMetier", routes);
        Assert.True(routes.Count > 35, string.Join('\n', routes));
    }

    [Fact]
    public async Task Without_a_key_no_address_gives_or_takes_anything()
    {
        var before = await ContentAsync();
        foreach (var route in Routes().Where(r => !Public.Contains(r.Pattern)))
            foreach (var body in new[] { null, "{}", "[]", "{", """{"identifiant":{"login":"x","pwd":"y"},"nom":"x"}""" })
            {
                // Each attempt from its own address, so that none is merely throttled.
                using var http = shared.Gateway.From(NextAddress());
                var answer = await http.SendAsync(new HttpMethod(route.Method), Concrete(route.Pattern, shared.Etab), body is null ? null : Calls.Json(body));
                AssertRefused(route, answer, body);
            }

        Assert.Equal(before, await ContentAsync());
    }

    [Theory]
    [InlineData("pg_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("'; DROP TABLE cle_api; --")]
    public async Task A_wrong_key_opens_nothing(string key)
    {
        var before = await ContentAsync();
        foreach (var route in Routes().Where(r => r.Pattern.StartsWith("/api", StringComparison.Ordinal)))
        {
            using var http = shared.Gateway.From(NextAddress());
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
            var answer = await http.SendAsync(new HttpMethod(route.Method), Concrete(route.Pattern, shared.Etab), Calls.Json("{"));
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{route} answered {answer.Status}");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            Assert.NotEmpty(answer.Json["correlation"]!.GetValue<string>());
        }

        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task An_etablissement_s_key_opens_nothing_of_another_nor_of_the_administrator()
    {
        var before = await ContentAsync();
        foreach (var route in Routes().Where(r => r.Pattern.StartsWith("/api", StringComparison.Ordinal)))
            foreach (var path in new[] { Concrete(route.Pattern, shared.Other), Concrete(route.Pattern, shared.Other).Replace("univ-lacs", SharedGateway.OtherUai, StringComparison.Ordinal) })
            {
                var answer = await shared.Gateway.Http.SendAsync(new HttpMethod(route.Method), path, Calls.Json("{}"), shared.Key);
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{route} answered {answer.Status}: {answer.Text}");
                Assert.Single(answer.Erreurs);
            }

        var unknown = await shared.Gateway.Http.SendAsync(HttpMethod.Get, "/api/etablissements/inexistant/synthese", key: shared.Key);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.Status);
        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task What_only_an_administrator_may_do_is_refused_to_the_etablissement_itself()
    {
        var before = await ContentAsync();
        (HttpMethod, string)[] calls =
        [
            (HttpMethod.Get, "/api/configuration"), (HttpMethod.Put, "/api/configuration"), (HttpMethod.Get, "/api/etablissements"),
            (HttpMethod.Put, "/api/etablissements/univ-alpes"), (HttpMethod.Delete, "/api/etablissements/univ-alpes?confirmer=univ-alpes"),
            (HttpMethod.Get, "/api/etablissements/univ-alpes/cles"), (HttpMethod.Post, "/api/etablissements/univ-alpes/cles"),
            (HttpMethod.Delete, "/api/etablissements/univ-alpes/cles/x"), (HttpMethod.Put, "/api/campagnes/2026"), (HttpMethod.Put, "/api/horloge"),
        ];
        foreach (var (method, path) in calls)
            Assert.Equal(HttpStatusCode.Forbidden, (await shared.Gateway.Http.SendAsync(method, path, Calls.Json("{}"), shared.Key)).Status);

        Assert.Equal(before, await ContentAsync());
        Assert.Equal(HttpStatusCode.OK, (await shared.Gateway.Http.SendAsync(HttpMethod.Get, "/api/etablissements/univ-alpes", key: shared.Key)).Status);
    }

    [Fact]
    public async Task A_number_of_another_etablissement_is_unknown_under_one_s_own_path()
    {
        var gateway = shared.Gateway;
        await gateway.ExecuteAsync("INSERT INTO tache (id, etablissement, type, sujet, message, creee_le) VALUES (900, 'univ-lacs', 'MessageEcarte', 's', 'm', '2026-06-10T00:00:00.0000000Z')");
        await gateway.ExecuteAsync("INSERT INTO garde (id, etablissement, type, jour, etat, nombre, vivants, message, creee_le) VALUES (900, 'univ-lacs', 'Decision', '2026-06-10', 'EnAttente', 1, 1, 'm', '2026-06-10T00:00:00.0000000Z')");
        await gateway.ExecuteAsync(
            """
            INSERT INTO livraison (id, destination, etablissement, sujet, origine, empreinte, revision_voulue, etat, prochaine_tentative, modifiee_le)
            VALUES (900, 'apogee-opi', 'univ-lacs', 'opi/E900', 'Autre', '1', 1, 'RefusMetier', '2099-01-01T00:00:00.0000000Z', '2026-06-10T00:00:00.0000000Z')
            """);
        await gateway.ExecuteAsync("INSERT INTO remontee (id, etablissement, declenchee_le, par, nombre) VALUES (900, 'univ-lacs', '2026-06-10T00:00:00.0000000Z', 'x', 0)");
        var before = await ContentAsync();

        foreach (var path in new[] { "taches/900/terminer", "gardes/900/confirmer", "gardes/900/rejeter", "livraisons/900/relancer" })
            Assert.Equal(HttpStatusCode.NotFound, (await gateway.Http.SendAsync(HttpMethod.Post, shared.Etab.Path + path, key: shared.Key)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.Http.SendAsync(HttpMethod.Get, shared.Etab.Path + "remontees/900", key: shared.Key)).Status);
        foreach (var path in new[] { "taches", "gardes", "livraisons", "remontees" })
            Assert.DoesNotContain("900", (await gateway.Http.SendAsync(HttpMethod.Get, shared.Etab.Path + path, key: shared.Key)).Text, StringComparison.Ordinal);

        Assert.Equal(before, await ContentAsync());
        foreach (var table in new[] { "tache", "garde", "livraison", "remontee" }) await gateway.ExecuteAsync($"DELETE FROM {table} WHERE id = 900");
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        var created = (await shared.Gateway.Admin.PostAsync(shared.Etab.Path + "cles", new System.Text.Json.Nodes.JsonObject { ["nom"] = "prestataire" }))!;
        var (id, key) = (created["id"]!.GetValue<string>(), created["cle"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await shared.Gateway.Http.SendAsync(HttpMethod.Get, shared.Etab.Path + "synthese", key: key)).Status);
        Assert.Contains("prestataire", (await shared.Gateway.Admin.GetAsync(shared.Etab.Path + "cles"))!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shared.Gateway.Admin.Http.SendAsync(HttpMethod.Delete, shared.Other.Path + "cles/" + id)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await shared.Gateway.Admin.Http.SendAsync(HttpMethod.Delete, shared.Etab.Path + "cles/" + id)).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.Gateway.Http.SendAsync(HttpMethod.Get, shared.Etab.Path + "synthese", key: key)).Status);
    }

    [Fact]
    public async Task Wrong_keys_are_throttled_and_a_right_one_from_the_same_address_still_passes()
    {
        using var http = shared.Gateway.From("127.0.0.41");
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(HttpMethod.Get, "/api/configuration", key: "pg_" + i)).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.SendAsync(HttpMethod.Get, "/api/configuration", key: "pg_10")).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Get, shared.Etab.Path + "synthese", key: shared.Key)).Status);
    }

    private int _address;

    private string NextAddress() => $"127.1.{++_address / 250}.{(_address % 250) + 1}";

    private IEnumerable<(string Method, string Pattern)> Routes() => shared.Gateway.Services.GetServices<EndpointDataSource>()
        // What sees for itself who may is no part of this: it holds nothing of any établissement, and has tests of its own.
        // Pages of persons know no key: AccesPagesTests walks over them.
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiPolicy>() != ApiPolicy.Own && e.Metadata.GetMetadata<PagePolicy>() is null)
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "DELETE"]).Select(m => (m, "/" + e.RoutePattern.RawText!.Trim('/'))));

    private static string Concrete(string pattern, TestEtablissement etab) => pattern
        .Replace("{etab}", etab.Code, StringComparison.Ordinal).Replace("{code}", etab.Code, StringComparison.Ordinal).Replace("{uai}", etab.Uai, StringComparison.Ordinal)
        .Replace("{session:int}", "2026", StringComparison.Ordinal).Replace("{codeCandidat:int}", "17", StringComparison.Ordinal)
        .Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{lot:int}", "1", StringComparison.Ordinal).Replace("{numero:int}", "1", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal);

    private static void AssertRefused((string Method, string Pattern) route, Answer answer, string? body)
    {
        var isPush = route.Pattern.StartsWith("/parcoursup", StringComparison.Ordinal);
        // The body is where Parcoursup puts the credentials: one that cannot be read has none.
        var expected = isPush && body is null or "[]" or "{" && isPush ? HttpStatusCode.BadRequest
            : route.Pattern.Contains("/services/", StringComparison.Ordinal) && route.Method != "POST" ? HttpStatusCode.MethodNotAllowed
            : HttpStatusCode.Unauthorized;
        Assert.True(answer.Status == expected, $"{route} with {body} answered {answer.Status}: {answer.Text}");
    }

    /// <summary>All that the tables hold, but for what the gateway itself keeps up to date in them.</summary>
    private async Task<string> ContentAsync()
    {
        var text = new StringBuilder();
        await using var connection = await shared.Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        foreach (var table in await shared.Gateway.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('travail_execute', 'travail_passage', 'battement', 'audit', 'audit_tete', 'audit_envoi', 'cle_usage', 'releve', 'releve_heure') ORDER BY name"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                text.Append(table).Append(' ').AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader[i] is byte[] bytes ? Convert.ToHexString(bytes) : reader[i])).AppendLine();
        }

        return text.ToString();
    }
}
