using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Evaluation;
using Parcoursup.Gateway.Reconciliation;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.LaissezPasser;

/// <summary>
/// After an evaluation (rule C5): a laissez-passer that has not left is withdrawn when its VET is not unfavourable any
/// more; otherwise it follows the mapping.
/// </summary>
internal sealed class LaissezPasserWish(LaissezPasserBook book, DeliveryBook deliveries)
{
    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, CandidatBook candidats, CancellationToken ct)
    {
        foreach (var row in await book.ActiveAsync(session, etablissement.Code, ct))
        {
            if (candidats.Candidat(row.Candidat) is not { CodOpi: not null } candidat) continue;
            var voeux = candidats.VoeuxOf(row.Candidat).ToList();
            var opi = OpiWish.Compose(candidat, voeux);
            if (LaissezPasserRule.Withdrawal(opi, row.Vet) is { } reason)
            {
                if (await deliveries.WithdrawAsync(session, Destinations.ApogeeLaissezPasser, etablissement.Code, row.Sujet, reason, ct))
                    await book.WithdrawAsync(session, etablissement.Code, row, reason, ct);
            }
            else if (etablissement.Apogee?.LaissezPasser is not null)
            {
                var contenu = LaissezPasserRendu.ContentOf(etablissement, candidat, voeux, opi, row);
                await book.WantAsync(session, etablissement.Code, row, LaissezPasserRendu.FingerprintOf(contenu), personne: null, ct);
            }
        }
    }
}
