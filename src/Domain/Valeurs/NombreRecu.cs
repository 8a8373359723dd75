using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// Whole numbers as spreadsheets and other programs write them: <c>711301.0</c>, <c>711301,00</c>, <c>711 302</c> with whatever blank.
/// What lost digits (<c>7,11E+05</c>) or is no whole number is not guessed.
/// </summary>
public static partial class NombreRecu
{
    /// <summary>False when the text is no whole number that fits.</summary>
    public static bool TryParse(string? texte, out int nombre)
    {
        nombre = 0;
        if (texte is null) return false;
        // The usual spelling first.
        if (int.TryParse(texte, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out nombre)) return true;
        var match = Whole().Match(texte.Trim());
        if (!match.Success) return false;
        var digits = string.Concat(match.Groups["n"].Value.Where(c => !char.IsWhiteSpace(c)));
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out nombre);
    }

    /// <summary>A number greater than zero, such as those of files and formations.</summary>
    public static bool TryParsePositive(string? texte, out int nombre) => TryParse(texte, out nombre) && nombre > 0;

    /// <summary>What is wrong with such a text and how it would be right, in French.</summary>
    /// <param name="exemple">A right one.</param>
    public static string Refus(string texte, string exemple = "711301") =>
        $"{Cite.De(texte)} n'est pas un nombre entier positif : écrire par exemple {exemple}"
        + (Scientific().IsMatch(texte.Trim()) ? " (le tableur a perdu des chiffres : mettre la colonne au format « nombre » sans décimale)."
            : ".");

    // Groups of three digits behind any blank, or none; decimals that are all zero.
    [GeneratedRegex(@"^(?<n>[+-]?[0-9]{1,3}(?:[\s\u202F\u00A0\u2009][0-9]{3})+|[+-]?[0-9]+)(?:[.,]0*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();
}
