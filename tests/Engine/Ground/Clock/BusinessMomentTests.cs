using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Clock;

/// <summary>From machine time to business time, to the millisecond that every database keeps (rule I1).</summary>
public sealed class BusinessMomentTests
{
    private static readonly DateTimeOffset Machine = new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Machine);

    [Fact]
    public void A_clock_at_a_distance_is_asked_for_the_moment()
    {
        var clock = new Decalee(TimeSpan.FromDays(-100));
        Assert.Equal(Machine.AddDays(-100).AddMilliseconds(1), clock.Of(Machine.AddMicroseconds(1999), _time));
    }

    [Fact]
    public void Another_is_gone_back_from_now()
    {
        var clock = new Arretee(new DateTimeOffset(2026, 7, 10, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(clock.Now.AddSeconds(-3), clock.Of(Machine.AddSeconds(-3).AddMicroseconds(999), _time));
    }

    private sealed class Decalee(TimeSpan distance) : IBusinessClock, IOffsetClock
    {
        public DateTimeOffset Now => throw new InvalidOperationException("It is asked for the moment.");

        public DateTimeOffset At(DateTimeOffset machine) => machine + distance;
    }

    private sealed class Arretee(DateTimeOffset now) : IBusinessClock
    {
        public DateTimeOffset Now => now;
    }
}
