using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary>An answer as a person reads it: a line per value, lists below their name.</summary>
internal static class TexteIssue
{
    public static string De(Issue issue)
    {
        var text = new StringBuilder();
        Ecrire(text, JsonSerializer.SerializeToElement(issue.Corps, Issue.Json), "");
        return text.ToString();
    }

    private static void Ecrire(StringBuilder text, JsonElement value, string indent)
    {
        foreach (var property in value.EnumerateObject())
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    break;
                case JsonValueKind.Object:
                    text.Append(indent).Append(property.Name).AppendLine(" :");
                    Ecrire(text, property.Value, indent + "  ");
                    break;
                case JsonValueKind.Array:
                    if (property.Value.GetArrayLength() == 0) break;
                    text.Append(indent).Append(property.Name).AppendLine(" :");
                    foreach (var item in property.Value.EnumerateArray()) text.Append(indent).Append("  - ").AppendLine(Ligne(item));
                    break;
                default:
                    text.Append(indent).Append(property.Name).Append(" : ").AppendLine(Simple(property.Value));
                    break;
            }
    }

    private static string Ligne(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", item.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .Select(p => $"{p.Name} : {Ligne(p.Value)}")),
        JsonValueKind.Array => string.Join(" ; ", item.EnumerateArray().Select(Ligne)),
        _ => Simple(item),
    };

    private static string Simple(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "oui",
        JsonValueKind.False => "non",
        _ => value.ToString(),
    };
}
