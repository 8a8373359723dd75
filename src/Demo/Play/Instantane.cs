using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>A snapshot as the gateway lists it.</summary>
internal sealed record Instantane(int Numero, string Etat, bool Planifie, int Sorties)
{
    public bool EstRetenu => Etat == "EnAttente";

    /// <summary>Published, or not because the former one says the same.</summary>
    public bool EstPublie => Etat is "Publie" or "Identique";

    public static IReadOnlyList<Instantane> Lire(JsonNode? node) =>
        [.. ((node as JsonArray) ?? (node as JsonObject)?["instantanes"]?.AsArray() ?? []).OfType<JsonObject>().Select(Lire)];

    private static Instantane Lire(JsonObject node) => new(
        node["numero"]?.GetValue<int>() ?? 0,
        node["etat"]?.GetValue<string>() ?? "",
        node["planifie"]?.GetValueKind() == JsonValueKind.True,
        node["sorties"]?.GetValue<int>() ?? 0);
}
