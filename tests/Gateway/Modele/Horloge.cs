namespace Parcoursup.Gateway.Gateway.Tests.Modele;

/// <summary>The machine's clock of a sequence: it stands still until somebody moves it.</summary>
internal sealed class Horloge : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 6, 20, 7, 0, 0, TimeSpan.Zero);
    private long _ticks = Start.Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>For another sequence.</summary>
    public void Reset() => Interlocked.Exchange(ref _ticks, Start.Ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
