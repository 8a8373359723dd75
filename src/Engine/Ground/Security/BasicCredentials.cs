using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The login and password of an <c>Authorization: Basic</c> header; both null when there is none that can be read.</summary>
public readonly record struct BasicCredentials(string? Login, string? Password)
{
    private const string Scheme = "Basic ";

    public static BasicCredentials Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return default;
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return default;
        // RFC 7617 leaves the encoding open: Java, PHP and others send ISO-8859-1. Read in one way only, so that a call is one try.
        var text = HeaderText.Of(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : new(text[..colon], text[(colon + 1)..]);
    }
}
