using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// Feedback that was refused because of a formation's code SISE, missing or wrong, leaves again once somebody has mended it: nobody has
/// to go through the refusals one by one.
/// </summary>
internal sealed class RefusedRemontee(LivraisonBook deliveries, RemonteeDestination feedback) : IConfigurationFollower
{
    public async Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct)
    {
        var mended = after.Formations.Where(f => !string.IsNullOrWhiteSpace(f.CodeSise)).Select(f => (f.CodeFormationPsup, f.CodeSise))
            .Except((before?.Formations ?? []).Select(f => (f.CodeFormationPsup, f.CodeSise))).Select(f => f.CodeFormationPsup).ToHashSet();
        if (mended.Count == 0) return;

        var refused = await session.QueryAsync<string>(
            $"""
            SELECT sujet FROM livraison
            WHERE destination = @Name AND etablissement = @code AND etat = '{nameof(EtatLivraison.RefusMetier)}'
            """,
            new { feedback.Name, code = after.Code }, ct);
        foreach (var sujet in refused.Where(s => mended.Contains(InscriptionBook.KeyOf(s).Formation)))
            await deliveries.HastenAsync(session, feedback.Name, after.Code, sujet, ct);
    }
}
