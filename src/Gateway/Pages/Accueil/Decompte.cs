using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Pages.Accueil;

/// <summary>The counts of an établissement, as its first page shows them.</summary>
/// <param name="Autres">What its systems count beside the engine, one line each.</param>
public sealed record Decompte(
    long Candidats, long Voeux, long Favorables, long OuiSi, long Defavorables, long EnReserve, long Sans, bool AuRepos,
    IReadOnlyList<(string Nom, IReadOnlyList<(string Nom, long Nombre)> Parts)> Autres)
{
    private static readonly string[] Communs =
    [
        "candidats", "voeux", "decisions", "auRepos", "reserves", "avertissements", "taches", "gardes", "voeuxRetenus", "journalAAppliquer",
    ];

    public static Decompte De(IReadOnlyDictionary<string, object> counts)
    {
        var all = JsonSerializer.SerializeToNode(counts, JsonText.Options)!.AsObject();
        var decisions = all["decisions"]!.AsObject();
        return new(
            Long(all["candidats"]), Long(all["voeux"]), Long(decisions["f"]), Long(decisions["s"]), Long(decisions["d"]),
            Long(decisions["retenues"]), Long(decisions["sans"]), all["auRepos"]!.GetValue<bool>(),
            [.. all.Where(part => !Communs.Contains(part.Key)).Select(part => (part.Key, Parts(part.Value)))]);
    }

    private static IReadOnlyList<(string Nom, long Nombre)> Parts(JsonNode? value) => value switch
    {
        JsonObject parts => [.. parts.Where(p => IsNumber(p.Value)).Select(p => (p.Key, Long(p.Value)))],
        _ when IsNumber(value) => [("", Long(value))],
        _ => [],
    };

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static long Long(JsonNode? node) => IsNumber(node) ? node!.GetValue<long>() : 0;
}
