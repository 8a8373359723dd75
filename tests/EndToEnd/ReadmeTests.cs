using System.Diagnostics;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>The examples of the README work when pasted one after another against a served demo.</summary>
public sealed partial class ReadmeTests
{
    private const string ReadyFileOfReadme = "/tmp/pret.json";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_curl_examples_work_when_pasted_one_after_another()
    {
        var ct = TestContext.Current.CancellationToken;
        var blocks = BlocksOfReadme();
        Assert.True(blocks.Count >= 5, $"Only {blocks.Count} examples were found in the README.");

        var ready = Path.Combine(Path.GetTempPath(), $"pret-{Guid.NewGuid():N}.json");
        await using var demo = DemoProcess.Start("--serve", "--ready", ready);
        await WaitForAsync(ready, demo, ct);

        // One shell, because the examples share their variables, as they do in a reader's terminal.
        var script = string.Join("\n", blocks).Replace(ReadyFileOfReadme, ready, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-e", "-o", "pipefail", "-c", script }, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(ct);
        var errors = shell.StandardError.ReadToEndAsync(ct);
        await shell.WaitForExitAsync(ct);

        Assert.True(shell.ExitCode == 0, $"{await output}\n{await errors}\n{demo.Output}");
        File.Delete(ready);
    }

    private static List<string> BlocksOfReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = SectionPattern().Match(readme);
        Assert.True(section.Success, "The README has no section «Try it with curl».");
        return [.. BlockPattern().Matches(section.Value).Select(b => b.Groups[1].Value)];
    }

    private static async Task WaitForAsync(string ready, DemoProcess demo, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestStart);
        while (!File.Exists(ready))
        {
            Assert.False(demo.HasExited, demo.Output);
            await Task.Delay(200, limit.Token);
        }
    }

    [GeneratedRegex(@"^## Try it with curl\n.*?(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^```bash\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();
}
