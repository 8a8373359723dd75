using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>Both clocks of a replay: they stand at the moment that is replayed (rule I1).</summary>
public sealed class ReplayClock : TimeProvider, IBusinessClock, IOffsetClock
{
    private DateTimeOffset _machine = DateTimeOffset.UnixEpoch;

    /// <summary>How far business time was from machine time then.</summary>
    public TimeSpan Offset { get; set; }

    public DateTimeOffset Now => At(_machine);

    public override DateTimeOffset GetUtcNow() => _machine;

    public DateTimeOffset At(DateTimeOffset machine) => Paris.At(machine + Offset);

    /// <summary>Never back: messages of several nodes may have come in another order than their clocks say.</summary>
    public void Advance(DateTimeOffset machine)
    {
        if (machine > _machine) _machine = machine.ToUniversalTime();
    }
}
