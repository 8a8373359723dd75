using System.Globalization;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// Rule F2: resolves an enrolment by what was sent. Nothing is guessed: an ambiguity goes to a person.
/// </summary>
public sealed class InscriptionResolver(
    InscriptionNames names, ISource source, FormationResolver formations, ConfigurationDirectory directory)
{
    private const string Select = "SELECT code_candidat FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ";

    public async Task<Rapprochement> ResolveAsync(
        WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, CancellationToken ct)
    {
        var champs = names.FieldsOf(etablissement, ia);
        if (directory.Current.Close(ia.Session) is { } close) return new(null, null, close.Refus, "session", Close: true);
        var codes = await CandidatsAsync(session, etablissement, ia, ct);
        if (codes.Count == 0)
            return new(null, null, Unknown(ia, champs), ia.CodeCandidat is null && ia.Ine is not null ? champs.Ine : champs.CodeCandidat,
                Inconnu: FileNumber(etablissement, ia), Etudiant: IsNamedByStudentNumberOnly(ia) ? ia.CodEtu : null);
        if (codes.Count > 1)
            return new(null, null, $"Plusieurs candidats correspondent à cette inscription : indiquer {champs.CodeCandidat}.",
                champs.CodeCandidat);

        var key = new CandidatKey(ia.Session, codes[0]);
        if (await ContradictionAsync(session, etablissement.Code, key, ia, champs, ct) is { } contradiction)
            return new(null, null, contradiction, champs.Ine, Contredit: true);
        return await formations.ResolveAsync(session, etablissement, key, ia, champs, ct);
    }

    private async Task<IReadOnlyList<int>> CandidatsAsync(
        WriteSession session, EtablissementModel model, InscriptionRecue ia, CancellationToken ct)
    {
        var (etablissement, annee) = (model.Code, ia.Session);
        if (ia.CodeCandidat is { } dossier)
            return await session.QueryAsync<int>(Select + "code_candidat = @dossier", new { etablissement, annee, dossier }, ct);
        if (!string.IsNullOrWhiteSpace(ia.CodOpiIntEpo)) return await OfNumberAsync(session, model, annee, ia.CodOpiIntEpo.Trim(), ct);
        if (Ine.Normalize(ia.Ine) is { } ine)
            return await session.QueryAsync<int>(
                Select + "ine IN @ines", new { etablissement, annee, ines = await session.FormsAsync(etablissement, [ine], ct) }, ct);
        return ia.CodEtu is { } codEtu ? await names.CandidatsOfAsync(session, etablissement, annee, codEtu, ct) : [];
    }

    // A number is ours or the source's own; where the source brings the people in itself, its own comes first.
    private async Task<IReadOnlyList<int>> OfNumberAsync(
        WriteSession session, EtablissementModel model, int annee, string opi, CancellationToken ct)
    {
        var theirs = await names.CandidatsOfNumberAsync(session, model, annee, opi, ct);
        if (theirs.Count > 0 && model.Document.SourceOpi == SourceOpi.Opi) return theirs;
        var ours = await session.QueryAsync<int>(Select + "cod_opi = @opi", new { etablissement = model.Code, annee, opi }, ct);
        return ours.Count > 0 ? ours : theirs;
    }

    private static bool IsNamedByStudentNumberOnly(InscriptionRecue ia) =>
        ia.CodeCandidat is null && string.IsNullOrWhiteSpace(ia.CodOpiIntEpo) && Ine.Normalize(ia.Ine) is null;

    // A candidate known only through a number of his system may be named by it all the same (rule A4).
    private int? FileNumber(EtablissementModel etablissement, InscriptionRecue ia) =>
        ia.CodeCandidat ?? (ia.CodOpiIntEpo?.Trim() is { } numero ? names.FileNumberIn(etablissement, numero) : null);

    private string Unknown(InscriptionRecue ia, ChampsInscription champs) => ia switch
    {
        { CodeCandidat: { } dossier } => string.Create(CultureInfo.InvariantCulture,
            $"Aucun candidat de {source.Nom} n'a le numéro {dossier} (session {ia.Session}) : vérifier {champs.CodeCandidat}."),
        { CodOpiIntEpo: null or "", Ine: { Length: > 0 } ine } => string.Create(CultureInfo.InvariantCulture,
            $"Aucun candidat de {source.Nom} n'a l'INE {Ine.Normalize(ine)} (session {ia.Session}) : ")
            + $"vérifier {champs.Ine}, ou indiquer {champs.CodeCandidat}.",
        _ => $"Aucun candidat de {source.Nom} ne correspond à cette inscription : vérifier ses identifiants.",
    };

    // Number and INE that do not belong together, from a sender who has both from us, are a line gone wrong.
    private async Task<string?> ContradictionAsync(
        WriteSession session, string etablissement, CandidatKey key, InscriptionRecue ia, ChampsInscription champs, CancellationToken ct)
    {
        if (champs.LieuDeCorrection is not { } lieu || ia.CodeCandidat is not { } dossier || Ine.Normalize(ia.Ine) is not { } given)
            return null;
        var people = await session.QueryAsync<PersonRow>(
            """
            SELECT code_candidat, ine FROM candidat
            WHERE etablissement = @etablissement AND session = @annee AND (code_candidat = @dossier OR ine IN @ines) ORDER BY code_candidat
            """,
            new { etablissement, annee = key.Session, dossier, ines = await session.FormsAsync(etablissement, [given], ct) }, ct);
        var known = Ine.Normalize(people.Single(p => p.CodeCandidat == dossier).Ine);
        var others = people.Where(p => p.CodeCandidat != dossier).Select(p => p.CodeCandidat).ToList();
        // Where the source tells no INE the number alone counts, unless the INE is somebody else's.
        if (known == given || (known is null && others.Count == 0)) return null;
        var whose = others.Count == 0 ? "" : $", qui est celui du candidat n° {string.Join(", n° ", others)}";
        return string.Create(CultureInfo.InvariantCulture,
            $"Le candidat n° {dossier} n'a pas cet INE : {source.Nom} lui connaît {known ?? "aucun INE"}, la ligne donne {given}{whose}. ")
            + $"Corriger {champs.CodeCandidat} ou {champs.Ine} {lieu} et renvoyer la ligne.";
    }

    private sealed class PersonRow
    {
        public int CodeCandidat { get; init; }
        public string? Ine { get; init; }
    }
}
