using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>Words that are said in one way wherever people read them: in guides, on pages and in messages.</summary>
public sealed partial class FrancaisTests
{
    private static readonly IReadOnlyList<(string Place, string Text)> Lines = [.. Read("docs/guide", "*.md"), .. Read("docs/securite", "*.md"), .. Read("src", "*.cs"), .. Read("src", "*.razor"), .. Read("src", "*.json"), .. Read("packaging", "*.env")];

    public static TheoryData<string, string> Forms() => new()
    {
        { "une OPI is feminine", @"\b(un|cet|aucun) OPI\b|\bOPI [^.,;]{0,20}(est-il|a-t-il)\b|\bOPI( \{?\w+\}?)? est (devenu|reçu|envoyé|accepté|refusé|vérifié|confié|transmis)\b" },
        { "« Oui si » has one capital", @"\bOui Si\b" },
        { "the reverse proxy is the mandataire inverse, the outgoing one the serveur mandataire", @"(?<!serveur |passerelle-|^\s*\+ "")\bmandataire\b(?!,? inverse|\s*""$)" },
        { "a setting prend effet", @"\b(vaut|compte) en quelques secondes" },
        { "a decision changes, it does not turn", @"(décisions|formations) qui tourneraient" },
        { "a count agrees with its number", @"""[^""]*[a-zé]\(s\)" },
        { "a candidate is not averti", @"candidats? avertis?\b" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void There_is_one_way_to_say_it(string why, string other)
    {
        var found = Lines.Where(line => Regex.IsMatch(line.Text, other)).Select(line => $"{line.Place}: {line.Text.Trim()}").ToList();
        Assert.True(found.Count == 0, $"{why}:\n{string.Join('\n', found)}");
    }

    // What an external system says, and what only developers read, is another matter.
    private static IEnumerable<(string Place, string Text)> Read(string folder, string pattern) =>
        Directory.EnumerateFiles(Depot.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Apart().IsMatch(file))
            .SelectMany(file => File.ReadLines(file).Select((text, i) => (Place: $"{Path.GetRelativePath(Depot.Root, file)}:{i + 1}", text)))
            .Where(line => !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal));

    [GeneratedRegex("/(obj|bin|Simulators)/")]
    private static partial Regex Apart();
}
