using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Domain.Tests.Intake;

/// <summary>Rule B5: an identity counts by when the source spoke, then by the journal's order.</summary>
public class IdentityOrderTests
{
    [Theory]
    [InlineData(2, 1, 1, 2, true)] // said later, though journaled first
    [InlineData(1, 2, 2, 1, false)] // a pull that left before the push came
    [InlineData(1, 2, 1, 1, true)] // the same moment: the journal
    [InlineData(1, 1, 1, 1, false)] // not newer than itself
    [InlineData(1, 2, null, 1, true)] // nobody noted when: the journal
    [InlineData(1, 1, null, 2, false)]
    public void The_newer_identity(int? said, long order, int? otherSaid, long otherOrder, bool expected) =>
        Assert.Equal(expected, Read(said, order).IsNewerThan(Read(otherSaid, otherOrder)));

    private static IdentityOrder Read(int? said, long order) => new(said is { } s ? DateTimeOffset.UnixEpoch.AddSeconds(s) : null, order);
}
