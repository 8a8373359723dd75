using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Bench;

/// <summary>What a process has used since its start.</summary>
/// <param name="Allocated">Bytes.</param>
/// <param name="Cpu">Microseconds of processor, in the program and in the system.</param>
internal readonly record struct Usage(long Allocated, double Cpu)
{
    public static Usage operator +(Usage left, Usage right) => new(left.Allocated + right.Allocated, left.Cpu + right.Cpu);

    public static Usage operator -(Usage left, Usage right) => new(left.Allocated - right.Allocated, left.Cpu - right.Cpu);

    public static Usage OfThisProcess() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.TotalMicroseconds);
}

/// <summary>An endpoint in a process of its own, which is this program started with <c>--serve kind url</c>.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private MeasuredServer(string kind, string url)
    {
        Url = url;
        _process = Process.Start(new ProcessStartInfo("dotnet") { ArgumentList = { "exec", typeof(MeasuredServer).Assembly.Location, "--serve", kind, url } })!;
    }

    public string Url { get; }

    public static async Task<MeasuredServer> StartAsync(string kind)
    {
        var server = new MeasuredServer(kind, FreeUrl());
        while (!await server.IsUpAsync()) await Task.Delay(100);
        return server;
    }

    public Task<Usage> UsageAsync() => _http.GetFromJsonAsync<Usage>(Url + "/usage");

    /// <summary>Serves one endpoint at <c>/</c> until the process is killed.</summary>
    public static async Task ServeAsync(string url, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        map(app);
        app.MapGet("/usage", http => http.Response.WriteAsJsonAsync(Usage.OfThisProcess()));
        await app.RunAsync();
    }

    public static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return await UsageAsync() != default;
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }
}
