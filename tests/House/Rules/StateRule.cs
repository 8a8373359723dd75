using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>
/// A state is written once, as the member of its enum: SQL names it by <c>nameof</c>, so that a rename finds it. Migrations keep the
/// words that databases in use have.
/// </summary>
internal static partial class StateRule
{
    public static IEnumerable<string> Violations(IReadOnlyCollection<SourceFile> files)
    {
        var code = files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        var members = code.SelectMany(MembersOf).ToLookup(member => member.Name, member => member.Enum);
        return from file in code
               from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
               where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
               from word in Literal().Matches(line.Text).Select(match => match.Groups[1].Value)
               where members.Contains(word)
               select $"{file.Path}:{line.Number} writes '{word}', which is {string.Join(" or ", members[word].Distinct())}.{word}";
    }

    private static IEnumerable<(string Enum, string Name)> MembersOf(SourceFile file) =>
        from declaration in Enumeration().Matches(string.Join('\n', file.Lines))
        from member in Member().Matches(declaration.Groups["members"].Value)
        select (declaration.Groups["name"].Value, member.Groups[1].Value);

    // Of two letters or more: the decisions F, S and D are the wire's.
    [GeneratedRegex(@"(?<![\w'])'([A-Z][A-Za-z]+)'(?!\w)")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\benum (?<name>\w+)[^{]*\{(?<members>[^}]*)\}")]
    private static partial Regex Enumeration();

    [GeneratedRegex(@"^\s*(\w+)\s*(?:=[^,]*)?,?\s*$", RegexOptions.Multiline)]
    private static partial Regex Member();
}
