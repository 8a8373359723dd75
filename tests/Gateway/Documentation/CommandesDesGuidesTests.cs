using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Cli;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>What guides and messages give to type is what the program takes, under the name by which it is installed.</summary>
public sealed partial class CommandesDesGuidesTests
{
    public static TheoryData<string> Pages() => [.. French(), "docs/operations.md", "README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_line_of_a_page_is_understood(string page)
    {
        var root = GatewayCommand.Create();
        Assert.All(Lines(File.ReadAllText(Depot.PathOf(page))), line =>
        {
            var result = root.Parse([.. CommandLineParser.SplitCommandLine(Placeholder().Replace(line, m => m.Value == "<empreinte>" ? new string('0', 64) : "1"))]);
            Assert.True(result.CommandResult.Command is not RootCommand, $"{page}: {line}");
            // A command that is only named is given nothing.
            if (result.Tokens.Any(token => token.Type != TokenType.Command))
                Assert.True(result.Errors.Count == 0, $"{page}: {line}\n{string.Join('\n', result.Errors.Select(e => e.Message))}");
        });
    }

    [Fact]
    public void The_guides_give_many() =>
        Assert.True(French().Sum(page => Lines(File.ReadAllText(Depot.PathOf(page))).Count()) > 60);

    [Fact]
    public void The_guides_know_one_name_of_it_and_the_first_says_how_it_is_called_elsewhere()
    {
        foreach (var page in French())
            Assert.DoesNotMatch(OtherName(), File.ReadAllText(Depot.PathOf(page)));
        Assert.Contains("`./run` prend la place de `parcoursup-gateway`", File.ReadAllText(Depot.PathOf("docs/guide/mise-en-route.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_names_a_command_names_one_that_there_is()
    {
        var root = GatewayCommand.Create();
        var named = Directory.EnumerateFiles(Depot.PathOf("src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(line => (file, line)))
            .SelectMany(at => Words().Matches(at.line).Select(m => (at.file, Name: m.Groups["name"].Value, Words: m.Groups["words"].Value.Split(' '), More: m.Groups["more"].Success)))
            .Where(at => root.Subcommands.Any(c => c.Name == at.Words.FirstOrDefault())).ToList();

        Assert.True(named.Count > 10, $"{named.Count}");
        Assert.All(named, at => Assert.True(at.Name == "parcoursup-gateway" && Leads(root, at.Words, at.More), $"{at.file}: {at.Name} {string.Join(' ', at.Words)}"));
    }

    private static IEnumerable<string> French() =>
        new[] { "docs/guide", "docs/securite", "docs/exploitation" }.SelectMany(folder => Directory.EnumerateFiles(Depot.PathOf(folder), "*.md"))
            .Select(file => Path.GetRelativePath(Depot.Root, file)).Order(StringComparer.Ordinal);

    // The words lead to a command that does something, or what follows them is not known here.
    private static bool Leads(Command command, IEnumerable<string> words, bool more)
    {
        foreach (var word in words)
        {
            if (command.Subcommands.Count == 0) return true;
            if (command.Subcommands.FirstOrDefault(c => c.Name == word) is not { } below) return false;
            command = below;
        }

        return more || command.Subcommands.Count == 0;
    }

    // In a block up to a comment or what the shell makes of it, in a sentence up to the end of the code.
    private static IEnumerable<string> Lines(string markdown)
    {
        var inBlock = false;
        foreach (var line in markdown.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) inBlock = !inBlock;
            else
                foreach (Match found in (inBlock ? InBlock() : InSentence()).Matches(line))
                    yield return found.Groups["line"].Value.Trim();
    }

    [GeneratedRegex(@"(?<![\w/.-])parcoursup-gateway (?<line>[a-z][^#>|\n]*)")]
    private static partial Regex InBlock();

    [GeneratedRegex(@"(?<=`[^`]*)(?<![\w/.-])parcoursup-gateway (?<line>[a-z][^`|\n]*)")]
    private static partial Regex InSentence();

    [GeneratedRegex(@"<[^<> ]+>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\w/.-])gateway [a-z]|\./run (?!demo\b|--)[a-z]")]
    private static partial Regex OtherName();

    [GeneratedRegex(@"(?<![\w/.])(?<name>[a-z-]*gateway) (?<words>(?>[a-z-]+( [a-z-]+)*))(?<more> \{)?")]
    private static partial Regex Words();
}
