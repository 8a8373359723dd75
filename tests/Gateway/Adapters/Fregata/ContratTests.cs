using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;

/// <summary>The published OpenAPI describes the addresses that are mapped and the fields that are written, no more and no less.</summary>
public sealed partial class ContratTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private JsonNode _document = null!;
    private JsonObject Schemas => _document["components"]!["schemas"]!.AsObject();

    [Fact]
    public async Task It_is_published_to_everybody_and_names_every_address()
    {
        await LoadAsync();

        var described = _document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(o => o.Key != "parameters").Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}"));
        var mapped = FregataRoutes.Of(Gateway).Select(r => $"{r.Method} {r.Pattern.Replace(":long", "", StringComparison.Ordinal)}");
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.StartsWith("3.1", Text(_document, "openapi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_schema_has_the_fields_and_the_words_of_its_type()
    {
        await LoadAsync();
        var types = typeof(Dossier).Assembly.GetTypes().Where(t => t is { IsPublic: true, IsAbstract: false } && Schemas.ContainsKey(t.Name)).ToList();
        Assert.Equal(Schemas.Select(s => s.Key).Except(["Erreurs", "Erreur", "DescriptionOpenApi"]).Order(StringComparer.Ordinal), types.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var type in types)
        {
            var schema = Schemas[type.Name]!;
            if (type.IsEnum)
                Assert.Equal(Enum.GetNames(type), schema["enum"]!.AsArray().Select(v => v!.GetValue<string>()));
            else
                Assert.Equal(Fields(type).Order(StringComparer.Ordinal), schema["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_schema_is_used()
    {
        await LoadAsync();
        var used = Reference().Matches(_document.ToJsonString()).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(Schemas.Select(s => s.Key).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        AtParcoursup(Admis(17, responsables: 1, amenagement: 1));
        await LoadAsync();

        var import = await Fregata.ImportedAsync();
        CheckAgainst("Import", import);
        foreach (var echange in await Fregata.ListAsync("echanges")) CheckAgainst("ImportSuivi", echange!);
        CheckAgainst("ImportDetaille", await Fregata.GetAsync($"echanges/{import["id"]}"));
        CheckAgainst("RapportTraitement", await Fregata.ProcessAsync(17, 18));
        await SetDayAsync(9, 1);
        CheckAgainst("RapportControle", await Fregata.PostAsync("validations/controles", FregataApi.Line(17, ine: null), FregataApi.Line(18)));
        CheckAgainst("RapportValidation", await Fregata.ValidateAsync(17, 18));
        foreach (var dossier in await Fregata.ListAsync("inscriptions")) CheckAgainst("Dossier", dossier!);
        CheckAgainst("ImportAnnule", (await Fregata.SendAsync(HttpMethod.Delete, $"imports/{import["id"]}")).Json);
        CheckAgainst("Erreurs", (await Fregata.ImportAsync("2020-2021")).Json);
    }

    private async Task LoadAsync()
    {
        await StartFregataAsync();
        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, "/fregata/v1/openapi.json");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        _document = answer.Json;
    }

    private void CheckAgainst(string schema, JsonNode value, string path = "")
    {
        var described = Schemas[schema]!;
        if (described["enum"] is JsonArray words)
        {
            Assert.Contains(value.GetValue<string>(), words.Select(w => w!.GetValue<string>()));
            return;
        }

        var fields = described["properties"]!.AsObject();
        Assert.Equal((schema, path, string.Join(' ', fields.Select(f => f.Key).Order(StringComparer.Ordinal))),
            (schema, path, string.Join(' ', value.AsObject().Select(f => f.Key).Order(StringComparer.Ordinal))));
        foreach (var (name, field) in fields)
        {
            var given = value[name];
            if (given is null)
            {
                Assert.True(IsNullable(field!), $"{schema}.{name} at {path} is null.");
                continue;
            }

            if (NameOf(field!) is { } one) CheckAgainst(one, given, $"{path}/{name}");
            else if (field!["items"] is { } items)
                foreach (var element in given.AsArray())
                    if (NameOf(items) is { } each) CheckAgainst(each, element!, $"{path}/{name}[]");
                    else Assert.Equal(JsonValueKind.String, element!.GetValueKind());
            else Assert.True(KindOf(field["type"] is JsonArray several ? several[0]!.GetValue<string>() : Text(field, "type")).Contains(given.GetValueKind()), $"{schema}.{name} is {given.ToJsonString()}.");
        }
    }

    private static bool IsNullable(JsonNode field) => (field["type"] as JsonArray ?? field["anyOf"] as JsonArray)?.Any(t =>
        t is JsonValue word ? word.GetValue<string>() == "null" : t?["type"]?.GetValue<string>() == "null") == true;

    private static JsonValueKind[] KindOf(string type) => type switch
    {
        "string" => [JsonValueKind.String],
        "integer" => [JsonValueKind.Number],
        "boolean" => [JsonValueKind.True, JsonValueKind.False],
        _ => [JsonValueKind.Object],
    };

    private static string? NameOf(JsonNode field) => (field["$ref"] ?? field["anyOf"]?[0]?["$ref"])?.GetValue<string>()["#/components/schemas/".Length..];

    private static IEnumerable<string> Fields(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract" && p.GetCustomAttribute<JsonExtensionDataAttribute>() is null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

    [GeneratedRegex("#/components/schemas/([A-Za-z]+)")]
    private static partial Regex Reference();
}
