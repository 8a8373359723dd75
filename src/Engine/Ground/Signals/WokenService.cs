namespace Parcoursup.Gateway.Engine.Ground.Signals;

/// <summary>
/// Works whenever its signal wakes it, and looks by itself now and then: what another node or a former life of this one
/// left comes to light so. A failure is told, and the work tried again.
/// </summary>
/// <param name="poll">Longest rest between two looks.</param>
public abstract class WokenService(WakeSignal signal, TimeSpan poll, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected TimeProvider Time { get; } = time;

    /// <summary>Does whatever is due.</summary>
    protected abstract Task WorkAsync(CancellationToken ct);

    protected abstract void Tell(Exception failure);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Tell(failure);
                await Task.Delay(AfterFailure, Time, stoppingToken);
            }

            await signal.WaitAsync(poll, Time, stoppingToken);
        }
    }
}
