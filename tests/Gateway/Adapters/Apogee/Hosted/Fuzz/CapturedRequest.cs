using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>
/// A request as it came over the wire: the header fields, and the body's bytes. As a file (<c>.http</c>): an optional
/// request line, one field a line, an empty line, the body to the end of the file.
/// </summary>
public sealed record CapturedRequest(IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string? Header(string name) =>
        Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>The same with one field replaced; null removes it.</summary>
    public CapturedRequest With(string name, string? value) => this with
    {
        Headers =
        [
            .. Headers.Where(h => !h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
            .. value is null ? [] : new[] { (name, value) },
        ],
    };

    public static CapturedRequest Of(byte[] body, string? contentType = "text/xml; charset=utf-8", string? action = "\"\"") =>
        new CapturedRequest([], body).With("Content-Type", contentType).With("SOAPAction", action);

    public static CapturedRequest Parse(byte[] file)
    {
        var headers = new List<(string, string)>();
        var at = 0;
        while (at < file.Length)
        {
            var end = Array.IndexOf(file, (byte)'\n', at);
            if (end < 0) end = file.Length;
            var line = Encoding.Latin1.GetString(file, at, end - at).TrimEnd('\r');
            at = Math.Min(end + 1, file.Length);
            if (line.Length == 0) break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !line.StartsWith("POST ", StringComparison.Ordinal)) headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return new(headers, file[at..]);
    }

    public byte[] ToFile() =>
        [.. Encoding.Latin1.GetBytes("POST /services/OpiMetier HTTP/1.1\r\n" + string.Concat(Headers.Select(h => $"{h.Name}: {h.Value}\r\n")) + "\r\n"), .. Body];
}
