using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>
/// The blocks <c>bash</c> of a document, pasted one after another against a served demo. The lines of a block <c>text</c> stand in
/// that order in what the block before it prints.
/// </summary>
internal sealed partial class Exemples
{
    // The ready file that the documents name.
    private const string ReadyFile = "/tmp/pret.json";
    private const string End = "-- end of the example --";

    private readonly List<Example> _examples = [];

    public Exemples(string markdown)
    {
        foreach (Match block in BlockPattern().Matches(markdown))
        {
            var content = block.Groups["content"].Value;
            if (block.Groups["kind"].Value == "bash") _examples.Add(new Example(content, []));
            else _examples[^1] = _examples[^1] with { Expected = [.. content.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
        }
    }

    /// <summary>How many of them tell what they print.</summary>
    public int WithResult => _examples.Count(e => e.Expected.Count > 0);

    /// <param name="before">What is done at the served demo first; it is given what the ready file says.</param>
    /// <param name="after">What is done last.</param>
    public async Task AssertWorkAsync(CancellationToken ct, Func<JsonNode, Task>? before = null, Func<Task>? after = null)
    {
        var ready = Path.Combine(Path.GetTempPath(), $"pret-{Guid.NewGuid():N}.json");
        await using var demo = await DemoProcess.ServeAsync(ready, ct);
        if (before is not null) await before(JsonNode.Parse(await File.ReadAllTextAsync(ready, ct))!);

        // One shell, because the examples share their variables, as they do in a reader's terminal.
        var script = string.Concat(_examples.Select(e => $"{e.Commands}\necho; echo '{End}'\n")).Replace(ReadyFile, ready, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-e", "-o", "pipefail", "-c", script }, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(ct);
        var errors = shell.StandardError.ReadToEndAsync(ct);
        await shell.WaitForExitAsync(ct);

        var printed = (await output).Split(End);
        Assert.True(shell.ExitCode == 0, $"{await output}\n{await errors}\n{demo.Output}");
        Assert.Equal(_examples.Count + 1, printed.Length);
        Assert.All(_examples.Zip(printed), pair => AssertPrinted(pair.First, pair.Second));
        if (after is not null) await after();
        File.Delete(ready);
    }

    private static void AssertPrinted(Example example, string printed)
    {
        var from = 0;
        foreach (var line in example.Expected)
        {
            var at = printed.IndexOf(line, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"The document promises «{line}» from\n{example.Commands}\nand it prints\n{printed}");
            from = at + line.Length;
        }
    }

    [GeneratedRegex(@"^```(?<kind>bash|text)\n(?<content>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();

    /// <param name="Expected">Lines that it prints in this order, among others.</param>
    private sealed record Example(string Commands, IReadOnlyList<string> Expected);
}
