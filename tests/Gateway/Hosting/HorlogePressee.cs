namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>A clock whose timers ring sixty times as soon: who would rest for a minute works again within a second.</summary>
internal sealed class HorlogePressee : TimeProvider
{
    private const int Fois = 60;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimeProvider.System.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

    private static TimeSpan Sooner(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / Fois;
}
