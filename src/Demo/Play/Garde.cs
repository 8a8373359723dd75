using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>
/// A guard that waits for a person: rule C6 (many wishes turning unfavourable), C7 (many disappearances), or a Scolarix
/// snapshot that many would leave.
/// </summary>
internal sealed record Garde(string Id, bool EstDisparition, bool EstInstantane, int? Nombre, int? Attendu, bool EstEnAttente)
{
    /// <summary>An array, or an object that holds one under <c>gardes</c>.</summary>
    public static IReadOnlyList<Garde> Lire(JsonNode? node) =>
        [.. ((node as JsonArray) ?? (node as JsonObject)?["gardes"]?.AsArray() ?? []).OfType<JsonObject>().Select(Lire)
            .Where(g => g.EstEnAttente)];

    private static Garde Lire(JsonObject garde)
    {
        var regle = (garde["regle"] ?? garde["type"])?.ToString() ?? "";
        var etat = garde["etat"]?.ToString();
        return new Garde(
            garde["id"]?.ToString() ?? "",
            regle.Contains("C7", StringComparison.OrdinalIgnoreCase) || regle.Contains("dispari", StringComparison.OrdinalIgnoreCase),
            regle.Contains("instantan", StringComparison.OrdinalIgnoreCase),
            garde["nombre"]?.GetValue<int>(),
            garde["attendu"]?.GetValue<int>(),
            etat is null || string.Equals(etat, "EnAttente", StringComparison.OrdinalIgnoreCase));
    }
}
