using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Any text that came in, as people see it (rule K1): one value in one form, whatever it was typed or pasted with.</summary>
public static class Texte
{
    /// <summary>
    /// Without invisible characters, blanks and line breaks as single blanks, none at the edges, letters composed (NFC); null when
    /// nothing is left. A half pair is nothing.
    /// </summary>
    public static string? Net(string? text)
    {
        if (text is null) return null;
        if (EstNet(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in Sain(text).EnumerateRunes())
        {
            if (Caracteres.EstInvisible(rune)) continue;
            if (!Caracteres.EstBlanc(rune)) clean.Append(rune.ToString());
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        var composed = clean.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
        return composed.Length == 0 ? null : composed;
    }

    /// <summary>The same without any blank: for codes and numbers.</summary>
    public static string? Serre(string? text) =>
        Net(text)?.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The clean text; what was invisible in it is told.</summary>
    public static Jugement Juger(string text)
    {
        var clean = Net(text);
        if (clean is null)
            return new(null, string.IsNullOrWhiteSpace(text) ? null : $"{Cite.De(text)} n'a aucun caractère lisible : non transmis.");
        return new(clean, ContientInvisible(text) ? $"{Cite.De(text)} contient des caractères invisibles : lu {Cite.De(clean)}." : null);
    }

    public static bool ContientInvisible(string text)
    {
        if (EstNet(text)) return false;
        foreach (var rune in text.EnumerateRunes())
            if (Caracteres.EstInvisible(rune) || rune.Value is '\v' or '\f' or 0x85) return true;
        return HalfPair(text);
    }

    // Half a pair would make Normalize throw.
    private static string Sain(string text)
    {
        if (!HalfPair(text)) return text;
        var sound = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (!char.IsSurrogate(text[i])) sound.Append(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) sound.Append(text[i]).Append(text[++i]);
        return sound.ToString();
    }

    private static bool HalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
                i++;
            }

        return false;
    }

    // Nearly every value: nothing but what ASCII and Latin-1 show, single blanks within.
    private static bool EstNet(string text)
    {
        if (text.Length == 0) return false;
        var before = ' ';
        foreach (var c in text)
        {
            if (c is not (>= ' ' and <= '~' or > '\u00AD' and <= '\u017F' or >= '¡' and <= '¬')) return false;
            if (c == ' ' && before == ' ') return false;
            before = c;
        }

        return before != ' ';
    }
}
