using System.Security.Cryptography;
using System.Text;
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

    /// <summary>
    /// What may leave of an OPI whose individual is held back: a withdrawal needs nothing but the number and VETs that Apogée
    /// has already. They go with the individual that it has; whatever is not a withdrawal stays as it was. Null when there is
    /// nothing to withdraw, or nothing was ever attempted.
    /// </summary>
    public static (OpiSouhaitee Opi, OpiContenu Contenu)? Withdrawal(
        EtablissementModel etablissement, CandidatRow candidat, OpiSouhaitee opi)
    {
        if (candidat.IdentiteTentee is null) return null;
        var attempted = candidat.ReadTentees().ToDictionary(t => t.Cible.Vet);
        var known = opi with
        {
            Voeux = [.. opi.Voeux.Where(v => attempted.ContainsKey(v.Cible.Vet)).Select(v => AsBefore(v, attempted[v.Cible.Vet]))],
        };
        if (!known.Voeux.Any(v => v.Code == CodeDecision.D)) return null;
        return (known, new OpiContenu
        {
            Individu = candidat.IdentiteTentee, Voeux = Render(etablissement, candidat, known).Contenu.Voeux,
        });
    }

    /// <summary>Some VET that Apogée holds as favourable is not any more.</summary>
    public static bool Withdraws(CandidatRow candidat, OpiSouhaitee opi)
    {
        var unfavourable = opi.Voeux.Where(v => v.Code == CodeDecision.D).Select(v => v.Cible.Vet).ToHashSet();
        return candidat.ReadTentees().Any(t => t.DernierCode != CodeDecision.D && unfavourable.Contains(t.Cible.Vet));
    }

    /// <summary>The same for the same content.</summary>
    public static string FingerprintOf(OpiContenu contenu) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', OpiContenu.Blocs.Select(b => contenu[b])))));

    private static VoeuOpi AsBefore(VoeuOpi voeu, VetTentee tentee) => voeu.Code == CodeDecision.D ? voeu
        : voeu with { Cible = tentee.Cible, Code = tentee.DernierCode, Soutiens = tentee.Soutiens };

    private static IEnumerable<VoeuDecide> Decided(IEnumerable<VoeuRow> voeux) =>
        voeux.Where(v => v.Decision is not null).Select(v => new VoeuDecide(v.ReadVoeu(), v.ReadDecision()!));
}
