using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.LaissezPasser;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Evaluation;

/// <summary>What Apogée should hold: an OPI per candidate, and the laissez-passer that still make sense beside it.</summary>
internal sealed class ApogeeDesiredState(OpiWish wish, LaissezPasserWish laissezPasser) : IDesiredState
{
    public Sis Sis => Sis.Apogee;

    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats, CancellationToken ct)
    {
        foreach (var candidat in candidats) await wish.UpdateAsync(session, etablissement, candidat.Row, candidat.Voeux, ct);
        await laissezPasser.UpdateAsync(session, etablissement, candidats, ct);
    }
}
