using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Dossiers;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Dossiers;

/// <summary>A file or a folder that is swapped for a link all the time: whichever we meet, it is never the link's target (rule J2).</summary>
public sealed class CourseDossierTests : IDisposable
{
    private const int Rounds = 4000;

    private readonly Pieges _pieges = new();

    public void Dispose() => _pieges.Dispose();

    [Fact]
    public async Task A_file_that_becomes_a_link_between_look_and_reading()
    {
        var dossier = _pieges.Dossier;
        var seen = await AgainstAsync(SwapFile, async () => Text(await dossier.LireAsync("a.csv", 100, default)));

        Assert.Equal(["", "bien"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_becomes_a_link_while_its_path_is_walked(bool partByPart)
    {
        Directory.CreateDirectory(_pieges.PathOf("milieu"));
        await File.WriteAllTextAsync(_pieges.PathOf("milieu/a.csv"), "bien");
        var dossier = new DossierEchange(_pieges.Racine.FullName, "echange/milieu", "", partByPart);

        var seen = await AgainstAsync(SwapFolder, async () => Text(await dossier.LireAsync("a.csv", 100, default)));

        Assert.Equal(["", "bien"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_of_ours_that_becomes_a_link_while_it_is_written()
    {
        await AgainstAsync(() => Swap(() => File.CreateSymbolicLink(_pieges.PathOf("piege"), _pieges.SecretFile), "a.csv.tmp"), async () =>
        {
            var depot = new DossierDepot(_pieges.Dossier);
            depot.Discard("a.csv");
            await depot.AppendAsync("a.csv", "un"u8.ToArray(), default);
            await depot.AppendAsync("a.csv", "deux"u8.ToArray(), default);
            return "écrit";
        });

        Assert.Equal(Pieges.Secret, await File.ReadAllTextAsync(_pieges.SecretFile));
    }

    /// <summary>What was seen while the other one swaps; what was refused or missing is the empty text.</summary>
    private static async Task<ConcurrentDictionary<string, int>> AgainstAsync(Action swap, Func<Task<string>> look)
    {
        var seen = new ConcurrentDictionary<string, int>();
        using var end = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!end.IsCancellationRequested) swap();
        });
        // Until both were met, however slow the machine is.
        for (var round = 0; round < Rounds || (seen.Count < 2 && round < 50 * Rounds); round++)
        {
            try
            {
                seen.AddOrUpdate(await look(), 1, (_, n) => n + 1);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                seen.AddOrUpdate("", 1, (_, n) => n + 1);
            }
        }

        await end.CancelAsync();
        await swapping;
        return seen;
    }

    private void SwapFile()
    {
        Swap(() => File.CreateSymbolicLink(_pieges.PathOf("piege"), _pieges.SecretFile), "a.csv");
        Swap(() => File.WriteAllText(_pieges.PathOf("piege"), "bien"), "a.csv");
    }

    private void Swap(Action make, string nom)
    {
        make();
        File.Move(_pieges.PathOf("piege"), _pieges.PathOf(nom), overwrite: true);
    }

    private void SwapFolder()
    {
        Directory.Move(_pieges.PathOf("milieu"), _pieges.PathOf("vrai"));
        Directory.CreateSymbolicLink(_pieges.PathOf("milieu"), _pieges.Dehors.FullName);
        File.Delete(_pieges.PathOf("milieu"));
        Directory.Move(_pieges.PathOf("vrai"), _pieges.PathOf("milieu"));
    }

    private static string Text(byte[]? content) => System.Text.Encoding.UTF8.GetString(content ?? []);
}
