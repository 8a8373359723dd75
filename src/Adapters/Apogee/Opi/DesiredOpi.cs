using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// From the decisions that count to the desired OPI of a candidate: its number (rule A4), its content, and the wish to
/// deliver it when it differs from what was last wanted.
/// </summary>
internal sealed class DesiredOpi(LivraisonBook deliveries)
{
    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, CandidatRow candidat,
        IReadOnlyList<VoeuRow> voeux, CancellationToken ct)
    {
        var opi = Compose(candidat, voeux);
        var reserves = opi.Reserves.ToList();
        if (!opi.EstVide && etablissement.Document is { SourceOpi: SourceOpi.ApiRest })
        {
            if (await NumberAsync(session, etablissement, candidat, ct))
                await WantAsync(session, etablissement, candidat, opi, reserves, ct);
            else
                reserves.Add(new Reserve("codOpiIntEpo",
                    "Aucun numéro OPI libre de 10 caractères pour ce dossier : revoir le préfixe de l'établissement."));
        }

        else if (opi.EstVide && candidat.CodOpi is not null)
        {
            await deliveries.ForgetAsync(session, DestinationOpi.Name, etablissement.Code, SubjectOf(candidat.Key), ct);
        }

        candidat.Reserves = JsonText.Of(reserves.Distinct());
    }

    /// <summary>The desired OPI, as it is now.</summary>
    public static OpiSouhaitee Compose(CandidatRow candidat, IEnumerable<VoeuRow> voeux) =>
        OpiRule.Compose(Decided(voeux), candidat.ReadTentees());

    /// <summary>The desired OPI and its content, as they are now.</summary>
    public static (OpiSouhaitee Opi, OpiRendu Rendu) Render(EtablissementModel etablissement, CandidatRow candidat,
        IEnumerable<VoeuRow> voeux)
    {
        var opi = Compose(candidat, voeux);
        return (opi, OpiMapper.Map(candidat.ReadCandidat(), opi, candidat.CodOpi!, etablissement.Nomenclatures));
    }

    public static string SubjectOf(CandidatKey key) => new Sujet(key).ToString();

    /// <summary>The candidate of a subject; null for an OPI that the hosted service received.</summary>
    public static CandidatKey? KeyOf(string sujet) => Sujet.Read(sujet) is { Formation: null } read ? read.Candidat : null;

    public static string FingerprintOf(OpiContenu contenu) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', OpiContenu.Blocs.Select(b => contenu[b])))));

    private static IEnumerable<VoeuDecide> Decided(IEnumerable<VoeuRow> voeux) =>
        voeux.Where(v => v.Decision is not null).Select(v => new VoeuDecide(v.ReadVoeu(), v.ReadDecision()!));

    private async Task WantAsync(
        WriteSession session, EtablissementModel etablissement, CandidatRow candidat, OpiSouhaitee opi, List<Reserve> reserves,
        CancellationToken ct)
    {
        var rendu = OpiMapper.Map(candidat.ReadCandidat(), opi, candidat.CodOpi!, etablissement.Nomenclatures);
        reserves.AddRange(rendu.Reserves);
        if (rendu.Reserves.Count > 0) return;
        await deliveries.WantAsync(session, new WantedLivraison
        {
            Destination = DestinationOpi.Name,
            Etablissement = etablissement.Code,
            Sujet = SubjectOf(candidat.Key),
            Origine = WantedLivraison.FromSource,
            Personne = Personne.Of(rendu.Contenu.ReadIdentite()),
            Empreinte = FingerprintOf(rendu.Contenu),
        }, ct);
    }

    // The number is the student's login: it is chosen once, and never again after the first attempt (rule A4).
    private static async Task<bool> NumberAsync(WriteSession session, EtablissementModel etablissement, CandidatRow candidat,
        CancellationToken ct)
    {
        if (candidat.CodOpi is not null) return true;
        var number = candidat.CodeCandidat.ToString(CultureInfo.InvariantCulture);
        var year = (candidat.Session % 100).ToString("00", CultureInfo.InvariantCulture);
        var prefix = etablissement.Document.Opi.Prefixe;
        foreach (var cod in (string[])[prefix + number, prefix + year + number])
        {
            if (cod.Length > 10) continue;
            var taken = await session.ScalarAsync<long>(
                """
                SELECT (SELECT COUNT(*) FROM candidat WHERE etablissement = @code AND cod_opi = @cod)
                     + (SELECT COUNT(*) FROM opi_recue WHERE etablissement = @code AND cod_opi = @cod)
                """,
                new { code = etablissement.Code, cod }, ct);
            if (taken > 0) continue;
            candidat.CodOpi = cod;
            await session.ExecuteAsync(
                "UPDATE candidat SET cod_opi = @cod WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
                new { cod, code = etablissement.Code, annee = candidat.Session, dossier = candidat.CodeCandidat }, ct);
            return true;
        }

        return false;
    }
}
