using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>What a candidate's OPI should hold now (rule C2), and what of it can be written.</summary>
internal static class OpiComposition
{
    /// <summary>The desired OPI, as it is now.</summary>
    public static OpiSouhaitee Compose(CandidatRow candidat, IEnumerable<VoeuRow> voeux) =>
        OpiRule.Compose(Decided(voeux), candidat.ReadTentees());

    /// <summary>The desired OPI and its content, as they are now; the candidate has his number.</summary>
    public static (OpiSouhaitee Opi, OpiRendu Rendu) Render(
        EtablissementModel etablissement, CandidatRow candidat, IEnumerable<VoeuRow> voeux)
    {
        var opi = Compose(candidat, voeux);
        return (opi, Render(etablissement, candidat, opi));
    }

    public static OpiRendu Render(EtablissementModel etablissement, CandidatRow candidat, OpiSouhaitee opi)
    {
        var rendu = OpiMapper.Map(candidat.ReadJuge(), opi, candidat.CodOpi!, etablissement.Nomenclatures);
        // Rule K2. A withdrawal offers nothing to anybody: it leaves, without the INE.
        return candidat.IneConteste is { } contested && opi.Voeux.Any(v => v.Code != CodeDecision.D)
            ? rendu with { Reserves = [contested, .. rendu.Reserves] } : rendu;
    }

    private static IEnumerable<VoeuDecide> Decided(IEnumerable<VoeuRow> voeux) =>
        voeux.Where(v => v.Decision is not null).Select(v => new VoeuDecide(v.ReadVoeu(), v.ReadDecision()!));
}
