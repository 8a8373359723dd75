using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Oracle.Catalogue;

/// <summary>Writes in French in what the gateway differs from the oracle.</summary>
internal static class ComparaisonCatalogue
{
    private const int Cites = 20;

    /// <param name="statuts">What « statuts » answers.</param>
    public static IReadOnlyList<string> Statuts(OracleCatalogue oracle, JsonNode statuts)
    {
        var lus = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var formation in statuts["formations"]!.AsArray())
            lus[formation!["cle"]!.GetValue<string>()] = formation["parcoursup_statut"]!.GetValue<string>();
        var ecarts = new List<string>();
        foreach (var (cle, suivie) in oracle.Formations.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (!lus.Remove(cle, out var lu)) ecarts.Add($"{cle} est absente, attendue « {suivie.Statut} »");
            else if (lu != suivie.Statut) ecarts.Add($"{cle} est « {lu} », attendue « {suivie.Statut} »");
        ecarts.AddRange(lus.Keys.Order(StringComparer.Ordinal).Select(cle => $"{cle} n'est pas du catalogue"));
        return Limiter(ecarts);
    }

    /// <param name="changements">The list <c>changements</c> of a dry run.</param>
    public static IReadOnlyList<string> Changements(IReadOnlyList<(string Cle, string De, string Vers)> attendus, JsonNode? changements)
    {
        var lus = changements!.AsArray()
            .Select(c => Dire(c!["cle"]!.GetValue<string>(), c["de"]!.GetValue<string>(), c["vers"]!.GetValue<string>()))
            .ToHashSet(StringComparer.Ordinal);
        var voulus = attendus.Select(c => Dire(c.Cle, c.De, c.Vers)).ToList();
        return Limiter([.. voulus.Where(v => !lus.Remove(v)).Select(v => $"changement manquant : {v}"),
            .. lus.Order(StringComparer.Ordinal).Select(l => $"changement de trop : {l}")]);
    }

    private static string Dire(string cle, string de, string vers) => $"{cle}, de « {de} » à « {vers} »";

    // A mistake in one rule would fill the screen.
    private static List<string> Limiter(List<string> ecarts) => ecarts.Count <= Cites ? ecarts
        : [.. ecarts.Take(Cites), $"… et {Accord.De(ecarts.Count - Cites, "autre écart")}"];
}
