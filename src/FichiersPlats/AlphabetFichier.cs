using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>
/// What the encoding of a file can represent. The rest is cleaned: to the letter without its marks where there is one,
/// to the plain apostrophe, quote or hyphen, else to a blank.
/// </summary>
public sealed class AlphabetFichier
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Null where every character that is none of half a pair nor a control exists.
    private readonly SearchValues<char>? _known;

    private AlphabetFichier(Encoding encoding, SearchValues<char>? known) => (Encoding, _known) = (encoding, known);

    /// <summary>Writes what <see cref="Clean(string)"/> has let through, without byte order mark.</summary>
    public Encoding Encoding { get; }

    /// <summary>The encoding as IANA names it.</summary>
    public string Nom => Encoding.WebName is "utf-8" or "iso-8859-15" ? Encoding.WebName.ToUpperInvariant() : Encoding.WebName;

    public static AlphabetFichier Of(EncodageFichier encodage) => encodage switch
    {
        EncodageFichier.Utf8 => new AlphabetFichier(Utf8, null),
        EncodageFichier.Windows1252 => OfPage(1252),
        _ => OfPage(28605),
    };

    /// <summary>The same text when all of it can be represented.</summary>
    public string Clean(string text)
    {
        if (Knows(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Clean(rune));
        return clean.ToString();
    }

    private static AlphabetFichier OfPage(int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        return new AlphabetFichier(encoding, SearchValues.Create(
            encoding.GetChars([.. Enumerable.Range(0, 256).Select(b => (byte)b)]).Where(c => !IsControl(c)).ToArray()));
    }

    private string Clean(Rune rune)
    {
        // Half a pair is enumerated as the replacement character, which stands for nothing.
        var text = rune == Rune.ReplacementChar ? " " : rune.ToString();
        if (Knows(text)) return text;
        if (Plain(rune) is { } plain) return plain;
        var letters = string.Concat(text.Normalize(NormalizationForm.FormKD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)));
        return letters.Length > 0 && Knows(letters) ? letters : " ";
    }

    private bool Knows(string text) => _known is { } known
        ? text.AsSpan().IndexOfAnyExcept(known) < 0
        : !text.Any(c => IsControl(c) || char.IsSurrogate(c)) || IsSound(text);

    private static bool IsSound(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar || (rune.IsBmp && IsControl((char)rune.Value))) return false;
        return true;
    }

    private static bool IsControl(char c) => char.IsControl(c) && c is not ('\r' or '\n' or '\t');

    private static string? Plain(Rune rune) => rune.Value switch
    {
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ə' => "e",
        'Ə' => "E",
        '‘' or '’' or 'ʼ' or 'ʻ' or '´' or '′' or '＇' or '`' => "'",
        '“' or '”' or '„' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        _ => null,
    };
}
