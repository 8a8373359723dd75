using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>A snapshot as the gateway lists it.</summary>
internal sealed record Instantane(int Numero, string Etat, int Sorties, bool EstRetenu)
{
    public static IReadOnlyList<Instantane> Lire(JsonNode? node) =>
        [.. ((node as JsonArray) ?? (node as JsonObject)?["instantanes"]?.AsArray() ?? []).OfType<JsonObject>().Select(Lire)];

    private static Instantane Lire(JsonObject node) => new(
        node["numero"]!.GetValue<int>(),
        node["etat"]?.GetValue<string>() ?? "",
        node["sorties"]?.GetValue<int>() ?? 0,
        string.Equals(node["etat"]?.GetValue<string>(), "EnAttente", StringComparison.OrdinalIgnoreCase) || node["etat"]?.GetValue<string>() is "Retenu");
}
