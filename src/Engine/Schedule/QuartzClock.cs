using Quartz;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>
/// Starts and stops Quartz. While its database is gone Quartz tries for ever to record that a tick ended, and its own
/// stop waits for that: here the wait has a bound, so that a gateway can always be stopped. What is cut is rolled back,
/// and found due again at the next tick.
/// </summary>
internal sealed class QuartzClock(QuartzHostedService quartz, TimeProvider time, ILogger<QuartzClock> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken) => quartz.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await quartz.StopAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Log.QuartzAbandoned(logger);
        }
    }
}
