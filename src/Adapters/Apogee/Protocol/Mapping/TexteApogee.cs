using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Text as Apogée's columns want it (contract §5): upper-case, without accents, only allowed characters. Apostrophes
/// and hyphens stay, because they belong to French names and Apogée holds them; their typographic variants become the
/// plain ones. Everything else becomes a blank, blanks are collapsed.
/// </summary>
internal static class TexteApogee
{
    /// <summary>A name: letters, blank, hyphen, apostrophe.</summary>
    public static string Name(string text, int width) => Clean(text, width, IsNameCharacter);

    /// <summary>A line of an address or a town: digits and <c>. , / ( )</c> too.</summary>
    public static string Line(string text, int width) =>
        Clean(text, width, c => IsNameCharacter(c) || char.IsAsciiDigit(c) || c is '.' or ',' or '/' or '(' or ')');

    /// <summary>Only the first <paramref name="width"/> characters, never half of a pair.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width) return text;
        return text[..(char.IsHighSurrogate(text[width - 1]) ? width - 1 : width)];
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterUpper(c) || c is ' ' or '-' or '\'';

    private static string Clean(string text, int width, Func<char, bool> allowed)
    {
        var folded = Fold(text);
        var clean = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            var kept = allowed(c) ? c : ' ';
            if (kept != ' ' || (clean.Length > 0 && clean[^1] != ' ')) clean.Append(kept);
        }

        return Cut(clean.ToString().Trim(Edges), width).Trim(Edges);
    }

    private static readonly char[] Edges = [' ', '-', '\'', ',', '/'];

    private static string Fold(string text)
    {
        var replaced = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            // A lone surrogate would make Normalize throw.
            if (Replacement(c) is { } plain) replaced.Append(plain);
            else replaced.Append(char.IsSurrogate(c) ? ' ' : c);

        var folded = new StringBuilder(replaced.Length + 8);
        foreach (var c in replaced.ToString().Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(Replacement(c) ?? char.ToUpperInvariant(c).ToString());
        return folded.ToString();
    }

    // The many shapes of apostrophe and hyphen, and letters that Unicode does not decompose.
    private static string? Replacement(char c) => c switch
    {
        '‘' or '’' or 'ʼ' or 'ʻ' or '`' or '´' or '′' or '＇' => "'",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        _ => Lettres.Simples(c),
    };
}
