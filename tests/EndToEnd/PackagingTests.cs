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

    /// <summary>All but the program itself, whose place a stub takes: what is where, whose it is, and what says so agrees with one another.</summary>
    [Fact]
    public async Task The_package_holds_what_its_unit_its_scripts_and_its_settings_speak_of()
    {
        Assert.True(ToolProcess.Exists("dpkg-deb"), "Missing; install it with: apt-get install -y dpkg");
        var folder = Directory.CreateTempSubdirectory("paquet-");
        var program = folder.CreateSubdirectory("programme");
        foreach (var name in new[] { "gateway", "gateway.dll", "gateway.pdb" }) await File.WriteAllTextAsync(Path.Combine(program.FullName, name), "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(program.FullName, "gateway.dll"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        await OkAsync(Path.Combine(Packaging, "deb", "construire"), folder.FullName, program.FullName);
        var package = Assert.Single(folder.GetFiles("*.deb")).FullName;
        await OkAsync("dpkg-deb", "--raw-extract", package, Path.Combine(folder.FullName, "contenu"));
        string Of(string path) => File.ReadAllText(Path.Combine(folder.FullName, "contenu", path.TrimStart('/')));

        var entries = (await OkAsync("dpkg-deb", "-c", package)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Entry.Of).ToList();
        Assert.All(entries, e => Assert.Equal("root/root", e.Owner));
        // Nobody but its owner writes anything, whatever the builder's own files allowed.
        Assert.All(entries, e => Assert.True(e.Mode[5] != 'w' && e.Mode[8] != 'w', e.ToString()));
        Assert.All(entries.Where(e => e.Mode[0] == 'd'), e => Assert.Equal("drwxr-xr-x", e.Mode));
        var modes = entries.ToDictionary(e => e.Path, e => e.Mode);
        Assert.Equal("-rw-r-----", modes["/etc/parcoursup-gateway/passerelle.env"]);
        Assert.Equal("-rw-r--r--", modes["/usr/lib/parcoursup-gateway/gateway.dll"]);
        Assert.DoesNotContain(entries, e => e.Path.EndsWith(".pdb", StringComparison.Ordinal) || e.Path.Contains("cle-maitresse", StringComparison.Ordinal));
        Assert.Equal(["-rwxr-xr-x"], entries.Where(e => e.Path.StartsWith("/usr/bin/", StringComparison.Ordinal) && e.Mode[0] == '-').Select(e => e.Mode).Distinct());

        var conffiles = Of("DEBIAN/conffiles").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(entries.Where(e => e.Path.StartsWith("/etc/", StringComparison.Ordinal) && e.Mode[0] == '-').Select(e => e.Path), conffiles);
        var unit = Of("/usr/lib/systemd/system/parcoursup-gateway.service").Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal) && l[0] != '#')
            .Select(l => l.Split('=', 2)).ToLookup(l => l[0], l => l[1]);
        Assert.Equal("-rwxr-xr-x", modes[unit["ExecStart"].Single()]);
        Assert.Contains(unit["EnvironmentFile"].Single(), conffiles);
        Assert.StartsWith("drwx", modes[new Uri(unit["Documentation"].Single()).AbsolutePath + "/"]);
        Assert.Contains($"u {unit["User"].Single()} ", Of("/usr/lib/sysusers.d/parcoursup-gateway.conf"), StringComparison.Ordinal);
        Assert.Contains($" {unit["User"].Single()} ", Of("/usr/lib/tmpfiles.d/parcoursup-gateway.conf"), StringComparison.Ordinal);
        // What the settings send people to is there to be read.
        foreach (var named in System.Text.RegularExpressions.Regex.Matches(Of(conffiles[0]), @"/usr/[\w./-]+\w|nginx[\w-]*\.conf").Select(m => m.Value))
            Assert.Contains(entries, e => e.Path.EndsWith(named, StringComparison.Ordinal));
        foreach (var script in new[] { "postinst", "prerm", "postrm" })
        {
            await OkAsync("sh", "-n", Path.Combine(folder.FullName, "contenu", "DEBIAN", script));
            Assert.DoesNotMatch(@"rm -r|/var/lib/parcoursup-gateway/\*", Of("DEBIAN/" + script));
        }

        var control = await OkAsync("dpkg-deb", "-f", package);
        Assert.DoesNotContain('@', control.Replace("passerelle@localhost", "", StringComparison.Ordinal));
        Assert.Matches(@"(?m)^Version: \d+\.\d+\.\d+", control);
        Assert.Matches(@"(?m)^Installed-Size: [1-9]\d+$", control);
        folder.Delete(recursive: true);
    }

    private static async Task<string> OkAsync(string program, params string[] arguments)
    {
        var (code, output) = await ToolProcess.RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>A line of <c>dpkg-deb -c</c>.</summary>
    private sealed record Entry(string Mode, string Owner, string Path)
    {
        public static Entry Of(string line)
        {
            var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            return new(parts[0], parts[1], parts[5][1..]);
        }
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
