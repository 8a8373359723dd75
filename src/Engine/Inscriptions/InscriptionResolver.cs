using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>To whom and to what an enrolment belongs; without formation, why that could not be told.</summary>
/// <param name="Champ">The field that a person should look at, by the name that the sender has for it.</param>
/// <param name="Contredit">The line names its candidate in two ways that are two people.</param>
/// <param name="Inconnu">The file number to ask Parcoursup for, when the candidate is not known here yet.</param>
/// <param name="Etudiant">The student number to ask Apogée for, when nothing else names the candidate.</param>
internal sealed record Rapprochement(
    CandidatKey? Candidat, int? Formation, string? Motif, string? Champ = null, bool Contredit = false, int? Inconnu = null, int? Etudiant = null)
{
    public bool Complet => Candidat is not null && Formation is not null;
}

/// <summary>
/// Rule F2: resolves an enrolment by what was sent. Nothing is guessed: an ambiguity goes to a person.
/// </summary>
internal sealed class InscriptionResolver(EtudiantBook etudiants)
{
    public async Task<Rapprochement> ResolveAsync(WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, CancellationToken ct)
    {
        var champs = ChampsInscription.Of(etablissement, ia);
        var codes = await CandidatsAsync(session, etablissement.Code, ia, ct);
        if (codes.Count > 1) return new(null, null, $"Plusieurs candidats correspondent à cette inscription : indiquer {champs.CodeCandidat}.", champs.CodeCandidat);
        if (codes.Count == 0)
            return new(null, null, Unknown(ia, champs), ia.CodeCandidat is null && ia.Ine is not null ? champs.Ine : champs.CodeCandidat,
                Inconnu: GuessNumber(etablissement, ia), Etudiant: IsNamedByStudentNumberOnly(ia) ? ia.CodEtu : null);

        var key = new CandidatKey(ia.Session, codes[0]);
        if (await ContradictionAsync(session, etablissement.Code, key, ia, champs, ct) is { } contradiction)
            return new(null, null, contradiction, champs.Ine, Contredit: true);
        var wishes = await session.QueryAsync<WishRow>(
            "SELECT DISTINCT code_formation, code_decision FROM voeu WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var formations = ia is { CodeFormationPsup: null, Vet: null }
            ? await UnnamedAsync(session, etablissement.Code, key, ia, wishes, ct)
            : FormationsOf(etablissement, ia, [.. wishes.Select(w => w.CodeFormation)]).Distinct().ToList();
        return formations.Count switch
        {
            1 => new(key, formations[0], null),
            0 => new(key, null, UnknownFormation(ia, champs), champs.CodeFormation),
            _ => new(key, null, $"Plusieurs formations de ce dossier correspondent ({string.Join(", ", formations.Order())}) : indiquer {champs.CodeFormation}.", champs.CodeFormation),
        };
    }

    private static string Unknown(InscriptionRecue ia, ChampsInscription champs) => ia switch
    {
        { CodeCandidat: { } dossier } => string.Create(CultureInfo.InvariantCulture, $"Aucun candidat de Parcoursup n'a le numéro {dossier} (session {ia.Session}) : vérifier {champs.CodeCandidat}."),
        { CodOpiIntEpo: null or "", Ine: { Length: > 0 } ine } =>
            $"Aucun candidat de Parcoursup n'a l'INE {Ine.Normalize(ine)} (session {ia.Session}) : vérifier {champs.Ine}, ou indiquer {champs.CodeCandidat}.",
        _ => "Aucun candidat de Parcoursup ne correspond à cette inscription : vérifier ses identifiants.",
    };

    private static string UnknownFormation(InscriptionRecue ia, ChampsInscription champs) => ia switch
    {
        { CodeFormationPsup: { } formation } => string.Create(CultureInfo.InvariantCulture,
            $"La formation {formation} n'est ni un vœu de ce candidat, ni dans la correspondance des formations : vérifier {champs.CodeFormation}, ou ajouter la formation à la configuration."),
        { Vet: { } vet } => $"La VET {vet.CodEtp}-{vet.CodVrsVet} n'est celle d'aucune candidature de ce dossier : vérifier la correspondance des formations.",
        _ => $"La formation de cette inscription n'est pas connue : indiquer {champs.CodeFormation}.",
    };

    // Scolarix knows number and INE from our own snapshot: two that do not belong together are a line gone wrong, and
    // nothing tells which of them is right. Other systems may have mended the INE, and name the candidate by his number (A5).
    private static async Task<string?> ContradictionAsync(
        WriteSession session, string etablissement, CandidatKey key, InscriptionRecue ia, ChampsInscription champs, CancellationToken ct)
    {
        if (ia is not { Origine: OrigineInscription.FichierScolarix, CodeCandidat: { } dossier } || Ine.Normalize(ia.Ine) is not { } given) return null;
        var people = await session.QueryAsync<PersonRow>(
            "SELECT code_candidat, ine FROM candidat WHERE etablissement = @etablissement AND session = @annee AND (code_candidat = @dossier OR ine = @given) ORDER BY code_candidat",
            new { etablissement, annee = key.Session, dossier, given }, ct);
        var known = Ine.Normalize(people.Single(p => p.CodeCandidat == dossier).Ine);
        var others = people.Where(p => p.CodeCandidat != dossier).Select(p => p.CodeCandidat).ToList();
        // Without an INE at Parcoursup the number alone counts, unless the INE is somebody else's.
        if (known == given || (known is null && others.Count == 0)) return null;
        var whose = others.Count == 0 ? "" : $", qui est celui du candidat n° {string.Join(", n° ", others)}";
        return string.Create(CultureInfo.InvariantCulture,
            $"Le candidat n° {dossier} n'a pas cet INE : Parcoursup lui connaît {known ?? "aucun INE"}, la ligne donne {given}{whose}. Corriger {champs.CodeCandidat} ou {champs.Ine} dans Scolarix et renvoyer la ligne.");
    }

    private static IEnumerable<int> FormationsOf(EtablissementModel etablissement, InscriptionRecue ia, IReadOnlyList<int> wishes)
    {
        if (ia.CodeFormationPsup is { } formation)
            return wishes.Contains(formation) || etablissement.Formation(formation) is not null ? [formation] : [];
        var vet = ia.Vet!;
        return wishes.Where(w => etablissement.Formation(w)?.Cibles().Any(c =>
            c.Cible.CodEtp == vet.CodEtp && c.Cible.CodVrsVet == vet.CodVrsVet && (vet.CodCge is null || vet.CodCge == c.Cible.CodCge)) == true);
    }

    // Whoever does not name the formation speaks of the wish that lives; once it does not any more, of the enrolment that
    // he told before. A cancellation speaks of that one first.
    private static async Task<IReadOnlyList<int>> UnnamedAsync(
        WriteSession session, string etablissement, CandidatKey key, InscriptionRecue ia, IReadOnlyList<WishRow> wishes, CancellationToken ct)
    {
        var told = await session.QueryAsync<ToldRow>(
            """
            SELECT code_formation, annulee FROM inscription
            WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier AND type = @type AND code_formation IS NOT NULL
            """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat, type = ia.Type.ToString() }, ct);
        var live = wishes.Where(w => w.CodeDecision is "F" or "S").Select(w => w.CodeFormation);
        var open = told.Where(t => !t.Annulee).Select(t => t.CodeFormation);
        var all = told.Select(t => t.CodeFormation);
        IEnumerable<int>[] choices = ia.Annulee ? [open, all, live] : [live, open, all];
        return [.. (choices.FirstOrDefault(c => c.Any()) ?? wishes.Select(w => w.CodeFormation)).Distinct()];
    }

