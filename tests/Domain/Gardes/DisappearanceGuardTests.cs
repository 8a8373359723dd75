using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Gardes;

namespace Parcoursup.Gateway.Domain.Tests.Gardes;

/// <summary>Rule C7: at least 1 - max(10 %, 5 candidates) of the last trusted count, and never an empty answer.</summary>
public class DisappearanceGuardTests
{
    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(1200, 1000, true)]
    [InlineData(900, 1000, true)]
    [InlineData(899, 1000, false)]
    [InlineData(15, 20, true)] // 5 candidates are more than 10 %
    [InlineData(14, 20, false)]
    [InlineData(50, 55, true)]
    [InlineData(49, 55, false)] // 10 % of 55 is 5.5: 49 is below 49.5
    [InlineData(1, 3, true)]
    [InlineData(1, null, true)] // a first pull: nobody can be missing from it
    [InlineData(0, null, false)]
    [InlineData(0, 1000, false)]
    [InlineData(0, 3, false)] // an empty answer never withdraws anybody, however few there were
    public void A_pull_is_trusted_when_few_enough_are_missing(int count, int? last, bool expected) =>
        Assert.Equal(expected, DisappearanceGuard.IsTrusted(new ReglesEtablissement(), count, last));

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(90, 100, true)]
    [InlineData(89, 100, false)]
    [InlineData(0, 100, false)]
    [InlineData(0, 5, true)] // a small formation may lose everybody in an answer that is trusted as a whole
    [InlineData(0, 6, false)]
    public void A_formation_is_trusted_on_its_own_count(int count, int last, bool expected) =>
        Assert.Equal(expected, DisappearanceGuard.IsFormationTrusted(new ReglesEtablissement(), count, last));

    [Fact]
    public void The_etablissement_sets_the_tolerance()
    {
        var strict = new ReglesEtablissement { GardeDisparitionPourcent = 0, GardeDisparitionMinimum = 0 };

        Assert.True(DisappearanceGuard.IsTrusted(strict, 10, 10));
        Assert.False(DisappearanceGuard.IsTrusted(strict, 9, 10));
    }
}
