namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Yes and no as programs, spreadsheets and people write them.</summary>
public static class OuiNonRecu
{
    /// <summary>What may be written, in French.</summary>
    public const string Formes = "true ou false (oui ou non, O ou N, vrai ou faux, 1 ou 0 sont aussi lus)";

    /// <summary>Null when the text says neither.</summary>
    public static bool? Parse(string? texte) => texte?.Trim().ToUpperInvariant() switch
    {
        "O" or "OUI" or "1" or "TRUE" or "VRAI" or "Y" or "YES" => true,
        "N" or "NON" or "0" or "FALSE" or "FAUX" or "NO" => false,
        _ => null,
    };
}
