using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Taches;

/// <summary>What a task asks of a person.</summary>
internal enum TypeTache
{
    MessageEcarte,
    CandidatIllisible,
    IaAAnnuler,
    IaNonRapprochee,
    DoublonPossible,
}

/// <summary>
/// Tasks: things that only a person can do. Adding the same one again changes nothing while it is open; it opens
/// again when it had been done and the cause came back.
/// </summary>
internal sealed class TaskBook(TimeProvider time)
{
    public Task AddAsync(WriteSession session, string etablissement, TypeTache type, string sujet, string message, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@etablissement, @type, @sujet, @message, @now)
            ON CONFLICT (etablissement, type, sujet) DO UPDATE
            SET message = excluded.message, creee_le = excluded.creee_le, terminee_le = NULL, par = NULL
            WHERE tache.terminee_le IS NOT NULL
            """,
            new { etablissement, type = type.ToString(), sujet, message, now = time.GetUtcNow() }, ct);

    /// <summary>Closes a task whose cause has gone by itself.</summary>
    public Task CloseAsync(WriteSession session, string etablissement, TypeTache type, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE tache SET terminee_le = @now, par = 'passerelle' WHERE etablissement = @etablissement AND type = @type AND sujet = @sujet AND terminee_le IS NULL",
            new { etablissement, type = type.ToString(), sujet, now = time.GetUtcNow() }, ct);
}
