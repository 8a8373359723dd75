using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>A foreign server's process, ended with its folder by disposing of it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly Uri _address;
    private readonly string _readings;

    private RunningServer(Process process, Uri address, string readings)
    {
        (_process, _address, _readings) = (process, address, readings);
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote, for a failure's message.</summary>
    public string Output => string.Join('\n', _lines.TakeLast(40));

    public Uri AddressOf(int version) => new(_address, Contract.Of(version).Key);

    public static async Task<RunningServer> StartAsync(ProcessStartInfo command, Uri address, string readings, CancellationToken ct)
    {
        command.RedirectStandardOutput = command.RedirectStandardError = true;
        foreach (var name in new[] { "http_proxy", "HTTP_PROXY", "CLASSPATH", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_URLS" }) command.Environment.Remove(name);
        command.Environment["LC_ALL"] = "C.UTF-8";
        var server = new RunningServer(Process.Start(command)!, address, readings);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            while (!await ListensAsync(address, limit.Token))
            {
                if (server._process.HasExited) throw new InvalidOperationException($"{command.FileName} stopped:\n{server.Output}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }

            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
                throw new InvalidOperationException($"{command.FileName} did not listen within {Patience.TotalSeconds} seconds:\n{server.Output}");
            throw;
        }
    }

    /// <summary>Every value that it read of an OPI, by its path; null when it did not get so far.</summary>
    public IReadOnlyDictionary<string, string>? Read(string codOpi)
    {
        var file = Path.Combine(_readings, codOpi + ".tsv");
        return File.Exists(file) ? File.ReadLines(file).Select(line => line.Split('\t')).ToDictionary(part => part[0], part => part[1]) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_readings, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> ListensAsync(Uri address, CancellationToken ct)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
