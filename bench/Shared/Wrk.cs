using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Bench;

/// <summary>What a round of load came to: requests answered 2xx, whole and per second.</summary>
/// <param name="P99">Within how many milliseconds 99 of 100 were answered.</param>
internal readonly record struct Load(long Requests, double PerSecond, double P99);

/// <summary>Load from a process of its own: Debian's wrk.</summary>
internal static partial class Wrk
{
    /// <summary>The message, its number left out.</summary>
    public static string Message => Path.Combine(AppContext.BaseDirectory, "opi.xml");

    /// <summary>An answer other than 2xx is an error.</summary>
    public static async Task<Load> RunAsync(string url, string authorization, int connections, int seconds, int firstNumber)
    {
        var start = new ProcessStartInfo("wrk")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-t2", "--latency", $"-c{connections}", $"-d{seconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "opi.lua"), url, "--",
                Message, authorization, firstNumber.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal) || process.ExitCode != 0)
            throw new InvalidOperationException("The load was not answered as it should:\n" + output);
        return new Load(
            long.Parse(CountLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(RateLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(LatencyLine().Match(output)));
    }

    private static double Milliseconds(Match latency) => double.Parse(latency.Groups[1].Value, CultureInfo.InvariantCulture)
        * latency.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RateLine();

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex LatencyLine();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex CountLine();
}
