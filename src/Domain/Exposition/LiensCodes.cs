namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>
/// Links from an older code to the newer one, whichever of the two tells them (103 of 1 423 lack their mirror); both ends must be
/// known. One counts only where it is 1 ↔ 1: neither a split nor a merge.
/// </summary>
internal sealed class LiensCodes
{
    private readonly Dictionary<string, SortedSet<string>> _anciens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _nouveaux = new(StringComparer.Ordinal);

    public LiensCodes(IEnumerable<(string Ancien, string Nouveau)> liens, Func<string, bool> connu)
    {
        foreach (var (ancien, nouveau) in liens)
        {
            if (ancien == nouveau || !connu(ancien) || !connu(nouveau)) continue;
            Ajouter(_anciens, nouveau, ancien);
            Ajouter(_nouveaux, ancien, nouveau);
        }
    }

    public bool AUnAncien(string code) => _anciens.ContainsKey(code);

    /// <summary>The older codes of a code, and whether the link is 1 ↔ 1.</summary>
    public IEnumerable<(string Code, bool Unique)> AnciensDe(string code) => Lies(_anciens, _nouveaux, code);

    /// <summary>The newer codes of a code, likewise.</summary>
    public IEnumerable<(string Code, bool Unique)> NouveauxDe(string code) => Lies(_nouveaux, _anciens, code);

    private static IEnumerable<(string Code, bool Unique)> Lies(
        Dictionary<string, SortedSet<string>> liens, Dictionary<string, SortedSet<string>> retours, string code) =>
        liens.TryGetValue(code, out var codes) ? codes.Select(autre => (autre, codes.Count == 1 && retours[autre].Count == 1)) : [];

    private static void Ajouter(Dictionary<string, SortedSet<string>> liens, string de, string vers)
    {
        if (!liens.TryGetValue(de, out var codes)) liens[de] = codes = new(StringComparer.Ordinal);
        codes.Add(vers);
    }
}
