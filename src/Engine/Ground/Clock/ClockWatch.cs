namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>A simulated clock is one for all nodes: what another one sets counts here within a second (rule I1).</summary>
internal sealed class ClockWatch(StoredBusinessClock clock, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!clock.IsSimulable) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.FollowAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.ClockNotFollowed(logger, failure);
            }
        }
    }
}
