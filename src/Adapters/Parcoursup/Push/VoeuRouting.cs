using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>
/// Rule A1 inside one établissement: under which of its UAIs a wish stands. A UAI of somebody else never leads a
/// message into his data, since the caller proved only who <em>he</em> is: it becomes a hold.
/// </summary>
internal static class VoeuRouting
{
    public static (string Uai, Voeu Voeu) Route(EtablissementModel etablissement, CandidatLu candidat, string called)
    {
        var voeu = candidat.Voeu;
        var asked = ReceivingUai.Own(etablissement, voeu.CodeEtablissement) ?? called.ToUpperInvariant();
        if (Uai.Normalize(voeu.CodeEtablissementAffectation) is not { } assigned || ReceivingUai.Own(etablissement, assigned) is not null)
            return (asked, voeu);
        return (asked, voeu with
        {
            Defauts = [.. voeu.Defauts, new Defaut("codeEtablissementAffectation",
                $"L'établissement d'affectation {assigned} n'est pas l'une de vos UAI : l'ajouter à l'établissement, ou vérifier "
                + $"l'affectation dans Parcoursup.")],
        });
    }
}
