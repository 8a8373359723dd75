using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>
/// After an evaluation (rule C5): a laissez-passer that has not left is withdrawn when its VET is not unfavourable any
/// more; otherwise it follows the mapping.
/// </summary>
internal sealed class DesiredLaissezPasser(LaissezPasserBook book, LivraisonBook deliveries)
{
    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats,
        CancellationToken ct)
    {
        var active = await book.ActiveAsync(session, etablissement.Code, ct);
        if (active.Count == 0) return;
        var byKey = candidats.ToDictionary(c => c.Row.Key);
        foreach (var row in active)
        {
            if (byKey.GetValueOrDefault(row.Candidat) is not { Row: { CodOpi: not null } candidat, Voeux: var voeux }) continue;
            var opi = OpiComposition.Compose(candidat, voeux);
            if (LaissezPasserRule.Withdrawal(opi, row.Vet) is { } reason)
            {
                if (await deliveries.WithdrawAsync(session, DestinationLaissezPasser.Name, etablissement.Code, row.Sujet, reason, ct))
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
