using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string ContentType, string Text)
{
    /// <summary>The body's only child.</summary>
    public XElement Content => XDocument.Parse(Text).Descendants().Single(e => e.Name.LocalName == "Body").Elements().Single();
}

/// <summary>Sends a request byte for byte: no HTTP library in between mends its headers.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<RawAnswer> SendAsync(Uri server, ReadOnlyMemory<byte> request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var caller = new TcpClient();
        await caller.ConnectAsync(server.Host, server.Port, limit.Token);
        await using var stream = caller.GetStream();
        await stream.WriteAsync(request, limit.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await StatusAsync(reader, limit.Token);
        // .NET's client asks first whether it may go on.
        while (status == 100)
        {
            await reader.ReadLineAsync(limit.Token);
            status = await StatusAsync(reader, limit.Token);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(limit.Token) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

        var body = new char[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, limit.Token);
        return new RawAnswer(status, headers.GetValueOrDefault("Content-Type", ""), Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
    }

    private static async Task<int> StatusAsync(StreamReader reader, CancellationToken ct) =>
        int.Parse((await reader.ReadLineAsync(ct))!.Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>A POST with these header lines and a length.</summary>
    public static byte[] Post(string path, byte[] body, params string[] headers) =>
        [.. Head(path, [.. headers, "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture)]), .. body];

    /// <summary>A POST in chunks of an odd size, so that they cut characters and tags in two.</summary>
    public static byte[] Chunked(string path, byte[] body, params string[] headers) =>
    [
        .. Head(path, [.. headers, "Transfer-Encoding: chunked"]),
        .. body.Chunk(7).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\n\r\n"u8,
    ];

    private static byte[] Head(string path, IEnumerable<string> headers) =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{string.Join("\r\n", headers)}\r\n\r\n");
}
