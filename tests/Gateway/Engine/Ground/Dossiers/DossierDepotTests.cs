using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Dossiers;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Dossiers;

/// <summary>Another system that looks into the folder sees a file whole, or not at all.</summary>
public sealed class DossierDepotTests : IDisposable
{
    private readonly Pieges _pieges = new();

    public void Dispose() => _pieges.Dispose();

    private DossierDepot Depot => new(_pieges.Dossier);

    [Fact]
    public async Task A_file_appears_under_its_name_only_when_it_is_complete()
    {
        var depot = Depot;
        await depot.AppendAsync("a.csv", "un;"u8.ToArray(), default);
        await depot.AppendAsync("a.csv", "deux"u8.ToArray(), default);

        Assert.Empty(depot.Names());
        await depot.RevealAsync("a.csv", HashOf("un;deux"u8), default);

        Assert.Equal("un;deux", await File.ReadAllTextAsync(_pieges.PathOf("a.csv")));
        Assert.Equal("a.csv", Assert.Single(depot.Names()));
        Assert.Single(_pieges.Folder.GetFiles());
        Assert.Equal("640", Pieges.Run("stat", "-c", "%a", _pieges.PathOf("a.csv")).Trim());
    }

    [Fact]
    public async Task What_was_there_before_is_replaced_as_a_whole()
    {
        var depot = Depot;
        await depot.AppendAsync("a.csv", "ancien, plus long"u8.ToArray(), default);
        await depot.RevealAsync("a.csv", HashOf("ancien, plus long"u8), default);
        await depot.AppendAsync("a.csv", "perdu"u8.ToArray(), default);
        depot.Discard("a.csv");
        await depot.AppendAsync("a.csv", "neuf"u8.ToArray(), default);
        await depot.RevealAsync("a.csv", HashOf("neuf"u8), default);

        Assert.Equal("neuf", await File.ReadAllTextAsync(_pieges.PathOf("a.csv")));
    }

    [Fact]
    public async Task A_name_never_leads_out_of_the_folder()
    {
        var depot = Depot;
        await depot.AppendAsync("../dehors.csv", "x"u8.ToArray(), default);
        await depot.RevealAsync("../dehors.csv", HashOf("x"u8), default);

        Assert.Empty(_pieges.Racine.GetFiles());
        Assert.Single(_pieges.Folder.GetFiles("dehors.csv"));
    }

    [Fact]
    public async Task A_file_that_somebody_has_put_in_the_place_of_ours_is_never_shown()
    {
        var depot = Depot;
        await depot.AppendAsync("a.csv", "un"u8.ToArray(), default);
        File.Delete(_pieges.PathOf("a.csv.tmp"));
        await File.WriteAllTextAsync(_pieges.PathOf("a.csv.tmp"), "faux");

        // A file system may give it the number of the one that is gone: then it is noticed by its bytes.
        await Record.ExceptionAsync(() => depot.AppendAsync("a.csv", "deux"u8.ToArray(), default));
        await Assert.ThrowsAsync<EntreeHostileException>(() => depot.RevealAsync("a.csv", HashOf("undeux"u8), default));

        Assert.False(File.Exists(_pieges.PathOf("a.csv")));
    }

    [Theory]
    [InlineData("lien")]
    [InlineData("second nom")]
    [InlineData("tube")]
    public async Task A_name_of_ours_under_which_a_trap_lies_is_taken_back_and_is_not_ours_meanwhile(string trap)
    {
        _pieges.Lay(trap, "a.csv");
        var depot = Depot;
        Assert.False(await depot.ShowsAsync("a.csv", HashOf("secret"u8), default));
        Assert.Empty(depot.Names());

        await depot.AppendAsync("a.csv", "neuf"u8.ToArray(), default);
        await depot.RevealAsync("a.csv", HashOf("neuf"u8), default);

        Assert.Equal("neuf", await File.ReadAllTextAsync(_pieges.PathOf("a.csv")));
        Assert.Equal(Pieges.Secret, await File.ReadAllTextAsync(_pieges.SecretFile));
    }

    [Theory]
    [InlineData("lien")]
    [InlineData("second nom")]
    [InlineData("autre contenu")]
    [InlineData("rien")]
    public async Task What_is_not_what_was_written_is_not_given(string instead)
    {
        var depot = Depot;
        await depot.AppendAsync("a.csv", "ecrit"u8.ToArray(), default);
        await depot.RevealAsync("a.csv", HashOf("ecrit"u8), default);
        Assert.Equal("ecrit", await CopiedAsync(HashOf("ecrit"u8)));
        File.Delete(_pieges.PathOf("a.csv"));
        if (instead == "autre contenu") await File.WriteAllTextAsync(_pieges.PathOf("a.csv"), "forge");
        else if (instead != "rien") _pieges.Lay(instead, "a.csv");

        Assert.Null(await CopiedAsync(HashOf("ecrit"u8)));
    }

    [Fact]
    public async Task A_large_file_is_given_as_it_was_written()
    {
        var bytes = new byte[300_001];
        new Random(14).NextBytes(bytes);
        var depot = Depot;
        await depot.AppendAsync("a.csv", bytes, default);
        await depot.RevealAsync("a.csv", HashOf(bytes), default);

        using var copy = new MemoryStream();
        Assert.True(await depot.CopyToAsync("a.csv", HashOf(bytes), copy, default));
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task What_is_changed_while_it_is_given_never_ends()
    {
        var bytes = new byte[300_001];
        var depot = Depot;
        await depot.AppendAsync("a.csv", bytes, default);
        await depot.RevealAsync("a.csv", HashOf(bytes), default);
        // Somebody with our rights: the first bytes that leave let him change the last ones.
        using var copy = new ChangingStream(() => File.AppendAllText(_pieges.PathOf("a.csv"), "forge"));

        await Assert.ThrowsAsync<EntreeHostileException>(() => depot.CopyToAsync("a.csv", HashOf(bytes), copy, default));
        Assert.True(copy.Length < bytes.Length);
    }

    private async Task<string?> CopiedAsync(string sha256)
    {
        using var copy = new MemoryStream();
        return await Depot.CopyToAsync("a.csv", sha256, copy, default) ? System.Text.Encoding.UTF8.GetString(copy.ToArray()) : null;
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class ChangingStream(Action change) : MemoryStream
    {
        private bool _changed;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_changed) change();
            _changed = true;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
