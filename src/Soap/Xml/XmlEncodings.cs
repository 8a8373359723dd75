using System.Text;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>The encodings that are accepted, always decoding strictly: a wrong byte is an error, never a '?'.</summary>
internal static class XmlEncodings
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(false, true);

    private static readonly Encoding Utf16Le = new UnicodeEncoding(false, false, true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(true, false, true);
    private static readonly Encoding Latin1 = Strict("iso-8859-1");
    private static readonly Encoding Latin9 = Strict("iso-8859-15");
    private static readonly Encoding Windows1252 = Strict("windows-1252");

    /// <summary>The byte order mark outranks the Content-Type, which outranks the XML declaration (RFC 7303).</summary>
    public static (Encoding Encoding, int BomLength) Detect(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith("\uFEFF"u8)) return (Utf8, 3);
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE })) return (Utf16Le, 2);
        if (bytes.StartsWith(new byte[] { 0xFE, 0xFF })) return (Utf16Be, 2);

        var utf16 = WithoutBom(bytes);
        if (!string.IsNullOrWhiteSpace(charset))
        {
            var named = Named(charset);
            return (utf16 is not null && named is UnicodeEncoding ? utf16 : named, 0);
        }

        if (utf16 is not null) return (utf16, 0);
        var text = bytes[XmlDeclaration.BlankBefore(bytes)..];
        return (XmlDeclaration.TryRead(text, out var declaration) && declaration.Encoding is { } declared
            ? Named(declared)
            : Utf8, 0);
    }

    private static Encoding? WithoutBom(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 2 ? null
        : bytes[0] == '<' && bytes[1] == 0 ? Utf16Le
        : bytes[0] == 0 && bytes[1] == '<' ? Utf16Be
        : null;

    private static Encoding Named(string name) => name.Trim().ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "us-ascii" or "ascii" => Utf8,
        "utf-16" or "utf-16le" => Utf16Le,
        "utf-16be" => Utf16Be,
        "iso-8859-1" or "iso8859-1" or "latin1" => Latin1,
        "iso-8859-15" or "iso8859-15" or "latin9" => Latin9,
        "windows-1252" or "cp1252" => Windows1252,
        _ => throw new SoapRequestException(
            SoapFaultCode.Client,
            "Jeu de caractères non pris en charge. Utilisez UTF-8, UTF-16, ISO-8859-1, ISO-8859-15 ou windows-1252."),
    };

    // The provider is asked directly: registering it would change the whole process.
    private static Encoding Strict(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
