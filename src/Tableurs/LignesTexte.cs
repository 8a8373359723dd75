using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>A line as text.</summary>
/// <param name="Texte">Null when it is too long to be one.</param>
/// <param name="Defaut">Why it cannot be trusted, in French; what cannot be read is U+FFFD in the text.</param>
internal readonly record struct LigneTexte(string? Texte, string? Defaut);

/// <summary>Decodes each line by itself: a byte that has no meaning is a defect of its line, and costs no other one.</summary>
internal sealed class LignesTexte
{
    private const char Unreadable = '\uFFFD';

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly UTF8Encoding Utf8Text = new(false);

    private readonly LignesOctets _lines;
    private readonly Encoding? _single;
    private bool _first = true;

    public LignesTexte(Stream fichier, NatureTableur nature, Encoding? codage)
    {
        var wide = nature.Format switch
        {
            FormatTableur.Utf16 => Encoding.Unicode,
            FormatTableur.Utf16Inverse => Encoding.BigEndianUnicode,
            _ => null,
        };
        _lines = new(wide is null ? fichier : Encoding.CreateTranscodingStream(fichier, wide, Utf8Text, leaveOpen: true), nature.FinsCr);
        _single = nature.Format == FormatTableur.Windows1252 ? codage ?? Windows1252 : null;
    }

    public async ValueTask<LigneTexte?> NextAsync(CancellationToken ct)
    {
        if (await _lines.NextAsync(ct) is not { } line) return null;
        var bytes = line.Octets;
        if (_first && bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        _first = false;
        if (line.TropLongue) return new LigneTexte(null, "Ligne trop longue pour en être une : un saut de ligne manque sans doute.");
        return _single is null ? OfUtf8(bytes.Span) : OfSingle(bytes.Span, _single);
    }

    private static LigneTexte OfUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Utf8Text.GetString(bytes);
        if (Utf8.IsValid(bytes)) return new(text, Damage(text));
        Span<char> scratch = stackalloc char[256];
        var at = 0;
        var rest = bytes;
        while (true)
        {
            Utf8.ToUtf16(rest, scratch, out var read, out _, replaceInvalidSequences: false);
            if (read == 0) break;
            at += read;
            rest = rest[read..];
        }

        return new(text, At(bytes, at, "Le fichier est en UTF-8, mais")
            + " n'en est pas : cette ligne vient sans doute d'un autre fichier. La corriger, ou exporter à nouveau.");
    }

    private static LigneTexte OfSingle(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = encoding.GetString(bytes);
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var accent && Utf8.IsValid(bytes))
            return new(text, At(bytes, accent, $"Le fichier est en {encoding.WebName}, mais cette ligne est en UTF-8 :")
                + " en commence un caractère accentué. L'exporter à nouveau sans assembler deux fichiers.");
        // Bytes to which the encoding gives no character come out as control characters.
        var wrong = text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F');
        return wrong < 0 ? new(text, Damage(text))
            : new(text.Replace(text[wrong], Unreadable), At(bytes, wrong, $"Le fichier est en {encoding.WebName}, mais")
                + " n'y désigne aucun caractère. Corriger la ligne, ou enregistrer le fichier au format « CSV UTF-8 ».");
    }

    private static string? Damage(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? "La ligne contient un caractère nul : le fichier est abîmé, l'exporter à nouveau."
        : text.Contains(Unreadable, StringComparison.Ordinal)
            ? "Caractère illisible (U+FFFD) : le fichier a été abîmé par une conversion, l'exporter à nouveau." : null;

    private static string At(ReadOnlySpan<byte> bytes, int at, string before) =>
        string.Create(CultureInfo.InvariantCulture, $"Caractère illisible. {before} l'octet 0x{bytes[at]:X2} (n° {at + 1} de la ligne)");
}
