using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Reading;
using Parcoursup.Gateway.House.Tests.Rules;

namespace Parcoursup.Gateway.House.Tests;

/// <summary>What the files beside the code say of each other.</summary>
public sealed partial class DepotTests
{
    private static readonly string Root = Path.GetDirectoryName(Sources.Root)!;

    [Fact]
    public void Each_package_has_its_reason() =>
        Assert.Empty(PackageRule.Violations(Read("Directory.Packages.props"), Read("docs/decisions/0006-dependencies.md")));

    [Fact]
    public void A_package_without_a_reason_and_a_reason_without_a_package_are_found()
    {
        const string versions = """<PackageVersion Include="Polly.Extensions" Version="1" /><PackageVersion Include="Dapper" Version="1" />""";
        const string decision = "| package | why | alternatives |\n|---|---|---|\n| Dapper, Polly | x | y |\n\nPolly.Extensions.Http\n";

        Assert.Equal(
            ["Polly has a reason in the ADR, and no version", "Polly.Extensions has a version, and no reason in the ADR"],
            PackageRule.Violations(versions, decision).Order(StringComparer.Ordinal));
    }

    /// <summary>Whatever is made goes into one folder, which git ignores.</summary>
    [Fact]
    public void What_is_made_goes_into_one_folder()
    {
        var said = new[] { "README.md", "CONTRIBUTING.md", "packaging/deb/construire", "build/sbom", "build/mutations", "docs/operations.md", "docs/security.md" }
            .SelectMany(file => Made().Matches(Read(file)).Select(m => m.Value.ToLowerInvariant())).Distinct().ToList();

        Assert.Equal(["artifacts"], said);
        Assert.Contains("\nartifacts/\n", "\n" + Read(".gitignore"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_has_one_recipe() =>
        Assert.Equal(["docs/operations.md"], new[] { "README.md", "docs/operations.md" }.Where(file => Read(file).Contains("PublishContainer", StringComparison.Ordinal)));

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    [GeneratedRegex(@"(?i)\bart[ei]facts\b")]
    private static partial Regex Made();
}
