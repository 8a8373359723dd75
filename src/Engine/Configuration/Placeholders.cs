using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What the example has to be filled in with: left as it is, it would be a password like any other.</summary>
public static class Placeholders
{
    private const string Mark = "à remplacer";

    public static bool Is(string? text) => text?.TrimStart().StartsWith(Mark, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Every one of them in a document, by its path.</summary>
    public static IEnumerable<Erreur> In(JsonNode? document) => In(document, "").Select(found => new Erreur(found.Path,
        $"« {found.Text} » est encore le texte de l'exemple : indiquer la vraie valeur."));

    private static IEnumerable<(string Path, string Text)> In(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => In(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
        JsonArray items => items.SelectMany((item, i) => In(item, $"{path}[{i}]")),
        JsonValue value when value.TryGetValue<string>(out var text) && Is(text) => [(path, text)],
        _ => [],
    };
}
