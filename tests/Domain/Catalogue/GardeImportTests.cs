using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>February 2026: a broken feed must not become a night.</summary>
public class GardeImportTests
{
    [Theory]
    [InlineData(1000, 950, false)] // five per cent exactly
    [InlineData(1000, 949, true)]
    [InlineData(1000, 1200, false)]
    [InlineData(3, 2, true)]
    [InlineData(0, 0, false)]
    public void A_fall_of_more_than_five_per_cent_of_what_is_published_is_held(int before, int now, bool held) =>
        Assert.Equal(held, GardeImport.Juger(Mesure(before), Mesure(now)) is { Confirmable: true });

    [Fact]
    public void A_column_that_became_empty_is_held_and_named()
    {
        var held = GardeImport.Juger(Mesure(10, ("cfd", 4), ("duree", 0), ("cle_me_remplace", 1)), Mesure(10, ("cfd", 0)));

        Assert.Contains("cfd", held!.Motif, StringComparison.Ordinal);
        Assert.DoesNotContain("duree", held.Motif, StringComparison.Ordinal);
        Assert.DoesNotContain("cle_me_remplace", held.Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_import_is_held_and_nobody_can_confirm_it() =>
        Assert.False(GardeImport.Juger(Mesure(10), new(0, 0, new Dictionary<string, int>()))!.Confirmable);

    [Fact]
    public void The_first_import_has_nothing_to_be_compared_with() => Assert.Null(GardeImport.Juger(null, Mesure(1)));

    private static MesureImport Mesure(int published, params (string Column, int Filled)[] columns) =>
        new(Math.Max(1, published), published, columns.ToDictionary(c => c.Column, c => c.Filled));
}
