using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// The OpenAPI description as a judge of answers: whatever a test gets from a described address must be described there, status, type
/// and fields, be it what the test looks at or not.
/// </summary>
public sealed class Contrat(JsonObject document)
{
    // What the other side tells of a person or of an enrolment is handed on as it is, and described where it comes in.
    // Sections of the configuration are told with what each system adds to them.
    private static readonly string[] HandedOn =
        ["candidat", "voeu", "demande", "nomenclatures", "parcoursup", "apogee", "opi", "comptes", "regles", "planification"];

    private readonly List<(string[] Segments, string Path, JsonObject Methods)> _paths =
        [.. document["paths"]!.AsObject().Select(p => (p.Key.Split('/'), p.Key, p.Value!.AsObject()))];

    /// <summary>What of this answer is not described; nothing of an address that is not described at all.</summary>
    public IReadOnlyList<string> Ecarts(HttpMethod method, string path, int status, JsonNode? answer)
    {
        if (Find(path) is not { } found || found.Methods[method.Method.ToLowerInvariant()] is not JsonObject operation) return [];
        var place = $"{method} {found.Path} {status}";
        if (operation["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not JsonObject response)
            return [$"{place}: this status is not described."];
        if (response["content"]?["application/json"]?["schema"] is not { } schema) return [$"{place}: its JSON is not described."];
        var ecarts = new List<string>();
        Compare(place, schema, answer, ecarts);
        return ecarts;
    }

    // An address whose parts are all written out comes before one with a placeholder.
    private (string Path, JsonObject Methods)? Find(string path)
    {
        var asked = path.TrimEnd('/').Split('/');
        var found = _paths.Where(p => p.Segments.Length == asked.Length
                && p.Segments.Zip(asked).All(s => IsPlaceholder(s.First) ? s.Second.Length > 0 : s.First == s.Second))
            .OrderBy(p => p.Segments.Count(IsPlaceholder)).Take(1).ToList();
        return found.Count == 0 ? null : (found[0].Path, found[0].Methods);
    }

    private static bool IsPlaceholder(string segment) => segment.StartsWith('{');

    private void Compare(string place, JsonNode schema, JsonNode? value, List<string> ecarts)
    {
        while (schema["$ref"] is { } reference) schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        if (schema["oneOf"] is JsonArray ways)
        {
            if (!ways.Any(way => Fits(way!, value))) ecarts.Add($"{place}: none of its forms fits.");
            return;
        }

        // An answer tells what there is not by null or by leaving it out.
        if (value is null) return;
        if (schema["type"] is { } type && !IsOf(type, value.GetValueKind(), value))
        {
            ecarts.Add($"{place} is {value.GetValueKind()}, described as {type.ToJsonString()}.");
            return;
        }

        if (schema["enum"] is JsonArray words && words.All(w => !JsonNode.DeepEquals(w, value))) ecarts.Add($"{place} is a word that is not described: {value}");
        if (value is JsonArray items)
            foreach (var item in items) Compare(place + "[]", schema["items"] ?? new JsonObject(), item, ecarts);
        if (value is JsonObject members) Compare(place, schema, members, ecarts);
    }

    private void Compare(string place, JsonNode schema, JsonObject members, List<string> ecarts)
    {
        if (schema["properties"] is null && schema["additionalProperties"] is null) return;
        foreach (var (name, member) in members)
        {
            if (schema["properties"]?[name] is { } field) Compare($"{place}.{name}", field, member, ecarts);
            else if (schema["additionalProperties"] is JsonObject more) Compare($"{place}.*", more, member, ecarts);
            else if (schema["additionalProperties"]?.GetValueKind() != JsonValueKind.True && !HandedOn.Contains(place.Split('.')[^1].TrimEnd('[', ']')))
                ecarts.Add($"{place} has a field {name} that is not described.");
        }
    }

    private bool Fits(JsonNode schema, JsonNode? value)
    {
        var ecarts = new List<string>();
        Compare("", schema, value, ecarts);
        return ecarts.Count == 0;
    }

    private static bool IsOf(JsonNode type, JsonValueKind kind, JsonNode value) =>
        type is JsonArray types ? types.Any(t => IsOf(t!, kind, value)) : type.GetValue<string>() switch
        {
            "string" => kind == JsonValueKind.String,
            "integer" => kind == JsonValueKind.Number && !value.ToJsonString().Contains('.', StringComparison.Ordinal),
            "number" => kind == JsonValueKind.Number,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "array" => kind == JsonValueKind.Array,
            "object" => kind == JsonValueKind.Object,
            _ => false,
        };
}
