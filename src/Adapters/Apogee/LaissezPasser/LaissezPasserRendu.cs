using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>A laissez-passer as it is sent, from the candidate's present answers, his OPI and the mapping.</summary>
internal static class LaissezPasserRendu
{
    public static IReadOnlyList<ReponseAuVoeu> AnswersOf(EtablissementModel etablissement, IEnumerable<VoeuRow> voeux) =>
        [.. voeux.OrderBy(v => v.CodeFormation).ThenBy(v => v.Internat)
            .Select(v => new ReponseAuVoeu(v.Key, etablissement.Regles.ReponseDe(v.ReadVoeu().CodeAmenagement),
                etablissement.Formation(v.CodeFormation)))];

    /// <param name="opi">The candidate's desired OPI, in which the VET stands.</param>
    public static LaissezPasserContenu ContentOf(
        EtablissementModel etablissement, CandidatRow candidat, IEnumerable<VoeuRow> voeux, OpiSouhaitee opi, LaissezPasserRow row)
    {
        var cible = LaissezPasserRule.CodesOf(opi.Voeux.First(v => v.Cible.Vet == row.Vet).Cible, AnswersOf(etablissement, voeux));
        var defaults = etablissement.Apogee?.LaissezPasser;
        return new LaissezPasserContenu
        {
            TypLpa = row.Type,
            // Apogée names a university year by its first civil year, Parcoursup's session by the year of its summer.
            CodAnu = row.Session.ToString(CultureInfo.InvariantCulture),
            NumOpi = candidat.CodOpi,
            CodEtp = cible.CodEtp,
            CodVrsVet = cible.CodVrsVet.ToString(CultureInfo.InvariantCulture),
            CodDip = cible.CodDip,
            CodVrsVdi = cible.CodVrsVdi?.ToString(CultureInfo.InvariantCulture),
            CodRgi = defaults?.CodRgi,
            CodStu = defaults?.CodStu,
            LibCmtLpa = row.Commentaire,
            CodCatOuiSi = cible.CodCatOuiSi,
            MtfCat = cible.MtfCat,
        };
    }

    /// <summary>Changes with what Apogée should hold. The student number is left out: that it becomes known is no change.</summary>
    public static string FingerprintOf(LaissezPasserContenu contenu) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Of(contenu with { CodEtu = null }))));
}
