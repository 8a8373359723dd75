using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary>
/// Warnings for people: the same words once, with how many lines they concern and the first of them. An outage says the same of
/// thousands of lines; all of them stand in the JSON.
/// </summary>
internal static class AvertissementsEnClair
{
    private const int MostKeys = 3;
    private const int MostLines = 50;

    public static IEnumerable<string> De(IReadOnlyCollection<AvertissementExposition> avertissements)
    {
        var groups = avertissements.GroupBy(a => a.Motif, StringComparer.Ordinal).ToList();
        foreach (var group in groups.Take(MostLines)) yield return group.Key + Lines([.. group.Select(a => a.Cle).OfType<string>()]);
        var left = groups.Skip(MostLines).Sum(g => g.Count());
        if (left > 0) yield return $"Et {Accord.De(left, "autre avertissement", "autres avertissements")} : les lire tous avec --json.";
    }

    private static string Lines(string[] keys) => keys.Length switch
    {
        0 => "",
        <= MostKeys => $" ({string.Join(", ", keys)})",
        _ => $" ({Accord.De(keys.Length, "ligne")} : {string.Join(", ", keys.Take(MostKeys))}…)",
    };
}
