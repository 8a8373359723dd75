using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Temoin.Candidats;

/// <summary>A row of <c>temoin_candidat</c>: what Témoin should hold of a candidate in one formation.</summary>
internal sealed class CandidatTemoin
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public int CodeFormation { get; init; }

    /// <summary>False: Témoin has to let him go.</summary>
    public bool Admis { get; init; }

    /// <summary>When Témoin took this; null while it waits.</summary>
    public DateTimeOffset? PrisLe { get; init; }

    /// <summary>On how many mornings it was found waiting.</summary>
    public int Attente { get; init; }

    /// <summary>The candidate as the engine stores him.</summary>
    public string Donnees { get; init; } = "";
}

/// <summary>The table <c>temoin_candidat</c>.</summary>
internal sealed class CandidatBook(TimeProvider time)
{
    private const string Select =
        """
        SELECT t.*, c.donnees FROM temoin_candidat t
        JOIN candidat c ON c.etablissement = t.etablissement AND c.session = t.session AND c.code_candidat = t.code_candidat
        WHERE t.etablissement = @etablissement
        """;

    private const string Order = "ORDER BY t.session, t.code_candidat, t.code_formation";

    /// <returns>Whether it was otherwise; then Témoin has not taken it yet.</returns>
    public async Task<bool> WantAsync(
        WriteSession session, string etablissement, CandidatKey key, int formation, bool admis, CancellationToken ct) =>
        await session.ExecuteAsync(
            // Whoever never was admitted is none of Témoin's business.
            admis
                ? """
                INSERT INTO temoin_candidat (etablissement, session, code_candidat, code_formation, admis)
                VALUES (@etablissement, @annee, @dossier, @formation, TRUE)
                ON CONFLICT (etablissement, session, code_candidat, code_formation) DO UPDATE
                SET admis = TRUE, pris_le = NULL, attente = 0 WHERE NOT temoin_candidat.admis
                """
                : """
                UPDATE temoin_candidat SET admis = FALSE, pris_le = NULL, attente = 0
                WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier
                  AND code_formation = @formation AND admis
                """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat, formation }, ct) > 0;

    /// <summary>Marks as taken what waits, then reads: what changes in between waits again.</summary>
    public async Task<IReadOnlyList<CandidatTemoin>> TakeAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "UPDATE temoin_candidat SET pris_le = @now WHERE etablissement = @etablissement AND pris_le IS NULL",
            new { etablissement, now = time.GetUtcNow() }, ct);
        return await ListAsync(session, etablissement, ct);
    }

    /// <summary>One more morning for those that wait.</summary>
    /// <returns>How many have waited for so many mornings.</returns>
    public async Task<long> WaitAsync(WriteSession session, string etablissement, int patience, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "UPDATE temoin_candidat SET attente = attente + 1 WHERE etablissement = @etablissement AND pris_le IS NULL",
            new { etablissement }, ct);
        return await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM temoin_candidat WHERE etablissement = @etablissement AND attente >= @patience AND pris_le IS NULL",
            new { etablissement, patience }, ct);
    }

    public Task<IReadOnlyList<CandidatTemoin>> ListAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        session.QueryAsync<CandidatTemoin>($"{Select} {Order}", new { etablissement }, ct);

    public Task<IReadOnlyList<CandidatTemoin>> OfAsync(WriteSession session, string etablissement, CandidatKey key, CancellationToken ct) =>
        session.QueryAsync<CandidatTemoin>($"{Select} AND t.session = @annee AND t.code_candidat = @dossier {Order}",
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct);
}
