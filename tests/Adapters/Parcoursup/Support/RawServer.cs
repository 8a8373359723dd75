using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

/// <summary>A bare TCP listener for the misdeeds that Kestrel does not commit.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public RawServer(Func<Socket, CancellationToken, Task> serve)
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/ApiRest/";
        _loop = LoopAsync(serve);
    }

    public string Url { get; }

    /// <summary>Reads what comes, then cuts the connection with a reset.</summary>
    public static async Task ReadThenResetAsync(Socket socket, CancellationToken cancellationToken)
    {
        await socket.ReceiveAsync(new byte[64 * 1024], cancellationToken);
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task LoopAsync(Func<Socket, CancellationToken, Task> serve)
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), serve));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket, Func<Socket, CancellationToken, Task> serve)
    {
        using (socket)
        {
            try
            {
                await serve(socket, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // Disposed of, or the client went away.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }
}
