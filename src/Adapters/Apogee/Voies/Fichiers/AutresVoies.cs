using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where OPI leave by another way now, nobody will confirm a file: they are due on that way (rule E1).</summary>
internal sealed class AutresVoies(Database database, ConfigurationDirectory directory, LivraisonSignal deliveries, TimeProvider time)
{
    public async Task FreeAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements.Where(e => e.Document.Opi.Voie != VoieOpi.Fichiers))
        {
            var freed = await database.ExecuteAsync(
                $"""
                UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, message = NULL
                WHERE etablissement = @Code AND etat = '{nameof(EtatLivraison.AttenteConfirmation)}'
                """,
                new { now = time.GetUtcNow(), etablissement.Code }, ct);
            if (freed > 0) deliveries.Wake(etablissement.Code);
        }
    }
}
