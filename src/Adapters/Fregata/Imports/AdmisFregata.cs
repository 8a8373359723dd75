using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>Somebody whom an import would bring now.</summary>
/// <param name="Etat">Of the dossier that is there already; null: it would be new.</param>
public sealed record AdmisDossier(DossierId Id, ContenuDossier Contenu, EtatDossier? Etat);

/// <summary>The admitted candidates of a UAI and a session, as an import takes them (rules A1, G2).</summary>
internal sealed class AdmisFregata(Database database, ConfigurationDirectory directory, IBusinessClock clock)
{
    /// <summary>The session whose candidates are imported now; null before the first admissions.</summary>
    public int? Session =>
        directory.Current.Campagnes.Where(c => c.DebutAdmission <= clock.Today).Select(c => (int?)c.Session).Max();

    /// <summary>Whom an import would bring now. Nothing is imported by looking.</summary>
    public async Task<IReadOnlyList<AdmisDossier>> PrevoirAsync(
        EtablissementModel etablissement, string uai, int annee, CancellationToken ct)
    {
        await using var session = await database.EssayerAsync(ct);
        var admitted = await LireAsync(session, etablissement, uai, annee, ct);
        var dossiers = await DossierSet.LoadSessionAsync(session, etablissement.Code, annee, ct);
        return [.. admitted.Select(a => new AdmisDossier(IdOf(a.Voeu), a.Contenu, dossiers.Find(IdOf(a.Voeu))?.State))];
    }

    public static async Task<IReadOnlyList<(VoeuRow Voeu, ContenuDossier Contenu)>> LireAsync(
        WriteSession session, EtablissementModel etablissement, string uai, int annee, CancellationToken ct)
    {
        var admitted = await session.QueryAsync<int>(
            $"SELECT DISTINCT code_candidat FROM voeu WHERE etablissement = @Code AND session = @annee AND {VoeuRow.Live}",
            new { etablissement.Code, annee }, ct);
        var candidats = await CandidatSet.LoadAsync(session, etablissement.Code, admitted.Select(code => new CandidatKey(annee, code)), ct);
        return [.. Admis(candidats, etablissement, uai).Select(voeu => (voeu, ContenuOf(etablissement, candidats, voeu)))];
    }

    public static DossierId IdOf(VoeuRow voeu) => new(voeu.Session, voeu.CodeCandidat, voeu.CodeFormation);

    // The favourable wishes that this UAI receives. A formation asked for with and without internat is one dossier: the latest answer's.
    private static IEnumerable<VoeuRow> Admis(CandidatSet book, EtablissementModel etablissement, string uai) =>
        from voeu in book.Voeux
        where voeu.EstVivant && string.Equals(ReceivingUai.Of(etablissement, voeu), uai, StringComparison.OrdinalIgnoreCase)
        group voeu by (voeu.CodeCandidat, voeu.CodeFormation) into same
        orderby same.Key
        select same.OrderByDescending(v => v.DateReponse, StringComparer.Ordinal).ThenByDescending(v => v.Ordre).First();

    private static ContenuDossier ContenuOf(EtablissementModel etablissement, CandidatSet book, VoeuRow voeu) => DossierMapper.Map(
        book.Candidat(voeu.Key.Candidat)!.ReadJuge(), voeu.ReadVoeu(), Enum.Parse<CodeDecision>(voeu.CodeDecision!),
        etablissement.Regles, etablissement.Formation(voeu.CodeFormation));
}
