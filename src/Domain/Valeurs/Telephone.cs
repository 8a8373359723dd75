using System.Text;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// A telephone number (rule K1): ten digits for France, an international number with its plus for elsewhere. Cut or completed by
/// guess it would be somebody else's.
/// </summary>
public static partial class Telephone
{
    private const string NotOne = "ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.";

    /// <param name="text">As it was received.</param>
    /// <param name="enFrance">Its owner lives in France, or nobody says where.</param>
    public static Jugement Juger(string text, bool enFrance) => Texte.Juger(text).Puis(clean =>
    {
        if (Digits(Real().Replace(clean, "$1"), out var comment) is not { } dialled) return new(null, $"{Cite.De(clean)} {NotOne}");
        var (number, doubt) = Read(dialled, enFrance);
        if (number is null) return new(null, $"{Cite.De(clean)} {NotOne}");
        if (doubt is not null) return new(number, $"{Cite.De(clean)} {doubt} : transmis {Cite.De(number)}.");
        return new(number, comment ? $"{Cite.De(clean)} : le numéro {Cite.De(number)} en est tiré." : null);
    });

    private static (string? Number, string? Doubt) Read(string dialled, bool enFrance)
    {
        if (dialled.StartsWith('+')) return International(dialled[1..]);
        if (dialled.StartsWith("00", StringComparison.Ordinal)) return International(dialled[2..]);
        if (dialled.TrimStart(dialled[0]).Length == 0) return (null, null);
        if (IsFrench(dialled)) return (dialled, null);
        if (dialled is { Length: 9 } && dialled[0] != '0' && enFrance) return ("0" + dialled, "a perdu son zéro de tête");
        if (French(dialled) is { } lost) return (lost, "a perdu le signe + de son indicatif");
        if (enFrance || dialled.Length is < 6 or > 15) return (null, null);
        return (dialled, "n'a pas d'indicatif de pays");
    }

    // The digits after the plus or the 00.
    private static (string? Number, string? Doubt) International(string digits)
    {
        if (French(digits) is { } french) return (french, null);
        // With its plus at most fifteen characters; no country begins with 0. 33 is France, whose numbers have nine more.
        return digits.Length is < 7 or > 14 || digits[0] == '0' || digits.StartsWith("33", StringComparison.Ordinal)
            ? (null, null) : ("+" + digits, null);
    }

    // 33 6…, and 33 (0)6…
    private static string? French(string digits) =>
        !digits.StartsWith("33", StringComparison.Ordinal) ? null
        : IsFrench("0" + digits[2..]) ? "0" + digits[2..]
        : IsFrench(digits[2..]) ? digits[2..]
        : null;

    private static bool IsFrench(string digits) => digits.Length == 10 && digits[0] == '0' && digits[1] != '0';

    // Digits and a leading plus. Words around a number are left out, letters within it make it none.
    private static string? Digits(string text, out bool comment)
    {
        var kept = new StringBuilder(text.Length);
        var words = 0;
        var between = false;
        comment = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (words > 0 && kept.Length > 0) between = true;
                words = 0;
                kept.Append(c);
            }
            else if (c == '+' && kept.Length == 0)
            {
                kept.Append(c);
            }
            else if (c is not (' ' or '.' or '-' or '/' or '(' or ')' or '_' or '‐' or '‑' or '–' or '—'))
            {
                words++;
                comment = true;
            }
        }

        return between || !kept.ToString().Any(char.IsAsciiDigit) ? null : kept.ToString();
    }

    // A number that a spreadsheet has taken for a quantity.
    [GeneratedRegex(@"^([0-9]+)[.,]0+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Real();
}
