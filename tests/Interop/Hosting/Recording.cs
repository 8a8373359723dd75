using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>
/// Stands between the clients and the gateway when <c>GATEWAY_TESTS_RECORD=1</c>, and saves the bytes of their requests
/// as fixtures of the fast tests; hosts and passwords are replaced.
/// </summary>
internal sealed partial class Recording : IAsyncDisposable
{
    public const string Command = "GATEWAY_TESTS_RECORD=1 ./test Interop";

    /// <summary>The versions that stand for all: the oldest, the first with the Oui si, the newest.</summary>
    private static readonly int[] Versions = [2, 8, 10];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<byte[]> _connections = [];
    private readonly ConcurrentBag<Task> _relays = [];
    private readonly Uri _gateway;
    private readonly Task _accepting;

    private Recording(Uri gateway)
    {
        _gateway = gateway;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public static bool Wanted => Environment.GetEnvironmentVariable("GATEWAY_TESTS_RECORD") == "1";

    /// <summary>Where the clients call.</summary>
    public Uri Url { get; }

    /// <summary>Null unless recording is wanted.</summary>
    public static Recording? Start(Uri gateway) => Wanted ? new Recording(gateway) : null;

    /// <summary>Writes one file per call, once all clients are done.</summary>
    public async Task SaveAsync(IEnumerable<Call> calls, CancellationToken ct)
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_relays);
        var requests = _connections.SelectMany(Split).ToList();
        Directory.CreateDirectory(Repository.Requests);
        foreach (var call in calls.Where(c => Versions.Contains(c.Version) && c.Case.Expectation != Expectation.Refused))
        {
            // .NET's client sends everything without its password first.
            var request = requests.Find(r => Latin1(r).Contains($">{call.CodOpi}<", StringComparison.Ordinal) && Credentials().IsMatch(Latin1(r)))
                ?? throw new InvalidOperationException($"No request of {call.Id} was seen.");
            await File.WriteAllBytesAsync(Path.Combine(Repository.Requests, call.Id + ".http"), Clean(request, call), ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient caller)
    {
        using var seen = new MemoryStream();
        using (caller)
        using (var gateway = new TcpClient())
        {
            await gateway.ConnectAsync(_gateway.Host, _gateway.Port);
            await Task.WhenAll(ForwardAsync(caller, gateway, seen), ForwardAsync(gateway, caller, Stream.Null));
        }

        _connections.Add(seen.ToArray());
    }

    /// <summary>One direction, until its sender closes it: some clients wait for that.</summary>
    private static async Task ForwardAsync(TcpClient from, TcpClient to, Stream copy)
    {
        var buffer = new byte[16384];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is var read and > 0)
            {
                copy.Write(buffer, 0, read);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // One of the two has left without a word.
            from.Close();
            to.Close();
        }
    }

    /// <summary>The requests of one connection.</summary>
    private static IEnumerable<byte[]> Split(byte[] connection)
    {
        var text = Latin1(connection);
        var starts = RequestLine().Matches(text).Select(m => m.Index).Append(text.Length).ToList();
        return starts.Zip(starts.Skip(1), (start, end) => connection[start..end]);
    }

    private static byte[] Clean(byte[] request, Call call)
    {
        var text = Latin1(request);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = HostLine().Replace(text[..end], "$1localhost");
        head = Absolute().Replace(head, "http://localhost/");
        head = Credentials().Replace(head, "$1" + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call.Client}:remplace"))));
        return [.. Encoding.Latin1.GetBytes(head), .. request[end..]];
    }

    private static string Latin1(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    [GeneratedRegex(@"(GET|POST) \S+ HTTP/1\.[01]\r\n")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"(\r\nHost: )[^\r]*", RegexOptions.IgnoreCase)]
    private static partial Regex HostLine();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Absolute();

    [GeneratedRegex(@"(\r\nAuthorization: Basic )[^\r]*", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
