using System.Diagnostics;
using System.Text;

namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>The demo as a user starts it: a process of its own, which starts the gateway as another.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private DemoProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public static DemoProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Repository.Assembly("src/Demo", "Parcoursup.Gateway.Demo.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new DemoProcess(Process.Start(start)!);
    }

    /// <summary>Starts it without a campaign, and waits until it has written where everything is.</summary>
    public static async Task<DemoProcess> ServeAsync(string ready, CancellationToken ct)
    {
        var demo = Start("--serve", "--ready", ready);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestStart);
        while (!File.Exists(ready))
        {
            Assert.False(demo.HasExited, demo.Output);
            await Task.Delay(200, limit.Token);
        }

        return demo;
    }

    /// <summary>Waits until this has been printed.</summary>
    public async Task SaysAsync(string text, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestStart);
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(HasExited, Output);
            await Task.Delay(200, limit.Token);
        }
    }

    /// <summary>As Ctrl-C does in a terminal.</summary>
    public Task InterruptAsync() => SignalAsync("-INT");

    /// <summary>Runs to the end and returns the exit code.</summary>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestRun);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void Keep(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Politely first: the demo then stops the gateway that it started.
            await SignalAsync("-TERM");
            using var patience = new CancellationTokenSource(LongestStart);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }
}
