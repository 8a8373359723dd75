using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>A message read by .NET's own means: the byte order mark, else the charset, else the declaration (RFC 7303), strictly.</summary>
internal static partial class Decoding
{
    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    /// <exception cref="XmlException">It is not well formed, or its bytes are not what they are said to be.</exception>
    public static XDocument Document(CapturedRequest request)
    {
        string text;
        try
        {
            text = Text(request);
        }
        catch (ArgumentException e)
        {
            throw new XmlException(e.Message);
        }

        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 0 };
        // What nobody sees before the declaration is let pass.
        using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n')), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static string Text(CapturedRequest request)
    {
        var body = request.Body;
        foreach (var (name, mark) in new[] { ("utf-8", "\xEF\xBB\xBF"), ("utf-16", "\xFF\xFE"), ("utf-16BE", "\xFE\xFF") })
            if (Encoding.Latin1.GetString(body, 0, Math.Min(3, body.Length)).StartsWith(mark, StringComparison.Ordinal)) return Strict(name).GetString(body, mark.Length, body.Length - mark.Length);
        var charset = Charset().Match(request.Header("Content-Type") ?? "") is { Success: true } named ? named.Groups[1].Value : "";
        var wide = body is [(byte)'<', 0, ..] ? "utf-16" : body is [0, (byte)'<', ..] ? "utf-16BE" : null;
        if (wide is not null && (charset.Length == 0 || charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))) charset = wide;
        if (charset.Length == 0 && Declared().Match(Encoding.Latin1.GetString(body)) is { Success: true } declared) charset = declared.Groups[1].Value;
        return Strict(charset.Length == 0 || charset is "us-ascii" or "ascii" ? "utf-8" : charset).GetString(body);
    }

    // What calls itself ISO-8859-1 is windows-1252, as the web has it: Latin-1 has nothing there but controls.
    private static Encoding Strict(string name) => name.ToUpperInvariant() is "ISO-8859-1" or "LATIN1"
        ? Strict("windows-1252")
        : CodePages.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    [GeneratedRegex("""charset\s*=\s*"?\s*([^";\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")]
    private static partial Regex Declared();
}
