namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What is posted of a formation.</summary>
public sealed record ChargePublication(
    string GTaCod, string User, IReadOnlyList<string> Rncp, string Cfd, string Uai, string Rco, string Mef)
{
    /// <param name="user">Who asked for the publication.</param>
    /// <param name="mefsAutorises">The allow-list.</param>
    public static ChargePublication De(FormationCatalogue formation, string? parcoursupId, string? user, IReadOnlySet<string> mefsAutorises)
    {
        ArgumentNullException.ThrowIfNull(formation);
        return new(parcoursupId?.Trim() ?? "", user ?? "", formation.RncpCode is { } code ? [code] : [],
            // A common first year has a CFD of its own.
            formation.CfdEntree ?? formation.Cfd ?? "", formation.Uai ?? "", formation.Cle, SeulMef(formation, mefsAutorises));
    }

    // Only one that is certain is said: none, or several, would have Parcoursup choose.
    private static string SeulMef(FormationCatalogue formation, IReadOnlySet<string> allowed)
    {
        var known = formation.MefsParcoursup.Count > 0 ? formation.MefsParcoursup : formation.Mefs;
        var left = known.Where(allowed.Contains).Distinct().Take(2).ToList();
        return left.Count == 1 ? left[0] : "";
    }
}
