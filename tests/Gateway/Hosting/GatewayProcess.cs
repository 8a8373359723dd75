using System.Diagnostics;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>The real program, started as an administrator starts it.</summary>
public static class GatewayProcess
{
    private static readonly TimeSpan Patience = Poll.Patience;

    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "gateway.dll");

    /// <summary>Runs a command to its end; the settings go through the environment.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end: {await output}{await error}");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>The storage's settings as environment variables.</summary>
    public static Dictionary<string, string> Environment(TestStorage storage) =>
        storage.Settings.Select(s => s[2..].Split('=', 2)).ToDictionary(s => s[0].Replace(":", "__", StringComparison.Ordinal), s => s[1]);

    private static Process Start(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
