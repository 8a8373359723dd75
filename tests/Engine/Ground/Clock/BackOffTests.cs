using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Clock;

/// <summary>Longer after each failure, never longer than the longest, and not all at the same moment.</summary>
public sealed class BackOffTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(9, 512)]
    [InlineData(10, 900)]
    [InlineData(int.MaxValue, 900)]
    public void Doubled_after_each_and_bounded_half_of_it_by_chance(int attempts, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds) / 2, With(0).After(attempts));
        Assert.Equal(TimeSpan.FromSeconds(seconds) * 0.75, With(0.5).After(attempts));
    }

    private static BackOff With(double drawn) => new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(900), new Drawn(drawn));

    private sealed class Drawn(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