    private async Task<IReadOnlyList<int>> CandidatsAsync(WriteSession session, string etablissement, InscriptionRecue ia, CancellationToken ct)
    {
        const string Select = "SELECT code_candidat FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ";
        if (ia.CodeCandidat is { } dossier)
            return await session.QueryAsync<int>(Select + "code_candidat = @dossier", new { etablissement, annee = ia.Session, dossier }, ct);
        if (!string.IsNullOrWhiteSpace(ia.CodOpiIntEpo))
            return await session.QueryAsync<int>(Select + "cod_opi = @opi", new { etablissement, annee = ia.Session, opi = ia.CodOpiIntEpo.Trim() }, ct);
        if (Ine.Normalize(ia.Ine) is { } ine)
            return await session.QueryAsync<int>(Select + "ine = @ine", new { etablissement, annee = ia.Session, ine }, ct);
        return ia.CodEtu is { } codEtu ? await etudiants.CandidatsOfAsync(session, etablissement, ia.Session, codEtu, ct) : [];
    }

    private static bool IsNamedByStudentNumberOnly(InscriptionRecue ia) =>
        ia.CodeCandidat is null && string.IsNullOrWhiteSpace(ia.CodOpiIntEpo) && Ine.Normalize(ia.Ine) is null;

    // A candidate known only through OPI: our own numbers end with Parcoursup's file number (rule A4).
    private static int? GuessNumber(EtablissementModel etablissement, InscriptionRecue ia)
    {
        if (ia.CodeCandidat is { } dossier) return dossier;
        var prefix = etablissement.Document.Opi.Prefixe;
        return ia.CodOpiIntEpo?.Trim() is { } opi && opi.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(opi.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private sealed class PersonRow
    {
        public int CodeCandidat { get; init; }
        public string? Ine { get; init; }
    }

    private sealed class WishRow
    {
        public int CodeFormation { get; init; }
        public string? CodeDecision { get; init; }
    }

    private sealed class ToldRow
    {
        public int CodeFormation { get; init; }
        public bool Annulee { get; init; }
    }
}
