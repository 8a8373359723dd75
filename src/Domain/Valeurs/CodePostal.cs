using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// A postcode (rule K1). In France five digits: what a spreadsheet took from it is given back where the commune proves it.
/// </summary>
public static partial class CodePostal
{
    /// <param name="text">As it was received.</param>
    /// <param name="commune">INSEE's code of the commune, if any.</param>
    /// <param name="enFrance">Abroad postcodes have any form.</param>
    public static Jugement Juger(string text, string? commune, bool enFrance) => !enFrance ? Texte.Juger(text) : Texte.Juger(text).Puis(
        clean =>
    {
        var bare = Real().Replace(clean, "$1");
        var code = French().Match(bare) is { Success: true } match ? match.Groups["a"].Value + match.Groups["b"].Value : bare;
        if (IsFrench(code)) return new(code);
        if (code.Length == 4 && IsFrench("0" + code))
            return Commune.EstFrancaise(commune) && commune!.StartsWith("0" + code[0], StringComparison.Ordinal)
                ? new("0" + code,
                    $"{Cite.De(clean)} a perdu son zéro de tête, comme sa commune {commune} le montre : transmis « 0{code} ».")
                : new(null, $"{Cite.De(clean)} n'a que 4 chiffres : un zéro de tête s'est peut-être perdu, ce qu'aucun code de commune ne "
                    + "confirme ; non transmis, à corriger dans Parcoursup.");
        return new(null, $"{Cite.De(clean)} n'est pas un code postal (5 chiffres, par exemple 73000) : non transmis.");
    });

    private static bool IsFrench(string code) => code.Length == 5 && !code.AsSpan().ContainsAnyExceptInRange('0', '9')
        && code[..2] is not ("00" or "96" or "99");

    // F-73000, 73 000, 73.000
    [GeneratedRegex(@"^(?:FR?[ -]*)?(?<a>[0-9]{2})[ .-]?(?<b>[0-9]{3})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex French();

    // A code that a spreadsheet has taken for a quantity.
    [GeneratedRegex(@"^([0-9]+)[.,]0\z", RegexOptions.CultureInvariant)]
    private static partial Regex Real();
}
