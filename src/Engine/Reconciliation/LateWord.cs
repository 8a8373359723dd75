using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Rule E2: a call that left under a lease that was lost. The destination cannot fence it, so whatever was sent and acknowledged
/// since may have been overwritten: the current state is due again, so that the last word is ours.
/// </summary>
/// <param name="Lease">Which lease it was: told of the same one again, nothing more is due.</param>
/// <param name="Next">When the current state may leave.</param>
/// <param name="CalmeJusqua">Until when the call may still arrive; null when it cannot any more.</param>
public sealed record LateWord(long Livraison, string Lease, DateTimeOffset Next, DateTimeOffset? CalmeJusqua = null)
{
    /// <summary>Null when nothing of the attempt can be on the other side.</summary>
    public static LateWord? Of(AttemptRecord attempt) => attempt.Echange?.Issue switch
    {
        null or IssueEnvoi.NonEnvoyee or IssueEnvoi.Refusee or IssueEnvoi.EchecTechnique { RienApplique: true } => null,
        // Nobody knows whether it is still under way: the quiet time of such an end is waited for.
        IssueEnvoi.Incertaine => new(attempt.Row.Id, LeaseOf(attempt.Row), attempt.Next, attempt.CalmeJusqua),
        _ => new(attempt.Row.Id, LeaseOf(attempt.Row), attempt.End, attempt.CalmeJusqua),
    };

    /// <summary>
    /// Whoever holds the row now ends with something newer wanted; a row that waits for a run will carry the state anyway.
    /// </summary>
    /// <returns>Whether it was told for the first time.</returns>
    public async Task<bool> MakeDueAsync(WriteSession session, CancellationToken ct) => await session.ExecuteAsync(
        $"""
        UPDATE livraison SET
            revision_voulue = revision_voulue + 1, bail_tardif = @Lease, a_regarder = FALSE, {Calme.Begin},
            prochaine_tentative = CASE WHEN etat = '{nameof(EtatLivraison.AEnvoyer)}' AND prochaine_tentative > @Next
                                       THEN prochaine_tentative ELSE @Next END,
            tentatives = CASE WHEN etat IN ('{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.EnCours)}')
                              THEN tentatives ELSE 0 END,
            etat = CASE WHEN etat IN ('{nameof(EtatLivraison.EnCours)}', '{nameof(EtatLivraison.AttenteRemontee)}')
                        THEN etat ELSE '{nameof(EtatLivraison.AEnvoyer)}' END
        WHERE id = @Livraison AND bail_tardif IS DISTINCT FROM @Lease
        """,
        new { Livraison, Lease, Next, calme = CalmeJusqua }, ct) == 1;

    private static string LeaseOf(LivraisonRow row) => $"{row.BailPar}@{row.BailJusqua:O}";
}
