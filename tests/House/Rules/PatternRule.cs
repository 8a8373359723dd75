using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>
/// A pattern that judges a text to its end says so with \z: a dollar takes a line end behind it too, and what was taken for seven digits
/// and a letter goes on with it.
/// </summary>
internal static partial class PatternRule
{
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources) =>
        from file in sources
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        where Dollar().IsMatch(line.Text) && !line.Text.Contains("RegexOptions.Multiline", StringComparison.Ordinal)
        select $"{file.Path}:{line.Number} ends a pattern with a dollar, which takes a line end too; write \\z: {line.Text.Trim()}";

    [GeneratedRegex("Regex(\\.\\w+)?\\(.*(?<!\\\\)\\$\"")]
    private static partial Regex Dollar();
}
