using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>The lines of the table de travail that wait for their candidate or formation, in the order of their keys.</summary>
internal static class NonRapprochees
{
    private const string Select = "SELECT * FROM inscription WHERE etablissement = @etablissement AND code_formation IS NULL";

    /// <summary>The next lines of some that are tried again.</summary>
    public static Task<IReadOnlyList<InscriptionRow>> NextAsync(
        WriteSession session, string etablissement, Reprise reprise, int most, CancellationToken ct) =>
        session.QueryAsync<InscriptionRow>(
            $"{Select} AND {FilterOf(reprise.Portee)} AND cle > @Apres ORDER BY cle LIMIT @most",
            new { etablissement, reprise.Numero, reprise.Apres, most, student = ClesInscription.PatternOfStudent(reprise.Numero) }, ct);

    /// <summary>Those of at most 500 file numbers.</summary>
    public static Task<IReadOnlyList<InscriptionRow>> OfAsync(
        WriteSession session, string etablissement, IReadOnlyCollection<int> dossiers, int most, CancellationToken ct) =>
        session.QueryAsync<InscriptionRow>(
            $"{Select} AND code_candidat IN @dossiers ORDER BY code_candidat, cle LIMIT @most", new { etablissement, dossiers, most }, ct);

    /// <summary>Which of at most 500 file numbers have some.</summary>
    public static Task<IReadOnlyList<int>> AmongAsync(
        WriteSession session, string etablissement, IReadOnlyCollection<int> dossiers, CancellationToken ct) =>
        session.QueryAsync<int>(
            """
            SELECT DISTINCT code_candidat FROM inscription
            WHERE etablissement = @etablissement AND code_formation IS NULL AND code_candidat IN @dossiers
            """,
            new { etablissement, dossiers }, ct);

    private static string FilterOf(Portee portee) => portee switch
    {
        Portee.SansCandidat => "code_candidat IS NULL",
        Portee.Candidat => "code_candidat = @Numero",
        Portee.Etudiant => "cle LIKE @student",
        _ => "TRUE",
    };
}
