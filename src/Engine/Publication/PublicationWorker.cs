using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>Carries out the runs that are asked for, and takes up now and then what processes that are gone had begun.</summary>
public abstract class PublicationWorker<TRun>(RunBook<TRun> runs, WakeSignal signal, TimeSpan poll, TimeProvider time)
    : WokenService(signal, poll, time)
    where TRun : class, IRun
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(5);

    private bool _all = runs.IsSingleNode;
    private DateTimeOffset _nextRound;

    protected sealed override async Task WorkAsync(CancellationToken ct)
    {
        if (Time.GetUtcNow() >= _nextRound)
        {
            await runs.RecoverLostAsync(_all, ct);
            _all = false;
            await LookAroundAsync(ct);
            _nextRound = Time.GetUtcNow() + BetweenRounds;
        }

        await RunDueAsync(ct);
    }

    /// <summary>What is looked at once in a while.</summary>
    protected abstract Task LookAroundAsync(CancellationToken ct);

    protected abstract Task RunDueAsync(CancellationToken ct);
}
