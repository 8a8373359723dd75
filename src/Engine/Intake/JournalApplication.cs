using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Applies the journal to the state (rule I2): per établissement in the journal's order, in batches, each row marked
/// in the same transaction. A message that fails is set aside with its error and a task; its neighbours go on. Établissements
/// have their turns side by side, a batch each (rule J1); a large message is applied beside all of them, while its own
/// établissement waits for it.
/// </summary>
internal sealed class JournalApplication(
    ApplySignal signal, MessagesToApply waiting, ConfigurationDirectory directory, BatchApplication batches, LargeApplication large,
    TimeProvider time, ILogger<JournalApplication> logger) : BackgroundService
{
    // One that waits for its own lock must not keep the others; where there is one writer at a time they take turns at it.
    private const int SideBySide = 4;

    // Every batch costs a commit that intake waits for: a short rest lets more gather, and delays nobody's answer.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(75);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = waiting.WatchAsync(stoppingToken);
        try
        {
            await Parallel.ForEachAsync(
                signal.Etablissements.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
                async (etablissement, ct) => await TurnAsync(etablissement, ct));
        }
        finally
        {
            await Task.WhenAll([poll, .. large.UnderWay]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TurnAsync(string code, CancellationToken ct)
    {
        signal.Taken(code);
        if (large.IsUnderWay(code))
        {
            // It ends by waking.
            signal.Done(code, more: false);
            return;
        }

        try
        {
            if (directory.Current.FindByCode(code) is { } etablissement && await batches.ApplyAsync(etablissement, ct))
                signal.Done(code, more: true);
            else
                _ = RestAsync(code, Gathering, more: false, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.ApplicationFailed(logger, code, failure);
            _ = RestAsync(code, AfterFailure, more: true, ct);
        }
    }

    // Not awaited: the others have their turns meanwhile.
    private async Task RestAsync(string code, TimeSpan rest, bool more, CancellationToken ct)
    {
        await Task.Delay(rest, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested) signal.Done(code, more);
    }
}
