using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>
/// The delivery protocol as docs/modele tells it, in every order in which its steps, a death, a lost answer and a sleeper can fall; and
/// each break of it is found by the promise that it breaks.
/// </summary>
public sealed partial class ModeleTests : IDisposable
{
    private const string Missing = "spin or a C compiler is missing; install them with: apt-get install -y --no-install-recommends spin gcc libc6-dev";
    private static readonly string Modele = Path.Combine(Repository.Root, "docs", "modele");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modele-");

    /// <summary>What breaks the model, and the promise that it breaks.</summary>
    public static TheoryData<string, string> Ruptures => new()
    {
        { "SANS_CALME", "derniere_parole" },
        { "CALME_ECRASE", "derniere_parole" },
        { "SANS_BARRIERE", "emetteur_unique" },
        { "SANS_RELECTURE", "emetteur_unique" },
        { "SANS_PAROLE_TARDIVE", "derniere_parole" },
        { "SANS_JETON", "derniere_parole" },
        { "SANS_TENTATIVE", "acquittement" },
        { "SANS_REPRISE", "progres" },
        // What is supposed, and not a line of the code: without it nothing could be promised.
        { "DORMEUR_MUET", "derniere_parole" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_protocol_keeps_its_four_promises_in_every_order_of_events()
    {
        await BuildAsync("INTACT");
        foreach (var promise in (string[])["derniere_parole", "acquittement", "emetteur_unique", "progres"])
        {
            var told = await ExploreAsync(promise);

            Assert.True(ErrorsOf(told) == 0, told);
            Assert.DoesNotContain("max search depth", told, StringComparison.Ordinal);
            Assert.DoesNotContain("Search not completed", told, StringComparison.Ordinal);
            Assert.InRange(StatesOf(told), 500_000, 3_000_000);
            // Whatever the model can do was done: a promise that holds because nothing happens is none.
            Assert.All(Unreached().Matches(told), statement => Assert.Equal("-end-", statement.Groups[1].Value));
        }
    }

    [Theory]
    [MemberData(nameof(Ruptures))]
    public async Task A_broken_protocol_breaks_a_promise(string rupture, string promise)
    {
        await BuildAsync(rupture);

        var told = await ExploreAsync(promise);

        Assert.True(ErrorsOf(told) == 1, told);
        Assert.Contains(promise == "progres" ? "acceptance cycle" : "assertion violated", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_break_of_the_model_is_tried_and_told_with_the_promise_that_it_breaks()
    {
        var known = Conditional().Matches(await File.ReadAllTextAsync(Path.Combine(Modele, "livraison.pml"))).Select(m => m.Groups[1].Value).ToHashSet();
        var page = await File.ReadAllTextAsync(Path.Combine(Modele, "README.md"));

        Assert.Equal(known.Order(), Ruptures.Select(r => r.Data.Item1).Order());
        Assert.All(Ruptures, r => Assert.Contains($"| `{r.Data.Item1}` | `{r.Data.Item2}` |", page, StringComparison.Ordinal));
    }

    private async Task BuildAsync(string rupture)
    {
        Assert.True(ToolProcess.Exists("spin") && ToolProcess.Exists("cc"), Missing);
        File.Copy(Path.Combine(Modele, "livraison.pml"), Path.Combine(_folder.FullName, "livraison.pml"));
        var (code, told) = await RunAsync("spin -D\"$1\" -a livraison.pml && cc -w -O1 -DMEMLIM=900 -o pan pan.c", rupture);
        Assert.True(code == 0, told + Missing);
    }

    private async Task<string> ExploreAsync(string promise)
    {
        var (_, told) = await RunAsync("./pan -a -N \"$1\"", promise);
        Assert.Contains($"ltl formula {promise}", told, StringComparison.Ordinal);
        return told;
    }

    // Both write into the folder in which they run.
    private Task<(int Code, string Output)> RunAsync(string script, string argument) =>
        ToolProcess.RunAsync("/bin/sh", "-c", $"cd \"$0\" && {script}", _folder.FullName, argument);

    private static int ErrorsOf(string told) => Number(Errors().Match(told));

    private static int StatesOf(string told) => Number(States().Match(told));

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"(\d+) states, stored")]
    private static partial Regex States();

    [GeneratedRegex("state \\d+, \"(.*)\"")]
    private static partial Regex Unreached();

    [GeneratedRegex("^#ifn?def ((?:SANS|CALME|DORMEUR)_[A-Z_]+)", RegexOptions.Multiline)]
    private static partial Regex Conditional();
}
