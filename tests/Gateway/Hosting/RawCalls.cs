using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Calls whose path no library makes better, and calls through a socket of this machine.</summary>
public static class RawCalls
{
    /// <summary>The status of <c>GET path</c>, written as it is.</summary>
    public static async Task<int> StatusOfAsync(this Uri listener, string path, string? key = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, listener.Port);
        await using var stream = client.GetStream();
        var authorization = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: passerelle\r\n{authorization}Connection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return int.Parse((await reader.ReadToEndAsync()).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A client of a Unix socket; dispose it.</summary>
    public static HttpClient OfSocket(string path) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = new Uri("http://passerelle/"), Timeout = Poll.Patience };
}
