using Microsoft.Net.Http.Headers;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Which Content-Type and Content-Encoding a SOAP 1.1 request may carry.</summary>
internal static class MediaType
{
    /// <summary>The charset that the Content-Type names, or null.</summary>
    /// <exception cref="SoapFailureException">The media type or encoding is not accepted.</exception>
    public static string? CharsetOf(string? contentType, string? contentEncoding)
    {
        if (!string.IsNullOrWhiteSpace(contentEncoding)
            && !contentEncoding.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("Un message compressé (Content-Encoding) n'est pas accepté.");

        // What nearly every client sends needs no parsing.
        if (contentType is "text/xml; charset=utf-8" or "text/xml;charset=utf-8" or "text/xml;charset=UTF-8"
            or "text/xml; charset=UTF-8")
            return "utf-8";

        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            || !(Is(parsed, "text/xml") || Is(parsed, "application/xml")))
            throw Unsupported("Le type de contenu (Content-Type) attendu est text/xml : un message SOAP 1.1.");
        return HeaderUtilities.RemoveQuotes(parsed.Charset) is { Length: > 0 } charset ? charset.ToString() : null;
    }

    private static bool Is(MediaTypeHeaderValue parsed, string type) =>
        parsed.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);

    private static SoapFailureException Unsupported(string message) =>
        new(new(SoapFailureKind.UnsupportedMedia, SoapFaultCode.Client, message));
}
