using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Some importations may have work to do.</summary>
internal sealed class ImportationSignal : WakeSignal;

/// <summary>
/// Analyses and applies importations: those of an établissement one at a time, the établissements side by side (rule J1). It also
/// removes what killed transfers left and what nobody confirmed.
/// </summary>
internal sealed class ImportationWorker(
    Database database, ImportationBook book, ImportationRunner runner, LargeBodies bodies, ImportationSignal signal, TimeProvider time,
    ILogger<ImportationWorker> logger)
    : WokenService(signal, TimeSpan.FromSeconds(1), time)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private DateTimeOffset _nextSweep;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_underWay.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (Time.GetUtcNow() >= _nextSweep)
        {
            await bodies.SweepAsync(ct);
            await book.ExpireAsync(database, ct);
            _nextSweep = Time.GetUtcNow() + BetweenSweeps;
        }

        foreach (var due in await book.DueAsync(database, ct))
            if (!IsUnderWay(due.Etablissement))
                _underWay[due.Etablissement] = BesideAsync(due, ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    // One that has ended before it was noted stands there still.
    private bool IsUnderWay(string etablissement) => _underWay.TryGetValue(etablissement, out var run) && !run.IsCompleted;

    // Not awaited: it ends by waking, and the next one of its établissement is looked for then.
    private async Task BesideAsync(ImportationRow due, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await runner.RunAsync(due.Id, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Tell(failure);
            await Task.Delay(AfterFailure, Time, ct);
        }

        _underWay.TryRemove(due.Etablissement, out _);
        signal.Wake();
    }
}
