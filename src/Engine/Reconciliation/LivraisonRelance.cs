using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>A person has a delivery sent again.</summary>
public sealed class LivraisonRelance(
    Database database, ConfigurationDirectory directory, AuditBook audit, LivraisonSignal signal, TimeProvider time)
{
    /// <summary>Why a delivery may not be sent again, in French: its session is closed. Null where it may.</summary>
    public async Task<string?> RefusAsync(string etablissement, long id, CancellationToken ct) =>
        await database.ScalarAsync<string>(
            "SELECT sujet FROM livraison WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct) is { } sujet
        && Sujet.CandidatOf(sujet) is { } candidat ? directory.Current.Close(candidat.Session)?.Refus : null;

    /// <summary>Sends it again, at once.</summary>
    /// <returns>False when there is none that could be.</returns>
    public async Task<bool> RelancerAsync(string etablissement, long id, CancellationToken ct)
    {
        var sent = await database.WriteAsync(session => RelancerAsync(session, etablissement, id, ct), ct);
        signal.Wake(etablissement);
        return sent;
    }

    /// <summary>The same in a transaction of somebody who wakes the lanes after it.</summary>
    internal async Task<bool> RelancerAsync(WriteSession session, string etablissement, long id, CancellationToken ct)
    {
        if (await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, tentatives = 0,
                a_regarder = FALSE
            WHERE id = @id AND etablissement = @etablissement
              AND etat IN ('{nameof(EtatLivraison.RefusMetier)}', '{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.AJour)}')
            """, new { now = time.GetUtcNow(), id, etablissement }, ct) == 0) return false;
        audit.Note(session, new(ActeAudit.LivraisonRelancee, etablissement, FormattableString.Invariant($"livraison {id}")));
        return true;
    }
}
