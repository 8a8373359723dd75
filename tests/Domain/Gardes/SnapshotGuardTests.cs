using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Gardes;

namespace Parcoursup.Gateway.Domain.Tests.Gardes;

/// <summary>More than max(10 %, 5) of the former file may not leave without a person.</summary>
public class SnapshotGuardTests
{
    [Theory]
    [InlineData(0, 5, false)]
    [InlineData(20, 5, false)]
    [InlineData(20, 6, true)]
    [InlineData(1000, 100, false)]
    [InlineData(1000, 101, true)]
    public void The_tenth_and_at_least_five_may_leave(int formerly, int leaving, bool held) =>
        Assert.Equal(held, SnapshotGuard.NeedsConfirmation(new ReglesEtablissement(), formerly, leaving));

    [Fact]
    public void The_share_is_a_rule_of_the_etablissement() =>
        Assert.False(SnapshotGuard.NeedsConfirmation(new ReglesEtablissement { GardeInstantanePourcent = 50 }, 1000, 500));
}
