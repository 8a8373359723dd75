using System.Diagnostics;
using Parcoursup.Gateway.House.Tests.Reading;

namespace Parcoursup.Gateway.House.Tests;

/// <summary>What <c>./test</c> reads of a project's run, whatever the terminal it was taken for.</summary>
public sealed class CountsTests
{
    private const string Plain = "passed A.B (3ms)\nfailed A.C (1ms)\n\nTest run summary: Failed!\n  total: 2\n  failed: 1\n  succeeded: 1\n  skipped: 0\n";

    [Theory]
    [InlineData(Plain, 2, "1 1")]
    [InlineData("\e[32mpassed\e[m A.B \e[90m(3ms)\e[m\n  total: 1\n  failed: 0\n\e[32m  succeeded: 1\n\e[m  skipped: 0\n", 0, "1 0")]
    [InlineData("\e[31m  failed: 2\e[m\n  succeeded: 5\n", 2, "5 2")]
    // It passed every test and then did not end well: that is a failure.
    [InlineData("  failed: 0\n  succeeded: 7\n", 139, "7 1")]
    // It was cut off: what ended counts, and so does the cut.
    [InlineData("passed A.B (3ms)\npassed A.C (3ms)\nfailed A.D (3ms)\n", 124, "2 2")]
    [InlineData("\e[32mpassed\e[m A.B \e[90m(3ms)\e[m\n", 137, "1 1")]
    [InlineData("", 1, "0 1")]
    public async Task A_run_is_counted_with_colours_and_without_whole_and_cut_off(string log, int code, string expected)
    {
        Assert.Equal(expected, await ReadAsync(log, "counts_of \"$2\" \"$3\"", $"{code}"));
    }

    [Fact]
    public async Task What_failed_is_told_again_with_its_first_lines_and_nothing_of_what_passed()
    {
        const string log = "passed A.B (3ms)\n\e[31mfailed\e[m A.C (1ms)\n  Assert.Equal() Failure\n    Expected: 1\n\n  Standard output\n"
            + "warn: another line\npassed A.D (1ms)\n  its own words\nfailed A.E (2s)\n  cut\n";
        Assert.Equal(
            "failed A.C (1ms)\n  Assert.Equal() Failure\n    Expected: 1\n  Standard output\nfailed A.E (2s)\n  cut",
            await ReadAsync(log, "failures_of \"$2\""));
    }

    private static async Task<string> ReadAsync(string text, string call, params string[] more)
    {
        var log = Path.GetTempFileName();
        await File.WriteAllTextAsync(log, text, TestContext.Current.CancellationToken);
        try
        {
            return await CallAsync([call, "bash", .. Arguments(log, more)]);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static IEnumerable<string> Arguments(string log, string[] more) =>
        [Path.Combine(Path.GetDirectoryName(Sources.Root)!, "build", "counts.sh"), log, .. more];

    private static async Task<string> CallAsync(string[] call)
    {
        var start = new ProcessStartInfo("bash", ["-c", $". \"$1\"; {call[0]}", .. call[1..]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, told) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _ = await told;
        return (await output).Trim();
    }
}
