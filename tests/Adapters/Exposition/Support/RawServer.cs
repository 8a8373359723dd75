using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>A bare TCP listener for the misdeeds that a web server does not commit.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _appels;

    /// <param name="reponses">What each connection is answered with, bytes as they go out; the last one for all that follow. Null: a reset.</param>
    public RawServer(params string?[] reponses)
    {
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/inserjeunes");
        _loop = LoopAsync(reponses);
    }

    /// <summary>A head without its body, and nothing more.</summary>
    public const string Silence = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

    public Uri Url { get; }

    public int Appels => _appels;

    public static string Json(string corps, string statut = "200 OK", int? longueur = null) =>
        $"HTTP/1.1 {statut}\r\nContent-Type: application/json\r\nContent-Length: {longueur ?? Encoding.UTF8.GetByteCount(corps)}\r\n"
        + $"Connection: close\r\n\r\n{corps}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync(string?[] reponses)
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), reponses));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket, string?[] reponses)
    {
        using (socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[64 * 1024], _stop.Token);
                var reponse = reponses[Math.Min(Interlocked.Increment(ref _appels) - 1, reponses.Length - 1)];
                if (reponse is null) socket.LingerState = new LingerOption(true, 0);
                else await socket.SendAsync(Encoding.UTF8.GetBytes(reponse), _stop.Token);
                if (reponse == Silence) await Task.Delay(Timeout.Infinite, _stop.Token);
                if (reponse is not null) socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // Disposed of, or the client went away.
            }
        }
    }
}
