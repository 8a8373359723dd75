using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>Unresolved enrolments that are still to be tried again, too many for one transaction (rule J1).</summary>
internal static class RepriseBook
{
    private const string One = "etablissement = @etablissement AND portee = @portee AND numero = @Numero";

    /// <summary>Asks for some, from their first on: where they are tried already, once more after that.</summary>
    public static Task AskAsync(WriteSession session, string etablissement, Reprise reprise, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO inscription_reprise (etablissement, portee, numero) VALUES (@etablissement, @portee, @Numero)
            ON CONFLICT (etablissement, portee, numero) DO UPDATE SET encore = (inscription_reprise.apres <> '')
            """,
            Parameters(etablissement, reprise), ct);

    public static Task<IReadOnlyList<string>> EtablissementsAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<string>("SELECT DISTINCT etablissement FROM inscription_reprise ORDER BY etablissement", null, ct);

    /// <summary>Whose turn it is among those of an établissement: each has a lot in turn.</summary>
    public static Task<Reprise?> NextAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        session.FirstOrDefaultAsync<Reprise>(
            """
            SELECT portee, numero, apres FROM inscription_reprise WHERE etablissement = @etablissement
            ORDER BY tour, portee, numero LIMIT 1
            """,
            new { etablissement }, ct);

    public static Task AdvanceAsync(WriteSession session, string etablissement, Reprise reprise, string cle, CancellationToken ct) =>
        session.ExecuteAsync(
            $"UPDATE inscription_reprise SET apres = @cle, tour = tour + 1 WHERE {One}", Parameters(etablissement, reprise, cle), ct);

    /// <summary>After the last line: it is over, unless somebody asked meanwhile.</summary>
    public static async Task EndAsync(WriteSession session, string etablissement, Reprise reprise, CancellationToken ct)
    {
        var parameters = Parameters(etablissement, reprise);
        if (await session.ExecuteAsync($"DELETE FROM inscription_reprise WHERE {One} AND NOT encore", parameters, ct) > 0) return;
        await session.ExecuteAsync(
            $"UPDATE inscription_reprise SET apres = '', encore = FALSE, tour = tour + 1 WHERE {One}", parameters, ct);
    }

    private static object Parameters(string etablissement, Reprise reprise, string? cle = null) =>
        new { etablissement, portee = reprise.Portee.ToString(), reprise.Numero, cle };
}
