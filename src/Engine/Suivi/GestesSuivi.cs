using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>What a person does to what waits: sends it again, or says that it is done.</summary>
public sealed class GestesSuivi(
    Database database, ConfigurationDirectory directory, AuditBook audit, LivraisonSignal signal, TimeProvider time)
{
    /// <summary>Ends a task.</summary>
    /// <returns>False when there is none that is open.</returns>
    public Task<bool> TerminerAsync(string etablissement, long id, string par, CancellationToken ct) => audit.ChangeAsync(
        database, new(ActeAudit.TacheTerminee, etablissement, FormattableString.Invariant($"tâche {id}")),
        "UPDATE tache SET terminee_le = @now, par = @par WHERE id = @id AND etablissement = @etablissement AND terminee_le IS NULL",
        new { now = time.GetUtcNow(), par, id, etablissement }, ct);

    /// <summary>Why a delivery may not be sent again, in French: its session is closed. Null where it may.</summary>
    public async Task<string?> RefusDeRelanceAsync(string etablissement, long id, CancellationToken ct) =>
        await database.ScalarAsync<string>(
            "SELECT sujet FROM livraison WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct) is { } sujet
        && Sujet.CandidatOf(sujet) is { } candidat ? directory.Current.Close(candidat.Session)?.Refus : null;

    /// <summary>Sends a delivery again, at once.</summary>
    /// <returns>False when there is none that could be.</returns>
    public async Task<bool> RelancerAsync(string etablissement, long id, CancellationToken ct)
    {
        var sent = await audit.ChangeAsync(
            database, new(ActeAudit.LivraisonRelancee, etablissement, FormattableString.Invariant($"livraison {id}")),
            $"""
            UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, tentatives = 0,
                a_regarder = FALSE
            WHERE id = @id AND etablissement = @etablissement
              AND etat IN ('{nameof(EtatLivraison.RefusMetier)}', '{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.AJour)}')
            """, new { now = time.GetUtcNow(), id, etablissement }, ct);
        signal.Wake(etablissement);
        return sent;
    }
}
