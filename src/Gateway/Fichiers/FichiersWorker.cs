using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Reconciliation;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Fichiers;

/// <summary>Carries out the generations that are asked for, and looks for what jobs have confirmed.</summary>
internal sealed class FichiersWorker(
    Database database, ConfigurationDirectory directory, GenerationBook generations, GenerationRunner runner, ConfirmationWatch confirmations,
    DeliverySignal deliveries, FichiersSignal signal, TimeProvider time, ILogger<FichiersWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = database.IsSingleNode;
        var nextRound = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (time.GetUtcNow() >= nextRound)
                {
                    await generations.RecoverLostAsync(all, stoppingToken);
                    all = false;
                    await confirmations.LookAsync(stoppingToken);
                    await FreeOtherWaysAsync(stoppingToken);
                    nextRound = time.GetUtcNow() + Round;
                }

                while (await generations.NextAsync(stoppingToken) is { } generation)
                    await runner.RunAsync(generation, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.WorkerFailed(logger, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }

            await signal.WaitAsync(Poll, time, stoppingToken);
        }
    }

    // Where OPI leave by another way now, nobody will confirm a file: they are due on that way (rule E1).
    private async Task FreeOtherWaysAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements.Where(e => e.Document.Opi.Voie != VoieOpi.Fichiers))
        {
            var freed = await database.ExecuteAsync(
                "UPDATE livraison SET etat = 'AEnvoyer', prochaine_tentative = @now, message = NULL WHERE etablissement = @Code AND etat = 'AttenteConfirmation'",
                new { now = time.GetUtcNow(), etablissement.Code }, ct);
            if (freed > 0) deliveries.Wake(etablissement.Code);
        }
    }
}
