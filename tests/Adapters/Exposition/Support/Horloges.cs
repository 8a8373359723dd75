using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>Both clocks, moved by hand.</summary>
internal sealed class HorlogeTest : TimeProvider, IBusinessClock
{
    private DateTimeOffset _now = new(2026, 2, 12, 3, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => Paris.At(_now);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Avancer(TimeSpan duree) => _now += duree;
}
