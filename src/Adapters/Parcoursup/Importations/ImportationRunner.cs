using System.Data.Common;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Takes an importation under a lease and carries out its present phase.</summary>
internal sealed class ImportationRunner(
    Database database, ImportationBook book, ImportationAnalysis analysis, ImportationApplication application,
    ILogger<ImportationRunner> logger)
{
    public async Task RunAsync(long id, CancellationToken ct)
    {
        if (await book.ClaimAsync(database, id, ct) is not { } row) return;
        try
        {
            await (row.Etat == nameof(EtatImportation.Analyse) ? analysis.RunAsync(row, ct) : application.RunAsync(row, ct));
        }
        catch (OperationCanceledException)
        {
            await book.ReleaseAsync(database, id);
            throw;
        }
        catch (LeaseLostException)
        {
            // Dropped by a person, or another node goes on.
        }
        catch (Exception failure) when (failure is not DbException { IsTransient: true })
        {
            Log.ImportationFailed(logger, id, failure);
            var why = failure is SealedValueException closed ? $"L'importation {id} a échoué. {closed.Message} "
                : $"L'importation {id} a échoué ({failure.GetType().Name}) : transmettre ce numéro au support. ";
            var message = why + "Ce qui est déjà appliqué le reste ; le fichier peut être importé à nouveau.";
            await database.WriteAsync(session => book.EndAsync(session, row, EtatImportation.Echec, null, message, ct), ct);
        }
    }
}
