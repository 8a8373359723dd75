using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>
/// Schemas (JSON Schema, as OpenAPI 3.1 has it) from examples: several examples of one name make one schema, which has the fields of
/// all. A schema that is written out stays as it is written.
/// </summary>
internal sealed partial class SchemaMaker(OperationTexts texts)
{
    private readonly SortedDictionary<string, List<JsonNode>> _examples = new(StringComparer.Ordinal);

    /// <summary>A reference to the schema of this name, which this is an example of.</summary>
    public JsonObject Refer(string name, JsonNode? example)
    {
        if (!_examples.TryGetValue(name, out var known)) _examples[name] = known = [];
        if (example is not null) known.Add(example);
        return Reference(name);
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    /// <summary>All that were referred to, and what those refer to.</summary>
    public JsonObject All()
    {
        var all = new JsonObject();
        foreach (var (name, examples) in _examples) Add(all, name, examples);
        return all;
    }

    private void Add(JsonObject all, string name, List<JsonNode> examples)
    {
        if (all.ContainsKey(name)) return;
        if (texts.Schemas[name]?.DeepClone() is JsonObject written)
        {
            all[name] = written;
            Describe(written);
            foreach (Match match in Referred().Matches(written.ToJsonString())) Add(all, match.Groups[1].Value, []);
            return;
        }

        var schema = Of(texts.More(name) is { } more ? [.. examples, more] : examples);
        schema["description"] = texts.Label(name) ?? name;
        schema["examples"] = new JsonArray(examples[0].DeepClone());
        all[name] = schema;
    }

    // Fields without a word of their own have that of the glossary.
    private void Describe(JsonObject schema)
    {
        foreach (var (name, field) in schema["properties"]?.AsObject().ToList() ?? [])
        {
            if (field is not JsonObject property) continue;
            if (!property.ContainsKey("description") && texts.Field(name) is { } text) property["description"] = text;
            Describe(property);
            if (property["items"] is JsonObject items) Describe(items);
        }
    }

    private JsonObject Of(IReadOnlyList<JsonNode> values)
    {
        if (values.Count == 0) return [];
        if (values.All(v => v is JsonObject))
        {
            var fields = new JsonObject();
            foreach (var group in values.Cast<JsonObject>().SelectMany(o => o).GroupBy(m => m.Key))
            {
                List<JsonNode> members = [.. group.Select(m => m.Value).OfType<JsonNode>()];
                var field = texts.IsTable(group.Key) ? Table(members) : Of(members);
                if (texts.Field(group.Key) is { } text) field["description"] = text;
                fields[group.Key] = field;
            }

            return new JsonObject { ["type"] = "object", ["properties"] = fields };
        }

        if (values.All(v => v is JsonArray))
            return new JsonObject
            {
                ["type"] = "array", ["items"] = Of([.. values.Cast<JsonArray>().SelectMany(a => a).OfType<JsonNode>()]),
            };
        var kinds = values.Select(KindOf).Distinct().ToList();
        // The same word for a number here and a list there: both are right, each in its answer.
        return kinds.Count > 1 ? [] : Simple(kinds[0], values[0]);
    }

    private JsonObject Table(IReadOnlyList<JsonNode> values) => values.All(v => v is JsonObject)
        ? new JsonObject
        {
            ["type"] = "object", ["additionalProperties"] = Table([.. values.Cast<JsonObject>().SelectMany(o => o).Select(m => m.Value!)]),
        }
        : Of(values);

    private static JsonObject Simple(string kind, JsonNode value)
    {
        var schema = new JsonObject { ["type"] = kind };
        if (kind == "string" && Instant().IsMatch(value.GetValue<string>())) schema["format"] = "date-time";
        else if (kind == "string" && Day().IsMatch(value.GetValue<string>())) schema["format"] = "date";
        return schema;
    }

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d\z")]
    private static partial Regex Day();

    [GeneratedRegex("#/components/schemas/([A-Za-z0-9-]+)")]
    private static partial Regex Referred();
}
