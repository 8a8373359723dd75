using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document of all addresses but the SOAP services (which have their WSDL) and the pages. Addresses, parameters and
/// their types are those of the code, by way of the framework; words and examples are those of <see cref="OperationTexts"/>.
/// </summary>
internal sealed partial class ApiDescription(IServiceProvider services, OperationTexts texts) : IApiDescription
{
    public const string Name = "passerelle";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private JsonObject? _whole;

    public async Task<JsonObject> OfAsync(string prefix, CancellationToken ct)
    {
        var document = (await WholeAsync(ct)).DeepClone().AsObject();
        var paths = document["paths"]!.AsObject();
        foreach (var path in paths.Select(p => p.Key).Where(p => !p.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            paths.Remove(path);
        KeepUsed(document);
        return document;
    }

    public async Task<JsonObject> WholeAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return _whole ??= await MakeAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<JsonObject> MakeAsync(CancellationToken ct)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var fromCode = await provider.GetOpenApiDocumentAsync(ct);
        var written = JsonNode.Parse(await fromCode.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct))!;
        var schemas = new SchemaMaker(texts);
        var maker = new OperationMaker(texts, schemas, new FilterWords(services));
        var paths = new JsonObject();
        foreach (var (path, methods) in written["paths"]!.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal))
            paths[path] = new JsonObject(methods!.AsObject().Where(m => m.Value is JsonObject)
                .Select(m => KeyValuePair.Create(m.Key, (JsonNode?)maker.Make(m.Key.ToUpperInvariant(), path, m.Value!.AsObject()))));
        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Passerelle Parcoursup", ["version"] = GatewayVersion.Text,
                ["description"] = "Toutes les adresses REST de la passerelle. Les services SOAP se décrivent par leur WSDL (?wsdl).",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "Cette passerelle." }),
            ["tags"] = new JsonArray([.. texts.Tags.Select(t =>
                (JsonNode)new JsonObject { ["name"] = t.Key, ["description"] = t.Value!.DeepClone() })]),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["securitySchemes"] = Access.Schemes.DeepClone(), ["schemas"] = schemas.All() },
        };
        KeepUsed(document);
        return document;
    }

    // A part of the whole names no tag, no scheme and no schema that it does not use.
    private static void KeepUsed(JsonObject document)
    {
        var paths = document["paths"]!.ToJsonString();
        var components = document["components"]!.AsObject();
        var schemas = components["schemas"]!.AsObject();
        var (used, waiting) = (new HashSet<string>(), new Queue<string>(NamesIn(paths)));
        while (waiting.TryDequeue(out var name))
            if (used.Add(name) && schemas[name] is { } schema)
                foreach (var below in NamesIn(schema.ToJsonString())) waiting.Enqueue(below);
        foreach (var name in schemas.Select(s => s.Key).Where(name => !used.Contains(name)).ToList()) schemas.Remove(name);
        var schemes = components["securitySchemes"]!.AsObject();
        foreach (var name in schemes.Select(s => s.Key).Where(s => !paths.Contains($"\"{s}\":[]", StringComparison.Ordinal)).ToList())
            schemes.Remove(name);
        var tags = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject())
            .Select(o => o.Value!["tags"]![0]?.GetValue<string>()).ToHashSet();
        document["tags"] = new JsonArray(
            [.. document["tags"]!.AsArray().Where(t => tags.Contains(t!["name"]!.GetValue<string>())).Select(t => t!.DeepClone())]);
    }

    private static IEnumerable<string> NamesIn(string json) => Reference().Matches(json).Select(m => m.Groups[1].Value);

    [GeneratedRegex("#/components/schemas/([A-Za-z0-9-]+)")]
    private static partial Regex Reference();
}
