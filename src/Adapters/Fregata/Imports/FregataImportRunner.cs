using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>
/// One import from its request to its outcome. It goes on when its caller leaves, so that the follow-up tells how it ended;
/// only a stop of the gateway cuts it off.
/// </summary>
internal sealed class FregataImportRunner(FregataImportBook book, Actualisation actualisation, Reception reception,
    IHostApplicationLifetime lifetime, ILogger<FregataImportRunner> logger)
{
    /// <param name="asItIs">Without asking Parcoursup first.</param>
    /// <returns>The import, ended well or not.</returns>
    public async Task<FregataImportRow> RunAsync(FregataCaller caller, int annee, bool asItIs)
    {
        var stopping = lifetime.ApplicationStopping;
        var id = await book.BeginAsync(caller, annee, stopping);
        try
        {
            var (cause, avertissement) = asItIs
                ? await actualisation.WaitAsync(caller.Etablissement, caller.Uai, annee, stopping)
                : await actualisation.RunAsync(caller.Etablissement, caller.Uai, annee, stopping);
            if (cause is null) await reception.TakeAsync(caller, id, annee, avertissement, stopping);
            else await book.FailAsync(id, cause, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await book.FailAsync(id, FregataImportBook.Stopped, CancellationToken.None);
        }
        catch (Exception failure)
        {
            Log.ImportFailed(logger, id, failure);
            await book.FailAsync(id,
                "erreur interne de la passerelle, aucun dossier n'a été modifié : recommencer, puis transmettre le numéro de l'import au "
                + "support", CancellationToken.None);
        }

        return (await book.FindAsync(caller, id, CancellationToken.None))!;
    }
}

/// <summary>Ends the imports that a killed gateway left under way.</summary>
internal sealed class FregataImportRecovery(FregataImportBook book, Database database, TimeProvider time,
    ILogger<FregataImportRecovery> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // Before the first request is served: none of this life's own can be among them.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await book.FailAbandonedAsync(all: database.IsSingleNode, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await book.FailAbandonedAsync(all: false, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RecoveryFailed(logger, failure);
            }
        }
    }
}
