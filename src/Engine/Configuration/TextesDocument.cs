using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What no text of a document may be, whatever it is for: as long as a file, or more than one line.</summary>
internal static class TextesDocument
{
    private const int PlusLong = 2_000;
    private const int PlusLongLibelle = 200;

    // Certificates and keys stand in lines.
    private const int PlusLongPem = 64_000;
    private const string Pem = "-----BEGIN";

    public static IEnumerable<Erreur> Erreurs(JsonNode? document) => In(document, "", "");

    private static IEnumerable<Erreur> In(JsonNode? node, string path, string name) => node switch
    {
        JsonObject members => members.SelectMany(m => In(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}", m.Key)),
        JsonArray items => items.SelectMany((item, i) => In(item, $"{path}[{i}]", name)),
        JsonValue value when value.TryGetValue<string>(out var text) && Faute(text, name) is { } fault => [new(path, fault)],
        _ => [],
    };

    private static string? Faute(string text, string name)
    {
        var pem = text.TrimStart().StartsWith(Pem, StringComparison.Ordinal);
        var most = pem ? PlusLongPem : name == "libelle" ? PlusLongLibelle : PlusLong;
        if (text.Length > most) return $"Ce texte a {text.Length} caractères : {most} au plus.";
        return !pem && text.Any(char.IsControl)
            ? "Ce texte a un retour à la ligne ou un caractère de commande : l'écrire sur une ligne." : null;
    }
}
