using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Taches;

/// <summary>
/// Tasks: things that only a person can do. Adding the same one again changes nothing while its cause lasts, even
/// after somebody has closed it; when the cause has gone and comes back, the task opens again.
/// </summary>
public sealed class TacheBook(TimeProvider time)
{
    private const string Gateway = "passerelle";

    public async Task AddAsync(
        WriteSession session, string etablissement, TypeTache type, string sujet, string message, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@etablissement, @type, @sujet, @message, @now)
            ON CONFLICT (etablissement, type, sujet) DO UPDATE
            SET message = excluded.message, creee_le = excluded.creee_le, terminee_le = NULL, par = NULL
            WHERE tache.terminee_le IS NOT NULL AND tache.par = @Gateway
            """,
            new
            {
                etablissement, type = type.Code, sujet, message = await StoredAsync(session, etablissement, message, ct),
                now = time.GetUtcNow(), Gateway,
            }, ct);

    /// <summary>Adds a task, or tells the open one anew: what it is about has grown or shrunk.</summary>
    public async Task TellAsync(
        WriteSession session, string etablissement, TypeTache type, string sujet, string message, CancellationToken ct)
    {
        await AddAsync(session, etablissement, type, sujet, message, ct);
        await session.ExecuteAsync(
            """
            UPDATE tache SET message = @message
            WHERE etablissement = @etablissement AND type = @type AND sujet = @sujet AND terminee_le IS NULL AND message <> @message
            """,
            new { etablissement, type = type.Code, sujet, message = await StoredAsync(session, etablissement, message, ct) }, ct);
    }

    private static ValueTask<string?> StoredAsync(WriteSession session, string etablissement, string message, CancellationToken ct) =>
        session.SealAsync(etablissement, message, ct, UsageTexte.Compare);

    /// <summary>The same task of another subject, unless there is one of that already.</summary>
    public async Task<bool> RenameAsync(
        WriteSession session, string etablissement, TypeTache type, string former, string sujet, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            UPDATE tache SET sujet = @sujet
            WHERE etablissement = @etablissement AND type = @type AND sujet = @former AND NOT EXISTS (
                SELECT 1 FROM tache n WHERE n.etablissement = @etablissement AND n.type = @type AND n.sujet = @sujet)
            """,
            new { etablissement, type = type.Code, former, sujet }, ct) > 0;

    /// <summary>Forgets a task that is told under another subject.</summary>
    public Task ForgetAsync(WriteSession session, string etablissement, TypeTache type, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            "DELETE FROM tache WHERE etablissement = @etablissement AND type = @type AND sujet = @sujet",
            new { etablissement, type = type.Code, sujet }, ct);

    /// <summary>Closes a task whose cause has gone by itself.</summary>
    public Task CloseAsync(WriteSession session, string etablissement, TypeTache type, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE tache SET terminee_le = COALESCE(terminee_le, @now), par = @Gateway
            WHERE etablissement = @etablissement AND type = @type AND sujet = @sujet AND (par IS NULL OR par <> @Gateway)
            """,
            new { etablissement, type = type.Code, sujet, now = time.GetUtcNow(), Gateway }, ct);

    /// <summary>Whose task of this subject is not closed by the gateway: what <see cref="CloseAsync"/> would change.</summary>
    public static Task<IReadOnlyList<string>> DitesAsync(Database database, TypeTache type, string sujet, CancellationToken ct) =>
        database.QueryAsync<string>(
            "SELECT etablissement FROM tache WHERE type = @type AND sujet = @sujet AND (par IS NULL OR par <> @Gateway)",
            new { type = type.Code, sujet, Gateway }, ct);

    /// <summary>Closes the tasks of these subjects, of which hardly any has one: their causes have gone by themselves.</summary>
    public Task CloseAmongAsync(
        WriteSession session, string etablissement, TypeTache type, IReadOnlyList<string> sujets, CancellationToken ct) =>
        sujets.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            UPDATE tache SET terminee_le = COALESCE(terminee_le, @now), par = @Gateway
            WHERE etablissement = @etablissement AND type = @type AND (par IS NULL OR par <> @Gateway) AND sujet IN @sujets
            """,
            new { etablissement, type = type.Code, sujets, now = time.GetUtcNow(), Gateway }, ct);

    /// <summary>Closes those tasks whose subject begins like this, but is not one of these: their causes have gone by themselves.</summary>
    public Task CloseOthersAsync(
        WriteSession session, string etablissement, TypeTache type, string debut, IReadOnlyList<string> sujets, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE tache SET terminee_le = COALESCE(terminee_le, @now), par = @Gateway
            WHERE etablissement = @etablissement AND type = @type AND substr(sujet, 1, @longueur) = @debut AND NOT (sujet IN @sujets)
              AND (par IS NULL OR par <> @Gateway)
            """,
            new { etablissement, type = type.Code, debut, longueur = debut.Length, sujets, now = time.GetUtcNow(), Gateway }, ct);
}
