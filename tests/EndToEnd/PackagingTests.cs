using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>What an administrator installs, on real tools: the Debian package in a Debian of its own, and the unit.</summary>
public sealed class PackagingTests
{
    private static readonly string Packaging = Path.Combine(Repository.Root, "packaging");

    /// <summary>Built, installed, started, used, upgraded, removed and purged: settings stay on removal, data on purge.</summary>
    [Fact]
    public async Task The_package_installs_into_a_bare_Debian_runs_and_leaves_the_data()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1", "Fetches a whole Debian: ./test --full");
        Assert.True(ToolProcess.Exists("debootstrap") && ToolProcess.Exists("dpkg-deb"), "Missing; install them with: apt-get install -y debootstrap dpkg");
        var folder = Directory.CreateTempSubdirectory("paquet-");
        var (built, output) = await ToolProcess.RunAsync(Path.Combine(Packaging, "deb", "construire"), folder.FullName);
        Assert.True(built == 0, output);
        var package = Assert.Single(folder.GetFiles("*.deb"));

        var (code, told) = await ToolProcess.RunAsync(Path.Combine(Packaging, "deb", "essayer"), package.FullName);

        Assert.True(code == 0, told);
        Assert.Contains("à l'écoute", told, StringComparison.Ordinal);
        Assert.EndsWith("== tout est bon", told.TrimEnd(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_unit_is_right_for_systemd_and_hardened()
    {
        Assert.True(ToolProcess.Exists("systemd-analyze"), "systemd-analyze is missing; install it with: apt-get install -y systemd");
        var (code, told) = await ToolProcess.RunAsync("systemd-analyze", "security", "--offline=true", "--threshold=30", Path.Combine(Packaging, "deb", "parcoursup-gateway.service"));

        Assert.True(code == 0, told);
        Assert.DoesNotContain("Unknown", told, StringComparison.Ordinal);
    }
}
