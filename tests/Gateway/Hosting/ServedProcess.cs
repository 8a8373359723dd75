using System.Diagnostics;
using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>The real program while it serves, with what it prints.</summary>
public sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServedProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything on both outputs so far.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Starts it on a free port and waits for its first line.</summary>
    public static async Task<ServedProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [GatewayProcess.Program])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["Urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var served = new ServedProcess(Process.Start(start)!);
        await Poll.UntilAsync(() => Task.FromResult(served._process.HasExited || served.Output.Contains("à l'écoute", StringComparison.Ordinal)));
        return served;
    }

    /// <summary>Stops it in order, as a service manager does.</summary>
    public async Task StopAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
    }
}
