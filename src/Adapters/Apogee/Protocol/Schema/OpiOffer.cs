using System.Collections.Frozen;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Versions of the operation from one to another, both included.</summary>
public readonly record struct PlageVersions(int Premiere, int Derniere)
{
    public bool Contains(int version) => version >= Premiere && version <= Derniere;

    public IEnumerable<int> Versions => Enumerable.Range(Premiere, Derniere - Premiere + 1);

    /// <summary>In French: <c>10</c>, <c>7 ou 8</c>, <c>7, 8 ou 9</c>.</summary>
    public override string ToString()
    {
        var all = Versions.ToList();
        return all.Count == 1 ? $"{Premiere}" : $"{string.Join(", ", all.SkipLast(1))} ou {Derniere}";
    }
}

/// <summary>Which versions Apogée itself offers in each namespace and release (contract of OpiMetier §1).</summary>
public static class OpiOffer
{
    private static readonly (ApogeeRelease Since, PlageVersions Versions)[] SansDate =
    [
        (new(6, 50), new(10, 10)),
        (new(6, 20), new(9, 10)),
        (new(6, 10), new(8, 9)),
        (new(6, 0), new(7, 9)),
    ];

    /// <summary>The dates that namespaces of Apogée bore before 6.00, oldest first.</summary>
    public static IReadOnlyList<string> Dates { get; } =
        ["24022011", "11092013", "23042014", "28072016", "13022017", "28072017", "27022018", "30042019"];

    private static readonly FrozenDictionary<string, PlageVersions> ParDate = new Dictionary<string, PlageVersions>
    {
        ["24022011"] = new(2, 2),
        ["11092013"] = new(2, 3),
        ["23042014"] = new(3, 5),
        ["28072016"] = new(3, 5),
        ["13022017"] = new(5, 6),
        ["28072017"] = new(5, 7),
        ["27022018"] = new(7, 8),
        ["30042019"] = new(7, 9),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the releases with this dated namespace offer; null for a date that is not known.</summary>
    public static PlageVersions? OfDate(string date) => ParDate.TryGetValue(date, out var versions) ? versions : null;

    /// <summary>What a release without date in its namespace offers; null before 6.00.</summary>
    public static PlageVersions? OfRelease(ApogeeRelease release)
    {
        foreach (var (since, versions) in SansDate)
            if (release >= since) return versions;
        return null;
    }

    /// <summary>Whether some release that has this element offers the version too.</summary>
    internal static bool KnownTo(ApogeeRelease? since, int version) =>
        since is not { } first || SansDate.Any(o => o.Since >= first && o.Versions.Contains(version));
}
