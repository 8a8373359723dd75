using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>A business clock that stands still, for a command that is told its instant.</summary>
public sealed class FixedBusinessClock(DateTimeOffset instant) : IBusinessClock
{
    public DateTimeOffset Now { get; } = Paris.At(instant);
}
