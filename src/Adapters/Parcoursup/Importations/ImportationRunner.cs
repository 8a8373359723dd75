using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Takes an importation under a lease and carries out its present phase.</summary>
internal sealed class ImportationRunner(
    Database database, ImportationBook book, ImportationAnalysis analysis, ImportationApplication application,
    TimeProvider time, ILogger<ImportationRunner> logger)
{
    public async Task RunAsync(long id, CancellationToken ct)
    {
        if (await book.ClaimAsync(database, id, ct) is not { } row) return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var hold = HoldAsync(row, stop);
        try
        {
            await (row.Etat == nameof(EtatImportation.Analyse)
                ? analysis.RunAsync(row, stop.Token) : application.RunAsync(row, stop.Token));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await book.ReleaseAsync(database, id);
            throw;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The lease is lost.
        }
        catch (LeaseLostException)
        {
            // Dropped by a person, or another node goes on.
        }
        catch (Exception failure) when (GroundFailure.Of(failure) is null)
        {
            Log.ImportationFailed(logger, id, failure);
            var why = failure is SealedValueException closed ? $"L'importation {id} a échoué. {closed.Message} "
                : $"L'importation {id} a échoué ({failure.GetType().Name}) : transmettre ce numéro au support. ";
            var message = why + "Ce qui est déjà appliqué le reste ; le fichier peut être importé à nouveau.";
            await database.WriteAsync(session => book.EndAsync(session, row, EtatImportation.Echec, null, message, ct), ct);
        }
        finally
        {
            await stop.CancelAsync();
            await hold;
        }
    }

    // A workbook may wait for its place longer than a lease lasts. Who has lost it stops: its file may be gone.
    private async Task HoldAsync(ImportationRow row, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(ImportationBook.Held / 4, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token)) await book.HoldAsync(database, row, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (LeaseLostException)
        {
            await stop.CancelAsync();
        }
        catch (Exception failure)
        {
            // The work itself renews it as well, and tells what keeps it from that.
            Log.WorkerFailed(logger, failure);
        }
    }
}
