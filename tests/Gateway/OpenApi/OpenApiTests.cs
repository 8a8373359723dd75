using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Exposition;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.OpenApi;

namespace Parcoursup.Gateway.Gateway.Tests.OpenApi;

/// <summary>The OpenAPI document: of every address, with words and an example for everything, valid for a foreign validator, and true.</summary>
public sealed class OpenApiTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    private readonly List<string> _undescribed = [];
    private JsonObject _document = null!;

    [Fact]
    public async Task Every_address_but_the_SOAP_services_and_the_pages_is_described()
    {
        await LoadAsync();

        var mapped = Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m} {Pattern(e)}"))
            .Where(a => !a.Contains("/services/", StringComparison.Ordinal) && !a.Contains("/docs/", StringComparison.Ordinal)
                && a is not ("GET /" or "GET /style.css" or "GET /openapi" or "GET /openapi.json")).Distinct().Order(StringComparer.Ordinal).ToList();
        var described = Operations().Select(o => $"{o.Method.ToUpperInvariant()} {o.Path}").Order(StringComparer.Ordinal);
        Assert.Equal(mapped, described);
        Assert.True(mapped.Count > 90, $"{mapped.Count}");
        Assert.Empty(new OperationTexts(Modules.All).Operations.Select(o => o.Key).Except(mapped));
        Assert.Equal("3.1.1", _document["openapi"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_operation_parameter_answer_schema_and_field_has_words_and_an_example()
    {
        await LoadAsync();
        var missing = new List<string>();
        foreach (var (method, path, operation) in Operations())
        {
            foreach (var field in new[] { "operationId", "summary", "description" }) Need(operation[field], $"{method} {path} {field}");
            Need(operation["tags"]?[0], $"{method} {path} tag");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                foreach (var field in new[] { "description", "example" }) Need(parameter![field], $"{method} {path} {parameter["name"]} {field}");
            foreach (var content in Contents(operation)) Need(content.Value!["example"], $"{method} {path} example");
            Assert.True(operation["responses"]!.AsObject().Any(r => r.Key[0] == '2'), $"{method} {path}");
        }

        foreach (var (name, schema) in _document["components"]!["schemas"]!.AsObject())
        {
            Need(schema!["description"], $"{name} description");
            Need(schema["examples"]?[0], $"{name} example");
            Fields(name, schema);
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        var ids = Operations().Select(o => o.Operation["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());

        void Need(JsonNode? value, string what)
        {
            if (value is null || value.ToString().Length == 0) missing.Add(what);
        }

        void Fields(string place, JsonNode schema)
        {
            foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
            {
                Need(field!["description"], $"{place}.{name}");
                Fields($"{place}.{name}", field);
            }

            if (schema["items"] is { } items) Fields(place, items);
        }
    }

    /// <summary>A client's author reads what can happen to him, and not only what he hopes for.</summary>
    [Fact]
    public async Task Every_operation_tells_the_errors_that_it_can_answer()
    {
        await LoadAsync();
        var missing = new List<string>();
        foreach (var (method, path, operation) in Operations())
        {
            var secured = operation["security"]!.AsArray().Count > 0;
            var reuse = path.StartsWith("/api/exposition/", StringComparison.Ordinal);
            Need(secured || path.StartsWith("/parcoursup/", StringComparison.Ordinal), "400", "401", "429", "500", "503");
            Need(secured && path.StartsWith("/api/", StringComparison.Ordinal), "403");
            Need(path.Contains("{etab}", StringComparison.Ordinal) || path.Contains("/{", StringComparison.Ordinal) && path.StartsWith("/parcoursup/", StringComparison.Ordinal), "404");
            Need(operation["requestBody"] is not null, "400", "413");
            Need(reuse, "400", "429", "500", "503");
            Need(path is "/sante" or "/sante/prete", "503");
            if (operation["requestBody"] is null && operation["responses"]!["413"] is not null) missing.Add($"{method} {path} has no body that could be too large");
            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(r => r.Key[0] is '4' or '5'))
                foreach (var (_, content) in answer!["content"]?.AsObject() ?? [])
                    if (reuse && content!["example"]!["statusCode"]!.ToString() != status) missing.Add($"{method} {path} {status} shows another status");

            void Need(bool applies, params string[] statuses)
            {
                if (applies) missing.AddRange(statuses.Where(status => operation["responses"]![status] is null).Select(status => $"{method} {path} {status}"));
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    /// <summary>redocly, from npm by its lock file: no error, and no warning but on what it cannot know.</summary>
    [Fact]
    public async Task A_foreign_validator_finds_no_error()
    {
        await LoadAsync();
        var folder = Directory.CreateTempSubdirectory("redocly-");
        foreach (var name in new[] { "package.json", "package-lock.json", "redocly.yaml" })
            File.Copy(Depot.PathOf("tests/Gateway/OpenApi/redocly/" + name), Path.Combine(folder.FullName, name));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "openapi.json"), _document.ToJsonString());
        Assert.Equal((0, ""), await RunAsync(folder.FullName, "npm", "ci", "--silent", "--no-audit", "--no-fund"));

        var (code, output) = await RunAsync(folder.FullName, "node_modules/.bin/redocly", "lint", "--config", "redocly.yaml", "openapi.json");

        Assert.True(code == 0, output);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        await LoadAsync();
        var voeu = TestDocument.Voeu(17);
        (voeu["mail"], voeu["dateNaissance"]) = ("pas d'adresse", "30/02/2005");
        await PushAndRestAsync(voeu, TestDocument.Voeu(18));
        await SetClockAsync(8);
        await PostAsync("inscriptions", new JsonObject { ["session"] = 2026, ["codeCandidat"] = 18, ["codeFormationPsup"] = 8842, ["payee"] = true, ["dateMaj"] = "2026-07-08T08:00:00+02:00" });
        await PostAsync("remontees");
        await AtRestAsync();
        await PostAsync("recuperations");
        foreach (var path in new[]
        {
            "", "formations", "nomenclatures", "connecteur", "candidats", "candidats/2026/17", "candidats/2026/18", "candidats/2026/17/chronologie",
            "candidats/2026/17/explication", "synthese", "reserves", "avertissements", "taches", "gardes", "livraisons", "livraisons/1/echanges", "echanges/1",
            "inscriptions", "remontees", "remontees/1", "recuperations", "laissez-passer", "fichiers", "importations",
        })
            Check(path, (await GetAsync(path))!);
        Assert.True(_undescribed.Count == 0, string.Join('\n', _undescribed.Distinct()));
    }

    /// <summary>
    /// « exposition servir » has a copy, since it has no other address to describe: to make it anew, save what a gateway answers at
    /// <c>/api/exposition/openapi.json</c> as <c>src/Adapters/Exposition/Diffusion/openapi.json</c>.
    /// </summary>
    [Fact]
    public async Task What_re_users_are_told_is_the_part_of_it_that_is_theirs()
    {
        await LoadAsync();
        var part = (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/exposition/openapi.json")).Json;
        await using var stream = typeof(ExpositionModule).Assembly.GetManifestResourceStream("openapi-exposition.json")!;
        var copy = (await JsonNode.ParseAsync(stream))!;

        (part["info"]!["version"], copy["info"]!["version"]) = ("", "");

        Assert.Equal(part.ToJsonString(), copy.ToJsonString());
        Assert.All(part["paths"]!.AsObject(), p => Assert.StartsWith("/api/exposition/", p.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_of_it_refers_to_nothing_that_it_does_not_have()
    {
        await LoadAsync();
        var part = (await Gateway.Http.SendAsync(HttpMethod.Get, "/fregata/v1/openapi.json")).Json;

        Assert.All(part["paths"]!.AsObject(), p => Assert.StartsWith("/fregata/", p.Key, StringComparison.Ordinal));
        Assert.Equal("compte", Assert.Single(part["components"]!["securitySchemes"]!.AsObject()).Key);
        Assert.Equal("Fregata", Assert.Single(part["tags"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(part["components"]!["schemas"]!["Import"], _document["components"]!["schemas"]!["Import"]));
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_loads_nothing()
    {
        await LoadAsync();
        var page = (await Gateway.Http.SendAsync(HttpMethod.Get, "/openapi")).Text;

        Assert.Equal(Operations().Count(), page.Split("<details>").Length - 1);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    // Each field that is answered stands in the schema, as deep as the schema goes.
    private void Check(string path, JsonNode answer)
    {
        var pattern = string.Join('/', path.Split('/').Select((part, i) => int.TryParse(part, out _)
            ? path.StartsWith("candidats", StringComparison.Ordinal) ? i == 1 ? "{session}" : "{codeCandidat}" : "{id}" : part));
        var address = "/api/etablissements/{etab}" + (pattern.Length == 0 ? "" : "/" + pattern);
        var schema = _document["paths"]![address]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        Check(address, schema, answer);
    }

    private void Check(string place, JsonNode schema, JsonNode? value)
    {
        if (schema["$ref"] is { } reference) schema = _document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        if (value is JsonArray items)
        {
            foreach (var item in items) Check(place + "[]", schema["items"] ?? new JsonObject(), item);
            return;
        }

        if (value is not JsonObject members || schema["properties"] is not JsonObject fields) return;
        foreach (var (name, member) in members)
        {
            if (fields[name] is null && !OpenObjects.Contains(place)) _undescribed.Add($"{place} has a field {name} that is not described: {member?.ToJsonString()}");
            if (fields[name] is { } field) Check($"{place}.{name}", field, member);
        }
    }

    // What the other side tells of a person or of an enrolment is handed on as it is, and described where it comes in.
    private static readonly string[] OpenObjects =
    [
        "/api/etablissements/{etab}/candidats/{session}/{codeCandidat}.candidat", "/api/etablissements/{etab}/inscriptions[].demande",
        "/api/etablissements/{etab}", "/api/etablissements/{etab}.parcoursup", "/api/etablissements/{etab}.apogee", "/api/etablissements/{etab}.opi",
        "/api/etablissements/{etab}.regles", "/api/etablissements/{etab}.planification", "/api/etablissements/{etab}.opi.comptes[]",
        "/api/etablissements/{etab}.nomenclatures.serieBac", "/api/etablissements/{etab}.nomenclatures.departement", "/api/etablissements/{etab}.nomenclatures",
    ];

    private async Task LoadAsync()
    {
        await StartAsync();
        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, "/openapi.json");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        _document = answer.Json.AsObject();
    }

    private IEnumerable<(string Method, string Path, JsonObject Operation)> Operations() =>
        _document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(o => Methods.Contains(o.Key)).Select(o => (o.Key, p.Key, o.Value!.AsObject())));

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Contents(JsonObject operation) =>
        operation["responses"]!.AsObject().Select(r => r.Value!["content"]).Append(operation["requestBody"]?["content"]).OfType<JsonObject>().SelectMany(c => c);

    private static string Pattern(RouteEndpoint endpoint)
    {
        var pattern = System.Text.RegularExpressions.Regex.Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), ":(int|long)\\}", "}");
        return pattern.Length > 1 ? pattern.TrimEnd('/') : pattern;
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        var file = program.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, program) : program;
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + await error).Trim());
    }
}
