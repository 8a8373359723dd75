using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>From machine time, in which the journal notes what came in, to business time (rule I1).</summary>
public static class BusinessMoment
{
    /// <summary>The business instant at which the machine's clock showed this one.</summary>
    public static DateTimeOffset Of(this IBusinessClock clock, DateTimeOffset machine, TimeProvider time) =>
        clock.Now - (time.GetUtcNow() - machine);
}
