namespace Parcoursup.Gateway.FichiersPlats.Tests;

/// <summary>Another system that looks into the folder sees a file whole, or not at all.</summary>
public sealed class DossierDepotTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("depot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_appears_under_its_name_only_when_it_is_complete()
    {
        var depot = new DossierDepot(_folder.FullName);
        await depot.AppendAsync("a.csv", "un;"u8.ToArray(), default);
        await depot.AppendAsync("a.csv", "deux"u8.ToArray(), default);

        Assert.False(depot.Exists("a.csv"));
        depot.Reveal("a.csv");

        Assert.Equal("un;deux", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "a.csv")));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task What_was_there_before_is_replaced_as_a_whole()
    {
        var depot = new DossierDepot(_folder.FullName);
        await depot.AppendAsync("a.csv", "ancien, plus long"u8.ToArray(), default);
        depot.Reveal("a.csv");
        await depot.AppendAsync("a.csv", "perdu"u8.ToArray(), default);
        depot.Discard("a.csv");
        await depot.AppendAsync("a.csv", "neuf"u8.ToArray(), default);
        depot.Reveal("a.csv");

        Assert.Equal("neuf", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "a.csv")));
    }

    [Fact]
    public async Task A_name_never_leads_out_of_the_folder()
    {
        var inner = _folder.CreateSubdirectory("dedans");
        var depot = new DossierDepot(inner.FullName);
        await depot.AppendAsync("../dehors.csv", "x"u8.ToArray(), default);
        depot.Reveal("../dehors.csv");

        Assert.Empty(_folder.GetFiles());
        Assert.Single(inner.GetFiles("dehors.csv"));
    }

    [Fact]
    public void A_folder_that_cannot_take_files_says_why()
    {
        Assert.Null(DossierDepot.Problem(_folder.FullName));
        Assert.Contains("n'existe pas", DossierDepot.Problem(Path.Combine(_folder.FullName, "absent")), StringComparison.Ordinal);
        Assert.Contains("chemin complet", DossierDepot.Problem("relatif"), StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }
}
