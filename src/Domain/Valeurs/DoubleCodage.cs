using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// UTF-8 that somebody has read as Windows-1252 or Latin-1 and stored again: « LefÃ¨vre » for « Lefèvre », even twice over.
/// </summary>
public static class DoubleCodage
{
    // Windows-1252 from 0x80 on, where it differs from Latin-1; a hole stays a control, as in Latin-1.
    private const string Page1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text as it was meant; null when it is not doubly encoded.</summary>
    public static string? Lire(string text)
    {
        string? read = null;
        // Each reading is shorter than the one before.
        while (Once(read ?? text) is { } next) read = next;
        return read;
    }

    private static string? Once(string text)
    {
        StringBuilder? read = null;
        for (var i = 0; i < text.Length; i++)
        {
            var (letter, length) = Sequence(text, i);
            if (letter is null)
            {
                read?.Append(text[i]);
                continue;
            }

            read ??= new StringBuilder(text, 0, i, text.Length);
            read.Append(letter);
            i += length - 1;
        }

        return read?.ToString();
    }

    /// <summary>
    /// The letter that the bytes from here would be. Only European letters and the punctuation of texts: what other sequences would
    /// give (« É » before a blank is one) is nobody's name.
    /// </summary>
    private static (string? Letter, int Length) Sequence(string text, int at)
    {
        var length = ByteOf(text[at]) switch { >= 0xC2 and <= 0xC5 => 2, 0xE2 => 3, _ => 0 };
        if (length == 0 || at + length > text.Length) return (null, 0);
        Span<byte> bytes = stackalloc byte[length];
        for (var i = 0; i < length; i++)
        {
            if (ByteOf(text[at + i]) is not { } value || (i > 0 && value is < 0x80 or > 0xBF)) return (null, 0);
            bytes[i] = value;
        }

        var letter = Strict.GetString(bytes);
        return letter[0] is (>= '\u00A0' and <= '\u017F') or (>= '\u2010' and <= '\u2026') or '€' or '™' ? (letter, length) : (null, 0);
    }

    private static byte? ByteOf(char c) => c <= 0xFF ? (byte)c
        : Page1252.IndexOf(c, StringComparison.Ordinal) is >= 0 and var place ? (byte)(0x80 + place) : null;
}
