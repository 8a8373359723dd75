using System.Text.RegularExpressions;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>The examples of the README and of the rehearsal work when pasted, and print what the text says.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_tour_goes_as_the_README_says_in_the_browser_and_with_calls_that_are_pasted()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var section = SectionPattern().Match(readme);
        Assert.True(section.Success, "The README has no section «Try it with curl».");
        var examples = new Exemples(section.Value);

        Assert.True(examples.WithResult >= 10, "Few examples of the README tell what they print.");
        await using var visite = new VisiteGuidee(readme);
        await examples.AssertWorkAsync(TestContext.Current.CancellationToken, visite.CommencerAsync, visite.FinirAsync);
    }

    [Fact]
    public async Task The_rehearsal_with_an_etablissement_of_ones_own_goes_as_the_guide_says()
    {
        var examples = new Exemples(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guide", "repetition.md")));

        Assert.True(examples.WithResult >= 6, "Few steps of the guide tell what they print.");
        await examples.AssertWorkAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^## Try it with curl\n.*?(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SectionPattern();
}
