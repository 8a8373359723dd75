using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Each package is there for a reason that stands in the ADR of dependencies, and none stands there that is gone.</summary>
internal static partial class PackageRule
{
    /// <param name="versions">The central list of versions.</param>
    /// <param name="decision">The ADR.</param>
    public static IEnumerable<string> Violations(string versions, string decision)
    {
        var pinned = Pinned().Matches(versions).Select(m => m.Groups["name"].Value).ToList();
        foreach (var name in pinned.Where(name => !Regex.IsMatch(decision, $@"(?<![\w.]){Regex.Escape(name)}(?![\w-]|\.\w)")))
            yield return $"{name} has a version, and no reason in the ADR";
        foreach (var name in Used(decision).Where(name => !pinned.Contains(name)))
            yield return $"{name} has a reason in the ADR, and no version";
    }

    // The first table, without what npm and the tool manifest bring.
    private static IEnumerable<string> Used(string decision) => decision.Split('\n')
        .SkipWhile(line => !line.StartsWith("| package | why | alternatives |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1].Trim())
        .Where(names => !names.Contains('(', StringComparison.Ordinal)).SelectMany(names => names.Split(", "));

    [GeneratedRegex(@"<PackageVersion Include=""(?<name>[^""]+)""")]
    private static partial Regex Pinned();
}
