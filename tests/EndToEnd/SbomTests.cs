using System.Text.Json;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>What the gateway says it consists of is what it was built with.</summary>
public sealed class SbomTests
{
    [Fact]
    public async Task The_SBOM_names_every_package_that_is_shipped_with_its_version_and_hash_and_none_of_the_tests()
    {
        var folder = Directory.CreateTempSubdirectory("sbom-");
        var file = Path.Combine(folder.FullName, "sbom.json");

        var (code, told) = await ToolProcess.RunAsync(Path.Combine(Repository.Root, "build", "sbom"), file);

        Assert.True(code == 0, told);
        using var sbom = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Assert.Equal("CycloneDX", sbom.RootElement.GetProperty("bomFormat").GetString());
        var component = sbom.RootElement.GetProperty("metadata").GetProperty("component");
        Assert.Equal("parcoursup-gateway", component.GetProperty("name").GetString());
        var shipped = sbom.RootElement.GetProperty("components").EnumerateArray()
            .Where(c => c.GetProperty("scope").GetString() == "required").ToList();
        Assert.Equal(Restored(), shipped.Select(NameAndVersion).Order(StringComparer.Ordinal));
        Assert.All(shipped, c => Assert.Equal(128, c.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length));
        folder.Delete(recursive: true);
    }

    private static string NameAndVersion(JsonElement component) =>
        $"{component.GetProperty("name").GetString()}/{component.GetProperty("version").GetString()}";

    // What NuGet decided, without what only judges the code.
    private static IOrderedEnumerable<string> Restored()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "Gateway", "obj", "project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name)
            .Where(name => !name.StartsWith("Microsoft.CodeAnalysis.BannedApiAnalyzers/", StringComparison.Ordinal))
            .ToList().Order(StringComparer.Ordinal);
    }
}
