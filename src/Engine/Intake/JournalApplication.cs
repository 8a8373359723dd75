using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Applies the journal to the state (rule I2): per établissement in the journal's order, in batches, each row marked
/// in the same transaction. A message that fails is set aside with its error and a task; its neighbours go on. A large
/// one is applied beside the others' établissements, while its own waits for it.
/// </summary>
internal sealed class JournalApplication(
    ApplySignal signal, MessagesToApply waiting, ConfigurationDirectory directory, BatchApplication batches, LargeApplication large,
    TimeProvider time, ILogger<JournalApplication> logger) : BackgroundService
{
    // Every batch costs a commit that intake waits for: a short rest lets more gather, and delays nobody's answer.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(75);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = waiting.WatchAsync(stoppingToken);
        try
        {
            await foreach (var etablissement in signal.Etablissements.ReadAllAsync(stoppingToken))
            {
                signal.Taken(etablissement);
                if (large.IsUnderWay(etablissement)) continue;
                await ApplyAllAsync(etablissement, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll([poll, .. large.UnderWay]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ApplyAllAsync(string code, CancellationToken ct)
    {
        try
        {
            while (directory.Current.Find(code) is { } etablissement && await batches.ApplyAsync(etablissement, ct)) { }
            await Task.Delay(Gathering, time, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ApplicationFailed(logger, code, failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
            signal.Wake(code);
        }
    }
}
