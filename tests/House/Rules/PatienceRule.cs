using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>
/// No absolute time decides a test: a machine may be slow, and stand still for seconds. A limit is one for what would never come, and is
/// counted in minutes; how long something took is told, never judged.
/// </summary>
internal static partial class PatienceRule
{
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> tests) =>
        from file in tests
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        where Wait().IsMatch(line.Text) || Judged().IsMatch(line.Text) || Limit().IsMatch(line.Text)
        select $"{file.Path}:{line.Number} lets a time decide: {line.Text.Trim()}";

    [GeneratedRegex(@"\.WaitAsync\(TimeSpan\.From(Milli)?[Ss]econds\(")]
    private static partial Regex Wait();

    [GeneratedRegex(@"(\bElapsed\w*|GetElapsedTime\([^)]*\)(\.Total\w+)?)\s*<")]
    private static partial Regex Judged();

    [GeneratedRegex(@"\b(Patience|patience|Limit|limit|Longest(Run|Time|Start)?|Soon)\s*=\s*(new\s+CancellationTokenSource\()?TimeSpan\.From(Milli)?[Ss]econds\(")]
    private static partial Regex Limit();
}
