using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>One field that a change of the configuration would change.</summary>
/// <param name="Avant">As JSON; null when it is new, or a secret.</param>
/// <param name="Apres">As JSON; null when it goes, or is a secret.</param>
public sealed record Difference(string Champ, string? Avant, string? Apres)
{
    public override string ToString() => (Avant, Apres) switch
    {
        (null, null) => $"{Champ} : remplacé par la valeur donnée (secret, non affiché)",
        (null, _) => $"{Champ} : ajouté, {Apres}",
        (_, null) => $"{Champ} : retiré ({Avant})",
        _ => $"{Champ} : {Avant} → {Apres}",
    };
}

/// <summary>What a document changes of what is stored, field by field. Lists of things with a key are compared by that key.</summary>
public static class DocumentDifference
{
    private const string Secret = "motDePasse";

    // Made of fields that are compared themselves.
    private const string Compose = "vet";
    private const int LongestValue = 200;

    private static readonly string[] Keys = ["code", "session", "codeFormationPsup", "login"];

    /// <param name="after">As it was given: a secret in it replaces the stored one, which is not known here.</param>
    public static IEnumerable<Difference> Between(JsonNode? before, JsonNode? after, string path = "") => (before, after) switch
    {
        (JsonObject old, JsonObject now) => old.Select(m => m.Key).Union(now.Select(m => m.Key))
            .SelectMany(name => Member(old[name], now[name], path.Length == 0 ? name : $"{path}.{name}", name)),
        (JsonArray old, JsonArray now) when KeyOf(old.Concat(now)) is { } key => Items(old, now, key, path),
        _ when JsonNode.DeepEquals(before, after) => [],
        _ => [new Difference(path, TextOf(before), TextOf(after))],
    };

    private static IEnumerable<Difference> Member(JsonNode? old, JsonNode? now, string path, string name) =>
        name == Compose ? [] : name != Secret ? Between(old, now, path)
            : now is null || JsonNode.DeepEquals(old, now) ? [] : [new Difference(path, null, null)];

    private static IEnumerable<Difference> Items(JsonArray old, JsonArray now, string key, string path)
    {
        var (before, after) = (ByKey(old, key), ByKey(now, key));
        return before.Keys.Union(after.Keys)
            .SelectMany(name => Between(before.GetValueOrDefault(name), after.GetValueOrDefault(name), $"{path}[{name}]"));
    }

    // A whole thing that comes may carry secrets.
    private static string? TextOf(JsonNode? node)
    {
        if (node is null) return null;
        var text = WithoutSecrets(node.DeepClone())!.ToJsonString(Readable);
        return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
    }

    private static JsonNode? WithoutSecrets(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            members.Remove(Secret);
            foreach (var member in members.ToList()) WithoutSecrets(member.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) WithoutSecrets(item);
        }

        return node;
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Dictionary<string, JsonNode> ByKey(JsonArray items, string key) =>
        items.OfType<JsonObject>().GroupBy(item => item[key]!.ToString()).ToDictionary(g => g.Key, g => (JsonNode)g.First());

    private static string? KeyOf(IEnumerable<JsonNode?> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? null : Keys.FirstOrDefault(key => all.TrueForAll(item => item is JsonObject o && o[key] is not null));
    }
}
