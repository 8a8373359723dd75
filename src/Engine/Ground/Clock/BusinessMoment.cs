using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>A business clock that goes with the machine's, at a distance: every instant of one has its instant of the other.</summary>
public interface IOffsetClock
{
    /// <summary>The business instant at which the machine's clock showed this one.</summary>
    DateTimeOffset At(DateTimeOffset machine);
}

/// <summary>From machine time, in which the journal notes what came in, to business time (rule I1).</summary>
public static class BusinessMoment
{
    /// <summary>
    /// The business instant at which the machine's clock showed this one. To the millisecond, as every database keeps it: what is
    /// reckoned from the stored moment later is the same.
    /// </summary>
    public static DateTimeOffset Of(this IBusinessClock clock, DateTimeOffset machine, TimeProvider time)
    {
        machine = new(machine.Ticks - (machine.Ticks % TimeSpan.TicksPerMillisecond), machine.Offset);
        return clock is IOffsetClock offset ? offset.At(machine) : clock.Now - (time.GetUtcNow() - machine);
    }
}
