namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Whether a country is France, by any of the ways in which sources write it.</summary>
public static class Pays
{
    private static readonly HashSet<string> France = new(StringComparer.Ordinal)
    {
        "FR", "FRA", "100", "99100", "250", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF",
        "GLP", "MTQ", "GUF", "REU", "MYT", "SPM", "BLM", "MAF", "WLF", "PYF", "NCL", "ATF",
    };

    /// <summary>True also when nobody says which country it is.</summary>
    public static bool PeutEtreFrance(string? pays) =>
        Texte.Net(pays)?.ToUpperInvariant() is not { } code || France.Contains(code) || code.StartsWith("FRANC", StringComparison.Ordinal);
}
