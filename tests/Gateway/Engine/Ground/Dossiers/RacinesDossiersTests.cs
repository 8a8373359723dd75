using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Dossiers;

/// <summary>Where folders of an exchange may lie is the operator's word (rule J2).</summary>
public sealed class RacinesDossiersTests : IDisposable
{
    private readonly Pieges _pieges = new();

    public void Dispose() => _pieges.Dispose();

    [Fact]
    public void A_folder_in_the_root_is_permitted_and_left_as_it_was()
    {
        Assert.Null(_pieges.Racines.Problem(_pieges.Folder.FullName));
        Assert.Null(_pieges.Racines.Problem(_pieges.Folder.FullName + "/"));
        Assert.Null(_pieges.Racines.Problem(_pieges.Racine.FullName));
        Assert.Empty(_pieges.Folder.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("../dehors", "Dossiers:Racines")]
    [InlineData("echange/../../dehors", "Dossiers:Racines")]
    [InlineData("../racine-voisine", "Dossiers:Racines")]
    [InlineData("echange/absent", "n'existe pas")]
    [InlineData("detour", "lien symbolique")]
    [InlineData("detour/plus-loin", "lien symbolique")]
    [InlineData("fichier", "n'est pas un dossier")]
    public void Another_one_is_refused_with_its_reason(string chemin, string reason)
    {
        Directory.CreateSymbolicLink(Path.Combine(_pieges.Racine.FullName, "detour"), _pieges.Dehors.FullName);
        _pieges.Dehors.CreateSubdirectory("plus-loin");
        _pieges.Racine.Parent!.CreateSubdirectory("racine-voisine");
        File.WriteAllText(Path.Combine(_pieges.Racine.FullName, "fichier"), "");

        Assert.Contains(reason, _pieges.Racines.Problem(Path.Combine(_pieges.Racine.FullName, chemin)), StringComparison.Ordinal);
        if (reason == "Dossiers:Racines")
            Assert.Throws<EntreeHostileException>(() => _pieges.Racines.Of(Path.Combine(_pieges.Racine.FullName, chemin)));
    }

    [Fact]
    public void A_path_that_is_not_complete_is_refused() =>
        Assert.Contains("chemin complet", _pieges.Racines.Problem("relatif"), StringComparison.Ordinal);

    [Fact]
    public void Without_a_root_there_are_no_folders()
    {
        var none = new RacinesDossiers(new DossiersOptions(), new StorageOptions());

        Assert.Contains("Dossiers:Racines", none.Problem(_pieges.Folder.FullName), StringComparison.Ordinal);
        Assert.Throws<EntreeHostileException>(() => none.Of(_pieges.Folder.FullName));
    }

    [Theory]
    [InlineData("echange")]
    [InlineData("echange/base")]
    [InlineData("echange/base/dedans")]
    public void The_folder_of_the_database_is_none_whatever_the_root_says(string chemin)
    {
        var racines = new RacinesDossiers(
            new DossiersOptions { Racines = _pieges.Racine.FullName },
            new StorageOptions { Chemin = Path.Combine(_pieges.Racine.FullName, "echange", "base", "gateway.db") });

        Assert.Contains("dossier de la base", racines.Problem(Path.Combine(_pieges.Racine.FullName, chemin)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/srv/a; relatif", "« relatif » n'est pas un chemin complet")]
    [InlineData("/", "tout le disque")]
    [InlineData("/var/lib/passerelle/dedans", "dossier de la base")]
    public void A_root_that_cannot_be_one_is_told_at_the_start(string racines, string reason) =>
        Assert.Contains(reason, Assert.Single(RacinesDossiers.Errors(
            new DossiersOptions { Racines = racines }, new StorageOptions { Chemin = "/var/lib/passerelle/gateway.db" })), StringComparison.Ordinal);
}
