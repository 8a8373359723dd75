using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>
/// Rule C8: who accepts one wish for good leaves the others, which Parcoursup does not push. Where he has others that still live here, he
/// is looked up, at every UAI: each answers for its own.
/// </summary>
internal sealed class AutresVoeux(RecuperationBook recuperations)
{
    /// <param name="accepted">The wish that was accepted.</param>
    /// <param name="listed">The UAI whose whole list says so: it speaks for its own wishes already.</param>
    public async Task LookUpAsync(
        WriteSession session, EtablissementModel etablissement, CandidatSet known, VoeuKey accepted, string? listed, CancellationToken ct)
    {
        if (!known.VoeuxOf(accepted.Candidat).Any(v => v.Key != accepted && Lives(v) && v.Uai != listed)) return;
        foreach (var uai in etablissement.Document.Uais)
            await recuperations.RequestAsync(
                session, etablissement.Code, uai, accepted.CodeCandidat, "Acceptation définitive d'un autre vœu", ct);
    }

    // As he has answered: the decision may not be made yet.
    private static bool Lives(VoeuRow voeu) => voeu is { Situation: Situation.Acceptee or Situation.AccepteeEnAttente, Disparu: false };
}
