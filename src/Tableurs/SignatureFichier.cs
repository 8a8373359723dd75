using System.Text;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>What the first bytes of a file tell, where they tell something.</summary>
internal static class SignatureFichier
{
    /// <summary>Null for text whose encoding its lines must tell.</summary>
    public static FormatTableur? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) ? FormatTableur.Classeur
        : head.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }) ? FormatTableur.Xls
        : head.StartsWith("%PDF"u8) ? FormatTableur.Pdf
        : head.StartsWith(new byte[] { 0x1F, 0x8B }) ? FormatTableur.Gzip
        : head.StartsWith(new byte[] { 0xFF, 0xFE }) ? FormatTableur.Utf16
        : head.StartsWith(new byte[] { 0xFE, 0xFF }) ? FormatTableur.Utf16Inverse
        : OfWide(head) ?? OfMarkup(head);

    // Text in UTF-16 that lacks its mark: every other byte of Latin letters is zero.
    private static FormatTableur? OfWide(ReadOnlySpan<byte> head) => head.Length < 8 ? null
        : head is [not 0, 0, not 0, 0, not 0, 0, not 0, 0, ..] ? FormatTableur.Utf16
        : head is [0, not 0, 0, not 0, 0, not 0, 0, not 0, ..] ? FormatTableur.Utf16Inverse
        : null;

    private static FormatTableur? OfMarkup(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (head.IsEmpty || head[0] != '<') return null;
        var text = Encoding.Latin1.GetString(head);
        return text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            ? FormatTableur.Xml : FormatTableur.Html;
    }
}
