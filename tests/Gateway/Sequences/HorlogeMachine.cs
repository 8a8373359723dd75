namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// Machine time that a sequence moves. Its timers never ring: a call that is held up is a process that sleeps, and one that times
/// out says so itself.
/// </summary>
internal sealed class HorlogeMachine : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 6, 10, 7, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Avancer(TimeSpan duree) => Interlocked.Add(ref _ticks, duree.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Muette();

    private sealed class Muette : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
