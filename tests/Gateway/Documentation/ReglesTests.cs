using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Decisions;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>Whoever names a rule as the source of something has to say what the rule is.</summary>
public sealed partial class ReglesTests
{
    [Fact]
    public void Every_rule_that_the_sources_name_has_its_sentence()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Depot.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Rule().Matches(File.ReadAllText(file))).Select(m => m.Groups["rule"].Value).Distinct().ToList();

        Assert.True(named.Count > 10, "Few rules are found.");
        Assert.All(named, rule => Assert.NotEqual(rule, RegleEnClair.De(rule)));
    }

    [GeneratedRegex("\"(?<rule>règle [A-K][0-9]+)\"[;,) ]")]
    private static partial Regex Rule();
}
