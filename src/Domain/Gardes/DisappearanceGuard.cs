using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Domain.Gardes;

/// <summary>Rule C7: which pulls can be trusted to tell that somebody is absent.</summary>
public static class DisappearanceGuard
{
    /// <summary>
    /// True when <paramref name="count"/> is at least the last trusted count less the tolerated share. An empty answer
    /// is never trusted; a first pull is, since nobody can be missing from it.
    /// </summary>
    public static bool IsTrusted(ReglesEtablissement regles, int count, int? lastTrusted)
    {
        if (count == 0) return false;
        if (lastTrusted is not { } last) return true;
        return count >= last - Tolerance(regles, last);
    }

    /// <summary>
    /// The same for one formation inside an answer that is trusted as a whole: it may be empty when that few were
    /// there before.
    /// </summary>
    public static bool IsFormationTrusted(ReglesEtablissement regles, int count, int lastTrusted) =>
        count >= lastTrusted - Tolerance(regles, lastTrusted);

    private static int Tolerance(ReglesEtablissement regles, int last) =>
        Math.Max(last * regles.GardeDisparitionPourcent / 100, regles.GardeDisparitionMinimum);
}
