using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.OpiIntake;

/// <summary>Load from a process of its own: Debian's wrk.</summary>
internal static partial class Wrk
{
    /// <summary>Requests per second that were answered 2xx; any other answer is an error.</summary>
    public static async Task<double> RunAsync(string url, string authorization, int connections, int seconds, int firstNumber)
    {
        var folder = AppContext.BaseDirectory;
        var start = new ProcessStartInfo("wrk")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-t2", $"-c{connections}", $"-d{seconds}s", "-s", Path.Combine(folder, "opi.lua"), url, "--",
                Path.Combine(folder, "opi.xml"), authorization, firstNumber.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal) || process.ExitCode != 0)
            throw new InvalidOperationException("The load was not answered as it should:\n" + output);
        return double.Parse(RateLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RateLine();
}
