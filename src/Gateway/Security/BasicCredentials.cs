using System.Text;

namespace Parcoursup.Gateway.Security;

/// <summary>The pair of an HTTP Basic <c>Authorization</c> header.</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    /// <summary>Nulls when the header is none of HTTP Basic, or cannot be read.</summary>
    public static (string? Login, string? Password) Of(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return default;
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return default;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : (text[..colon], text[(colon + 1)..]);
    }
}
