using System.Globalization;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Etudiants;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Inscriptions;

/// <summary>To whom and to what an enrolment belongs; without formation, why that could not be told.</summary>
/// <param name="Inconnu">The file number to ask Parcoursup for, when the candidate is not known here yet.</param>
/// <param name="Etudiant">The student number to ask Apogée for, when nothing else names the candidate.</param>
internal sealed record Rapprochement(CandidatKey? Candidat, int? Formation, string? Motif, int? Inconnu = null, int? Etudiant = null)
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
        var codes = await CandidatsAsync(session, etablissement.Code, ia, ct);
        if (codes.Count > 1) return new(null, null, "Plusieurs candidats correspondent à cette inscription : indiquer codeCandidat.");
        if (codes.Count == 0)
            return new(null, null, "Aucun candidat de Parcoursup ne correspond à cette inscription : vérifier ses identifiants.", GuessNumber(etablissement, ia), IsNamedByStudentNumberOnly(ia) ? ia.CodEtu : null);

        var key = new CandidatKey(ia.Session, codes[0]);
        var wishes = await session.QueryAsync<WishRow>(
            "SELECT DISTINCT code_formation, code_decision FROM voeu WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var formations = ia is { CodeFormationPsup: null, Vet: null }
            ? await UnnamedAsync(session, etablissement.Code, key, ia, wishes, ct)
            : FormationsOf(etablissement, ia, [.. wishes.Select(w => w.CodeFormation)]).Distinct().ToList();
        return formations.Count switch
        {
            1 => new(key, formations[0], null),
            0 => new(key, null, ia.Vet is { } vet
                ? $"La VET {vet.CodEtp}-{vet.CodVrsVet} n'est celle d'aucune candidature de ce dossier : vérifier la correspondance des formations."
                : "La formation de cette inscription n'est pas connue : indiquer codeFormationPsup."),
            _ => new(key, null, "Plusieurs formations de ce dossier correspondent : indiquer codeFormationPsup."),
        };
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
