using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>What Apogée should hold: an OPI per candidate, and the laissez-passer that still make sense beside it.</summary>
internal sealed class ApogeeDesiredState(DesiredOpi wish, DesiredLaissezPasser laissezPasser) : IDesiredState
{
    public Sis Sis => Sis.Apogee;

    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats,
        CancellationToken ct)
    {
        foreach (var candidat in candidats) await wish.UpdateAsync(session, etablissement, candidat, ct);
        await laissezPasser.UpdateAsync(session, etablissement, candidats, ct);
    }
}
