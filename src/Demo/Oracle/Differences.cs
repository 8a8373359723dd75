namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>What is expected laid beside what was found, key by key, in French.</summary>
internal static class Differences
{
    public static IEnumerable<string> Entre(string quoi, IReadOnlyDictionary<string, string> attendus, IReadOnlyDictionary<string,
        string> trouves)
    {
        foreach (var cle in attendus.Keys.Union(trouves.Keys).Order(StringComparer.Ordinal))
        {
            if (!trouves.TryGetValue(cle, out var trouve))
                yield return $"{quoi} {cle} : absent, attendu « {attendus[cle]} »";
            else if (!attendus.TryGetValue(cle, out var attendu))
                yield return $"{quoi} {cle} : inattendu, trouvé « {trouve} »";
            else if (attendu != trouve)
                yield return $"{quoi} {cle} : attendu « {attendu} », trouvé « {trouve} »";
        }
    }

    public static IEnumerable<string> Entre(string quoi, IEnumerable<int> attendus, IEnumerable<int> trouves)
    {
        var (voulus, presents) = (attendus.ToHashSet(), trouves.ToHashSet());
        return [.. voulus.Except(presents).Order().Select(c => $"{quoi} : le candidat {c} manque"), .. presents.Except(voulus).Order()
            .Select(c => $"{quoi} : le candidat {c} est de trop")];
    }
}
