using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Carries out the generations that are asked for, and looks for what jobs have confirmed.</summary>
internal sealed class FichiersWorker(
    Database database, ConfigurationDirectory directory, GenerationBook generations, GenerationRunner runner, ConfirmationWatch confirmations,
    DeliverySignal deliveries, FichiersSignal signal, TimeProvider time, ILogger<FichiersWorker> logger) : WokenService(signal, TimeSpan.FromMilliseconds(500), time)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private bool _all = database.IsSingleNode;
    private DateTimeOffset _nextRound;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (Time.GetUtcNow() >= _nextRound)
        {
            await generations.RecoverLostAsync(_all, ct);
            _all = false;
            await confirmations.LookAsync(ct);
            await FreeOtherWaysAsync(ct);
            _nextRound = Time.GetUtcNow() + Round;
        }

        while (await generations.NextAsync(ct) is { } generation)
            await runner.RunAsync(generation, ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    // Where OPI leave by another way now, nobody will confirm a file: they are due on that way (rule E1).
    private async Task FreeOtherWaysAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements.Where(e => e.Document.Opi.Voie != VoieOpi.Fichiers))
        {
            var freed = await database.ExecuteAsync(
                $"""
                UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, message = NULL
                WHERE etablissement = @Code AND etat = '{nameof(EtatLivraison.AttenteConfirmation)}'
                """,
                new { now = Time.GetUtcNow(), etablissement.Code }, ct);
            if (freed > 0) deliveries.Wake(etablissement.Code);
        }
    }
}
