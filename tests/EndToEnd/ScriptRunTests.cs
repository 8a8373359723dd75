using System.Text.RegularExpressions;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary><c>./run</c> as somebody meets it who has just fetched the project, on a machine that has this or that.</summary>
public sealed partial class ScriptRunTests : IDisposable
{
    private readonly CopieDuDepot _copy = new();

    [Fact]
    public async Task Without_dotnet_it_says_what_is_missing_and_three_ways_to_get_it()
    {
        var (code, output) = await _copy.RunAsync();

        Assert.Equal(2, code);
        Assert.StartsWith("Le SDK .NET 10.0 n'est pas installé", output, StringComparison.Ordinal);
        foreach (var way in new[] { "./run --installer-dotnet", "apt-get install -y dotnet-sdk-10.0", "https://dotnet.microsoft.com/download/dotnet/10.0" })
            Assert.Contains(way, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Its_help_needs_no_dotnet_and_names_the_demo_the_tests_and_the_guides(string option)
    {
        var (code, output) = await _copy.RunAsync(option);

        Assert.Equal(0, code);
        foreach (var named in new[] { "./run demo", "./run demo --help", "./run --installer-dotnet", "./test", "docs/guide" })
            Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\b(usage|options?:|the|show)\b", output);
    }

    [Fact]
    public async Task With_dotnet_its_help_goes_on_with_the_commands_of_the_gateway()
    {
        _copy.WithDotnet();

        var (code, output) = await _copy.RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("./run demo", output, StringComparison.Ordinal);
        Assert.EndsWith("gateway.dll --help", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A compatible .NET SDK was not found.", "Le SDK .NET 10.0", "trouvé ici : 8.0.404")]
    [InlineData("Process terminated. Couldn't find a valid ICU package", "la bibliothèque ICU", "apt-get install -y libicu-dev")]
    public async Task What_is_wrong_with_the_one_that_is_there_is_said(string told, string what, string remedy)
    {
        _copy.WithDotnet($"[ \"$1\" = --version ] && {{ echo \"{told}\"; exit 1; }}");

        var (code, output) = await _copy.RunAsync("demo");

        Assert.Equal(2, code);
        Assert.Contains(what, output, StringComparison.Ordinal);
        Assert.Contains(remedy, output, StringComparison.Ordinal);
        Assert.Empty(_copy.Builds);
    }

    [Fact]
    public async Task It_builds_once_and_again_only_what_has_changed()
    {
        _copy.WithDotnet();

        var (code, first) = await _copy.RunAsync("cle", "lister");
        Assert.True(code == 0, first);
        Assert.Contains("Première construction", first, StringComparison.Ordinal);
        Assert.EndsWith("gateway.dll cle lister", first.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(["src/Gateway"], _copy.Builds);

        Assert.DoesNotContain("onstruction", (await _copy.RunAsync()).Output, StringComparison.Ordinal);
        Assert.Single(_copy.Builds);

        // The guides are served by the gateway: they are part of it.
        foreach (var part in new[] { "docs/guide/pages.md", "src/Gateway/Program.cs", "wsdl/contrat.wsdl", "global.json" })
        {
            _copy.Touch(part);
            var built = _copy.Builds.Count;
            Assert.Contains("Construction de ce qui a changé", (await _copy.RunAsync()).Output, StringComparison.Ordinal);
            Assert.Equal((part, built + 1), (part, _copy.Builds.Count));
            // What was touched a moment ahead of the clock is past now.
            _copy.Touch(part, ahead: false);
            await _copy.RunAsync();
        }

        var before = _copy.Builds.Count;
        _copy.Delete("docs/guide/pages.md");
        await _copy.RunAsync();
        Assert.Equal(before + 1, _copy.Builds.Count);
    }

    [Fact]
    public async Task A_build_that_failed_is_said_and_tried_again()
    {
        _copy.WithDotnet("[ \"$1\" = msbuild ] && { echo \"$2\" >>\"$LOG\"; echo 'error CS1002'; exit 1; }");

        for (var i = 1; i <= 2; i++)
        {
            var (code, output) = await _copy.RunAsync("demo");
            Assert.Equal(1, code);
            Assert.Contains("error CS1002", output, StringComparison.Ordinal);
            Assert.Contains("La construction a échoué", output, StringComparison.Ordinal);
            Assert.Equal(i, _copy.Builds.Count);
        }
    }

    [Fact]
    public async Task The_SDK_is_installed_into_the_folder_by_Microsofts_script_and_used_from_there()
    {
        _copy.With("curl", """
            cat >"$3" <<'SCRIPT'
            [ "$1 $2" = "--channel 10.0" ] || exit 1
            mkdir -p "$4"; printf '#!/bin/sh\ncase $1 in --version) echo 10.0.199;; msbuild) mkdir -p "$2/obj"; echo "$2" >>"$LOG";; exec) shift; echo "de .dotnet : $*";; esac\n' >"$4/dotnet"; chmod +x "$4/dotnet"
            SCRIPT
            [ "$4" = https://dot.net/v1/dotnet-install.sh ]
            """);

        var (code, output) = await _copy.RunAsync("--installer-dotnet");

        Assert.True(code == 0, output);
        Assert.Contains("SDK .NET 10.0.199 installé. Ensuite : ./run demo", output, StringComparison.Ordinal);
        Assert.Contains("de .dotnet : ", (await _copy.RunAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_kept_the_SDK_from_being_installed_is_said()
    {
        Assert.Equal((2, "Il faut curl ou wget pour télécharger : apt-get install -y curl"), Trimmed(await _copy.RunAsync("--installer-dotnet")));

        _copy.With("wget", "exit 4");
        var (code, output) = await _copy.RunAsync("--installer-dotnet");
        Assert.Equal(2, code);
        Assert.Contains("ne peut pas être téléchargé : vérifier le réseau", output, StringComparison.Ordinal);

        _copy.With("wget", "echo 'exit 7' >\"$3\"");
        (code, output) = await _copy.RunAsync("--installer-dotnet");
        Assert.Equal(2, code);
        Assert.Contains("Le script de Microsoft a échoué", output, StringComparison.Ordinal);
    }

    /// <summary>Whatever a project takes from beside <c>src</c> is looked at before it is decided that nothing changed.</summary>
    [Fact]
    public void All_that_projects_are_made_of_is_looked_at()
    {
        var taken = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Include().Matches(File.ReadAllText(file)).Select(m => Path.GetRelativePath(Repository.Root,
                Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, m.Groups["path"].Value)))))
            .Select(path => path.Split('/')[0]).Where(folder => folder != "src").Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(["docs", "wsdl"], taken);
        var script = File.ReadAllText(Path.Combine(Repository.Root, "run"));
        Assert.All(taken, folder => Assert.Contains($"\"$root/{folder}\"", script, StringComparison.Ordinal));
    }

    public void Dispose() => _copy.Dispose();

    private static (int Code, string Output) Trimmed((int Code, string Output) answer) => (answer.Code, answer.Output.Trim());

    [GeneratedRegex(@"Include=""(?<path>(\.\./)+[^""*]+)")]
    private static partial Regex Include();
}
