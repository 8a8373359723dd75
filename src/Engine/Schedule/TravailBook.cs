using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>What is known of planned work: which occurrences were taken, what became of them, and what is paused.</summary>
public sealed class TravailBook(Database database, TimeProvider time)
{
    /// <summary>In the place of the établissement of work that is of none: no établissement has an empty code.</summary>
    public const string Nobody = "";

    private const int Historique = 20;

    // What could not be started is tried again: it stays one row.
    private const string Note =
        """
        INSERT INTO travail_passage (travail, etablissement, prevu_pour, par, commence_le, termine_le, issue, message)
        VALUES (@travail, @code, @Instant, @Par, @now, @fin, @issue, @message)
        ON CONFLICT (travail, etablissement, prevu_pour) DO UPDATE SET
            commence_le = excluded.commence_le, termine_le = excluded.termine_le, issue = excluded.issue, message = excluded.message,
            essais = travail_passage.essais + 1
        """;

    public async Task<DateTimeOffset?> LastAsync(string travail, string code, CancellationToken ct) =>
        (await database.FirstOrDefaultAsync<OccurrenceRow>(
            "SELECT prevu_pour FROM travail_execute WHERE travail = @travail AND etablissement = @code ORDER BY prevu_pour DESC LIMIT 1",
            new { travail, code }, ct))?.PrevuPour;

    /// <summary>True for whoever is the first: the occurrence is his.</summary>
    public static async Task<bool> TakeAsync(
        WriteSession session, string travail, string code, DateTimeOffset instant, CancellationToken ct) => await session.ExecuteAsync(
        "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@travail, @code, @instant) ON CONFLICT DO NOTHING",
        new { travail, code, instant }, ct) == 1;

    /// <summary>In the transaction that starts the work, before it: whatever it writes is not older than this.</summary>
    public Task BegunAsync(WriteSession session, string travail, string code, Occurrence due, CancellationToken ct) =>
        session.ExecuteAsync(
            Note,
            new
            {
                travail, code, due.Instant, due.Par, now = time.GetUtcNow(), fin = (DateTimeOffset?)null,
                issue = nameof(IssueTravail.EnCours), message = (string?)null,
            }, ct);

    /// <summary>It could not even be started: it is tried again, and what was rolled back says nothing.</summary>
    public Task NotBegunAsync(string travail, string code, Occurrence due, string message, CancellationToken ct) =>
        database.ExecuteAsync(
            Note,
            new
            {
                travail, code, due.Instant, due.Par, now = time.GetUtcNow(), fin = (DateTimeOffset?)time.GetUtcNow(),
                issue = nameof(IssueTravail.Echec), message,
            }, ct);

    public Task EndAsync(PassageTravail passage, FinTravail fin, CancellationToken ct) => database.ExecuteAsync(
        """
        UPDATE travail_passage SET termine_le = @now, issue = @issue, message = @Message
        WHERE travail = @Travail AND etablissement = @Etablissement AND prevu_pour = @PrevuPour AND termine_le IS NULL
        """,
        new
        {
            passage.Travail, passage.Etablissement, passage.PrevuPour, fin.Message, now = time.GetUtcNow(),
            issue = (fin.Reussi ? IssueTravail.Reussi : IssueTravail.Echec).ToString(),
        }, ct);

    public Task<IReadOnlyList<PassageTravail>> UnderWayAsync(CancellationToken ct) => database.QueryAsync<PassageTravail>(
        "SELECT * FROM travail_passage WHERE termine_le IS NULL ORDER BY commence_le LIMIT 1000", null, ct);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<PassageTravail>> HistoryAsync(string travail, string code, CancellationToken ct, int most = Historique) =>
        database.QueryAsync<PassageTravail>(
            """
            SELECT * FROM travail_passage WHERE travail = @travail AND etablissement = @code ORDER BY prevu_pour DESC LIMIT @most
            """,
            new { travail, code, most }, ct);

    public Task<IReadOnlyList<PauseTravail>> PausesAsync(CancellationToken ct) =>
        database.QueryAsync<PauseTravail>("SELECT * FROM travail_pause", null, ct);

    /// <returns>Whether it was not paused before.</returns>
    public static async Task<bool> PauseAsync(
        WriteSession session, string travail, string code, DateTimeOffset depuis, string par, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO travail_pause (travail, etablissement, depuis, par) VALUES (@travail, @code, @depuis, @par)
            ON CONFLICT DO NOTHING
            """,
            new { travail, code, depuis, par }, ct) == 1;

    /// <summary>Takes the pause away; what was planned meanwhile is not made good.</summary>
    /// <returns>Whether it was paused.</returns>
    public static async Task<bool> ResumeAsync(
        WriteSession session, string travail, string code, DateTimeOffset now, CancellationToken ct)
    {
        var paused = await session.ExecuteAsync(
            "DELETE FROM travail_pause WHERE travail = @travail AND etablissement = @code", new { travail, code }, ct) == 1;
        if (paused) await TakeAsync(session, travail, code, now, ct);
        return paused;
    }

    private sealed class OccurrenceRow
    {
        public DateTimeOffset PrevuPour { get; init; }
    }
}
