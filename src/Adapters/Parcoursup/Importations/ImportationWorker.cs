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
    : CoteACoteService(signal, TimeSpan.FromSeconds(1), time)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    private DateTimeOffset _nextSweep;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (Time.GetUtcNow() >= _nextSweep)
        {
            await bodies.SweepAsync(ct);
            await book.ExpireAsync(database, ct);
            _nextSweep = Time.GetUtcNow() + BetweenSweeps;
        }

        foreach (var due in await book.DueAsync(database, ct)) Begin(due.Etablissement, token => RunAsync(due, token), ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    // The next one of its établissement is not due before it has ended.
    private async Task RunAsync(ImportationRow due, CancellationToken ct)
    {
        await runner.RunAsync(due.Id, ct);
        signal.Wake();
    }
}
