using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Dossiers;

/// <summary>Whoever may write into a folder reaches through it nothing else (rule J2).</summary>
public sealed class DossierEchangeTests : IDisposable
{
    private readonly Pieges _pieges = new();

    public void Dispose() => _pieges.Dispose();

    public static TheoryData<string> Traps =>
    [
        "lien", "lien relatif", "lien vers soi", "lien de dossier", "lien vers rien", "lien du noyau", "second nom", "tube", "périphérique", "prise",
    ];

    [Theory]
    [MemberData(nameof(Traps))]
    public async Task What_is_no_file_of_its_own_is_not_read_and_holds_nobody_up(string trap)
    {
        _pieges.Lay(trap, "a.csv");
        var dossier = _pieges.Dossier;

        await Assert.ThrowsAnyAsync<IOException>(() => dossier.LireAsync("a.csv", 1 << 20, default)).WaitAsync(Poll.Patience);

        Assert.False(Assert.Single(dossier.Lister()).Aspect.Ordinaire);
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public async Task Nothing_is_created_over_a_trap_or_through_it(string trap)
    {
        _pieges.Lay(trap, "a.csv.tmp");
        var depot = new DossierDepot(_pieges.Dossier);

        await Assert.ThrowsAnyAsync<IOException>(() => depot.AppendAsync("a.csv", "x"u8.ToArray(), default)).WaitAsync(Poll.Patience);
        depot.Discard("a.csv");
        await depot.AppendAsync("a.csv", "x"u8.ToArray(), default);

        Assert.Equal("x", await File.ReadAllTextAsync(_pieges.PathOf("a.csv.tmp")));
        Assert.Equal(Pieges.Secret, await File.ReadAllTextAsync(_pieges.SecretFile));
        Assert.False(File.Exists(_pieges.PathOf("absent")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_in_the_middle_of_the_path_leads_nowhere(bool partByPart)
    {
        Directory.CreateSymbolicLink(Path.Combine(_pieges.Racine.FullName, "detour"), _pieges.Dehors.Parent!.FullName);
        var dossier = new DossierEchange(_pieges.Racine.FullName, "detour/dehors", "", partByPart);

        await Assert.ThrowsAsync<EntreeHostileException>(() => dossier.LireAsync("a.csv", 100, default));
        Assert.Throws<EntreeHostileException>(() => dossier.Creer("b.csv", UnixFileMode.UserRead));
        Assert.Throws<EntreeHostileException>(() => dossier.Supprimer("a.csv"));
        Assert.Throws<EntreeHostileException>(() => dossier.Lister());
        Assert.Equal(Pieges.Secret, await File.ReadAllTextAsync(_pieges.SecretFile));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_deep_in_the_root_is_read_and_written(bool partByPart)
    {
        _pieges.Folder.CreateSubdirectory("un/deux");
        var dossier = new DossierEchange(_pieges.Racine.FullName, "echange/un/deux", "", partByPart);
        await using (var file = dossier.Creer("a.csv", UnixFileMode.UserRead | UnixFileMode.UserWrite)) file.Write("un"u8);

        Assert.Equal("un"u8.ToArray(), await dossier.LireAsync("a.csv", 2, default));
        Assert.Null(await dossier.LireAsync("a.csv", 1, default));
        Assert.Equal("a.csv", dossier.Deplacer("a.csv", "traites"));
        await File.WriteAllTextAsync(_pieges.PathOf("un/deux/a.csv"), "deux");
        Assert.Equal("a-2.csv", dossier.Deplacer("a.csv", "traites"));
        Assert.Equal(["a-2.csv", "a.csv"], dossier.Sous("traites").Lister().Select(e => e.Nom));
    }

    [Fact]
    public async Task A_subfolder_that_is_a_link_takes_nothing()
    {
        Directory.CreateSymbolicLink(_pieges.PathOf("traites"), _pieges.Dehors.FullName);
        await File.WriteAllTextAsync(_pieges.PathOf("ia.csv"), "x");

        Assert.Throws<EntreeHostileException>(() => _pieges.Dossier.Deplacer("ia.csv", "traites"));

        Assert.True(File.Exists(_pieges.PathOf("ia.csv")));
        Assert.Single(_pieges.Dehors.GetFiles());
        await Assert.ThrowsAsync<EntreeHostileException>(() => _pieges.Dossier.Sous("traites").LireAsync("a.csv", 100, default));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_is_none_is_refused(string nom) => Assert.Throws<EntreeHostileException>(() => _pieges.Dossier.Trouver(nom));

    [Fact]
    public void Removing_a_trap_removes_the_trap()
    {
        _pieges.Lay("lien", "a.csv");
        _pieges.Lay("lien de dossier", "b.csv");
        Directory.CreateDirectory(_pieges.PathOf("c.csv"));

        foreach (var nom in new[] { "a.csv", "b.csv", "c.csv", "absent" }) _pieges.Dossier.Supprimer(nom);

        Assert.True(File.Exists(_pieges.SecretFile));
        Assert.Equal("c.csv", Assert.Single(_pieges.Folder.GetFileSystemInfos()).Name);
    }

    [Fact]
    public async Task What_another_user_of_the_machine_lays_there_is_not_read_with_our_rights()
    {
        Pieges.Run("chmod", "400", _pieges.SecretFile);
        Pieges.Run("chmod", "777", _pieges.Racine.Parent!.FullName, _pieges.Racine.FullName, _pieges.Folder.FullName);
        Pieges.RunAsNobody("ln", "-s", _pieges.SecretFile, _pieges.PathOf("ia.csv"));
        Pieges.RunAsNobody("mkdir", _pieges.PathOf("leur"));
        Pieges.RunAsNobody("ln", "-s", _pieges.Dehors.FullName, _pieges.PathOf("leur/traites"));
        Pieges.RunAsNobody("sh", "-c", $"echo bien > {_pieges.PathOf("bien.csv")}");

        await Assert.ThrowsAsync<EntreeHostileException>(() => _pieges.Dossier.LireAsync("ia.csv", 100, default));
        await Assert.ThrowsAsync<EntreeHostileException>(() => _pieges.Dossier.Sous("leur").Sous("traites").LireAsync("a.csv", 100, default));
        Assert.Equal("bien\n"u8.ToArray(), await _pieges.Dossier.LireAsync("bien.csv", 100, default));
    }
}
