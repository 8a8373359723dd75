using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>Apogée's enrolments name people by OPI numbers and student numbers (rule F2).</summary>
internal sealed class ApogeeInscriptionNames(EtudiantBook etudiants) : IInscriptionNames
{
    private const int Page = 2000;

    /// <summary>Our own OPI numbers end with the file number (rule A4).</summary>
    public int? FileNumberIn(EtablissementModel etablissement, string numero)
    {
        var prefix = etablissement.Document.Opi.Prefixe;
        return numero.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(numero.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var dossier) ? dossier
            : null;
    }

    /// <summary>Where Parcoursup itself sends the OPI: by the individual that it sent under this number.</summary>
    public async Task<IReadOnlyList<int>> CandidatsOfNumberAsync(
        WriteSession session, EtablissementModel etablissement, int annee, string numero, CancellationToken ct)
    {
        if (await ReceivedOpiBook.IdentityAsync(session, etablissement.Code, numero, ct) is not { } identite) return [];
        var code = etablissement.Code;
        if (identite.Ine is { } ine
            && await session.QueryAsync<int>(
                "SELECT code_candidat FROM candidat WHERE etablissement = @code AND session = @annee AND ine IN @ines",
                new { code, annee, ines = await session.FormsAsync(code, [ine], ct) }, ct) is { Count: > 0 } found)
            return found;
        return BirthOf(identite) is { } birth ? await BornAsync(session, code, annee, identite, birth, ct) : [];
    }

    // Looked at one after the other: the database cannot look into what is sealed. Whoever is known by his INE never gets here.
    private static async Task<IReadOnlyList<int>> BornAsync(
        WriteSession session, string code, int annee, IdentiteContenu identite, DateOnly birth, CancellationToken ct)
    {
        var born = birth.ToString("'\"'yyyy-MM-dd'\"'", CultureInfo.InvariantCulture);
        var found = new List<int>();
        for (var after = 0;;)
        {
            var page = await session.QueryAsync<CandidatRow>(
                """
                SELECT session, code_candidat, ine, donnees FROM candidat
                WHERE etablissement = @code AND session = @annee AND code_candidat > @after ORDER BY code_candidat LIMIT @Page
                """,
                new { code, annee, after, Page }, ct);
            found.AddRange(page.Where(c => c.Donnees.Contains(born, StringComparison.Ordinal)
                && IsSamePerson(c.ReadCandidat(), identite, birth)).Select(c => c.CodeCandidat));
            if (page.Count < Page) return found;
            after = page[^1].CodeCandidat;
        }
    }

    public Task<IReadOnlyList<int>> CandidatsOfAsync(WriteSession session, string etablissement, int annee, int codEtu,
        CancellationToken ct) =>
        etudiants.CandidatsOfAsync(session, etablissement, annee, codEtu, ct);

    public async Task<QuestionEtudiant?> AskAsync(WriteSession session, EtablissementModel etablissement, int codEtu, bool again,
        CancellationToken ct) =>
        await etudiants.AskAsync(session, etablissement, codEtu, again, ct) is { } asked
            ? new(asked.State == EtatRecherche.Demandee, MotifOf(asked, codEtu))
            : null;

    private static DateOnly? BirthOf(IdentiteContenu identite) =>
        DateOnly.TryParseExact(string.Concat((identite.DateNaissance ?? "").Where(char.IsAsciiDigit)), "ddMMyyyy",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) ? birth : null;

    // Another INE is another person, whatever the name.
    private static bool IsSamePerson(Candidat candidat, IdentiteContenu identite, DateOnly birth) =>
        candidat.DateNaissance == birth && IsSame(candidat.Nom, identite.Nom) && IsSame(candidat.Prenom, identite.Prenom)
        && (identite.Ine is null || Ine.Normalize(candidat.Ine) is null);

    // Apogée has names without accents and marks.
    private static bool IsSame(string? ours, string? theirs) => ours is not null && theirs is not null
        && CultureInfo.InvariantCulture.CompareInfo.Compare(ours, theirs,
            CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols) == 0;

    private static string MotifOf(RechercheRow asked, int codEtu) => asked.State switch
    {
        EtatRecherche.Demandee => $"En attente de la réponse d'Apogée sur l'étudiant {codEtu}.",
        EtatRecherche.Trouvee => $"L'étudiant {codEtu} d'Apogée ne correspond à aucun candidat de cette session : indiquer codeCandidat.",
        EtatRecherche.Inconnue => $"Apogée ne connaît pas l'étudiant {codEtu} : vérifier codEtu, ou indiquer codeCandidat.",
        _ => $"Apogée refuse de dire qui est l'étudiant {codEtu} : {asked.Message}",
    };
}
