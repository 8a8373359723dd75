using System.Diagnostics;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>
/// The examples of the README work when pasted one after another against a served demo, and print what the README says:
/// the lines of a block <c>text</c> stand in that order in what the block before it prints.
/// </summary>
public sealed partial class ReadmeTests
{
    private const string ReadyFileOfReadme = "/tmp/pret.json";
    private const string End = "-- end of the example --";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_curl_examples_work_when_pasted_one_after_another()
    {
        var ct = TestContext.Current.CancellationToken;
        var examples = ExamplesOfReadme();
        Assert.True(examples.Count(e => e.Expected.Count > 0) >= 10, "Few examples of the README tell what they print.");

        var ready = Path.Combine(Path.GetTempPath(), $"pret-{Guid.NewGuid():N}.json");
        await using var demo = DemoProcess.Start("--serve", "--ready", ready);
        await WaitForAsync(ready, demo, ct);

        // One shell, because the examples share their variables, as they do in a reader's terminal.
        var script = string.Concat(examples.Select(e => $"{e.Commands}\necho; echo '{End}'\n")).Replace(ReadyFileOfReadme, ready, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-e", "-o", "pipefail", "-c", script }, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(ct);
        var errors = shell.StandardError.ReadToEndAsync(ct);
        await shell.WaitForExitAsync(ct);

        var printed = (await output).Split(End);
        Assert.True(shell.ExitCode == 0, $"{await output}\n{await errors}\n{demo.Output}");
        Assert.Equal(examples.Count + 1, printed.Length);
        Assert.All(examples.Zip(printed), pair => AssertPrinted(pair.First, pair.Second));
        File.Delete(ready);
    }

    private static void AssertPrinted(Example example, string printed)
    {
        var from = 0;
        foreach (var line in example.Expected)
        {
            var at = printed.IndexOf(line, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"The README promises «{line}» from\n{example.Commands}\nand it prints\n{printed}");
            from = at + line.Length;
        }
    }

    private static List<Example> ExamplesOfReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = SectionPattern().Match(readme);
        Assert.True(section.Success, "The README has no section «Try it with curl».");
        var examples = new List<Example>();
        foreach (Match block in BlockPattern().Matches(section.Value))
        {
            var content = block.Groups["content"].Value;
            if (block.Groups["kind"].Value == "bash") examples.Add(new Example(content, []));
            else examples[^1] = examples[^1] with { Expected = [.. content.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
        }

        return examples;
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

    [GeneratedRegex(@"^```(?<kind>bash|text)\n(?<content>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();

    /// <param name="Expected">Lines that it prints in this order, among others.</param>
    private sealed record Example(string Commands, IReadOnlyList<string> Expected);
}
