using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>One operation of the description: what the code says of it, and the words and examples that it cannot say.</summary>
internal sealed partial class OperationMaker(OperationTexts texts, SchemaMaker schemas, FilterWords words)
{
    private const string Json = "application/json";

    /// <param name="fromCode">As the framework describes it.</param>
    public JsonObject Make(string method, string path, JsonObject fromCode)
    {
        var text = texts.Operations[$"{method} {path}"]?.AsObject() ?? [];
        var made = new JsonObject
        {
            ["operationId"] = text["id"]?.DeepClone() ?? IdOf(method, path), ["tags"] = new JsonArray(text["tag"]?.DeepClone()),
            ["summary"] = text["resume"]?.DeepClone(), ["description"] = text["description"]?.DeepClone(),
        };
        if (Parameters(method, path, fromCode, text) is { Count: > 0 } parameters) made["parameters"] = parameters;
        if (text["corps"]?.AsObject() is { } body)
            made["requestBody"] = new JsonObject
            {
                ["required"] = body["facultatif"] is null,
                ["description"] = texts.Label(body["schema"]!.GetValue<string>()) ?? "Le corps de la demande.",
                ["content"] = Content(body),
            };
        var family = text["public"] is null ? texts.FamilyOf(path) : null;
        made["responses"] = Responses(path, family, text);
        made["security"] = Access.SecurityOf(family);
        return made;
    }

    private JsonArray Parameters(string method, string path, JsonObject fromCode, JsonObject text)
    {
        var made = new JsonArray();
        foreach (var parameter in fromCode["parameters"]?.AsArray() ?? [])
        {
            var name = parameter!["name"]!.GetValue<string>();
            var schema = words.SchemaOf(method, path, name) ?? parameter["schema"]?.DeepClone().AsObject() ?? [];
            // Numbers are also taken as texts in an address; the client is told the number.
            schema.Remove("pattern");
            if (schema["type"] is JsonArray kinds) schema["type"] = Kind([.. kinds.Select(k => k!.GetValue<string>())]);
            made.Add((JsonNode)Parameter(name, parameter["in"]!.GetValue<string>(), schema));
        }

        // What stands in the address of a group is read by all of it, and by none of its handlers.
        foreach (var name in Placeholder().Matches(path).Select(m => m.Groups[1].Value))
            if (made.All(p => p!["name"]!.GetValue<string>() != name))
                made.Insert(0, Parameter(name, "path", new JsonObject { ["type"] = "string" }));
        foreach (var header in text["entetes"]?.AsArray() ?? [])
            made.Add((JsonNode)Parameter(header!.GetValue<string>(), "header", new JsonObject { ["type"] = "string" }));
        return made;
    }

    private JsonObject Parameter(string name, string place, JsonObject schema) => new()
    {
        ["name"] = name, ["in"] = place, ["required"] = place == "path", ["description"] = texts.Parameter(name), ["schema"] = schema,
        ["example"] = ExampleOf(name, schema),
    };

    // An example of a filter of few words is one of them.
    private JsonNode? ExampleOf(string name, JsonObject schema)
    {
        if (ParameterExample.Of(name, texts) is not { } example) return null;
        if (schema["enum"]?.AsArray() is { } taken && taken.All(w => w!.GetValue<string>() != example.ToString()))
            return taken[0]!.DeepClone();
        return schema["type"]?.GetValue<string>() == "string" ? example.ToString() : example;
    }

    private static string Kind(IReadOnlyList<string> kinds) =>
        kinds.Contains("integer") ? "integer" : kinds.FirstOrDefault(k => k != "null") ?? "string";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    private JsonObject Responses(string path, string? family, JsonObject text)
    {
        var made = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        if (text["reponse"]?.AsObject() is { } answer) made["200"] = Response(answer, "Fait.");
        foreach (var (status, one) in text["reponses"]?.AsObject() ?? []) made[status] = Response(one!.AsObject(), "Fait.");
        foreach (var (status, sentence) in Access.ErrorsOf(
            family, path.Contains("{etab}", StringComparison.Ordinal), body: text["corps"] is not null))
            made[status] = Error(family, sentence);
        foreach (var (status, error) in text["erreurs"]?.AsObject() ?? [])
            made[status] = error is JsonObject own ? Response(own, "Refusé.") : Error(family, error!.GetValue<string>());
        return new JsonObject(made.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)r.Value)));
    }

    private JsonObject Response(JsonObject text, string fallback)
    {
        var made = new JsonObject { ["description"] = text["description"]?.DeepClone() ?? fallback };
        if (text["exemple"] is not null) made["content"] = Content(text);
        return made;
    }

    private JsonObject Error(string? family, string sentence)
    {
        var (schema, example) = Access.ErrorOf(family, sentence);
        return new JsonObject
        {
            ["description"] = sentence,
            ["content"] = new JsonObject
            {
                [Json] = new JsonObject { ["schema"] = schemas.Refer(schema, example), ["example"] = example.DeepClone() },
            },
        };
    }

    private JsonObject Content(JsonObject text)
    {
        var example = texts.Example(text["exemple"]);
        var schema = text["liste"] is { } element
            ? new JsonObject
            {
                ["type"] = "array", ["items"] = schemas.Refer(element.GetValue<string>(), example?.AsArray()[0]?.DeepClone()),
            }
            : schemas.Refer(text["schema"]!.GetValue<string>(), example?.DeepClone());
        return new JsonObject
        {
            [text["type"]?.GetValue<string>() ?? Json] = new JsonObject { ["schema"] = schema, ["example"] = example },
        };
    }

    private static string IdOf(string method, string path) => string.Concat(
        path.Split(['/', '-', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries).Prepend(method.ToLowerInvariant())
            .Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
