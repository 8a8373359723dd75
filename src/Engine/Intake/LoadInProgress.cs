using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Tells that an établissement's candidates are being loaded in several transactions, so that they are evaluated as a
/// whole afterwards: the guard on decisions counts all that one list would turn (rule C6). A kill ends it by time.
/// </summary>
public sealed class LoadInProgress(TimeProvider time)
{
    /// <summary>Condition, over a table with an <c>etablissement</c>, that no load is under way; needs <c>@now</c>.</summary>
    public static string NoneFor(string table) =>
        $"""
        NOT EXISTS (SELECT 1 FROM chargement_en_cours g WHERE g.etablissement = {table}.etablissement AND g.jusqua > @now)
        AND NOT EXISTS (SELECT 1 FROM chargement a WHERE a.etablissement = {table}.etablissement AND a.jusqua > @now)
        """;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Called in every transaction of the load but the last.</summary>
    /// <param name="cle">Names this load among those of the établissement: each ends by itself.</param>
    public async Task ExtendAsync(WriteSession session, string etablissement, string cle, CancellationToken ct)
    {
        var until = time.GetUtcNow() + Lease;
        await session.ExecuteAsync(
            """
            INSERT INTO chargement_en_cours (etablissement, cle, jusqua) VALUES (@etablissement, @cle, @until)
            ON CONFLICT (etablissement, cle) DO UPDATE SET jusqua = excluded.jusqua
            """,
            new { etablissement, cle, until }, ct);
        // A node of the former version looks here.
        await session.ExecuteAsync(
            """
            INSERT INTO chargement (etablissement, jusqua) VALUES (@etablissement, @until)
            ON CONFLICT (etablissement) DO UPDATE SET jusqua = excluded.jusqua
            """,
            new { etablissement, until }, ct);
    }

    /// <summary>Called in the last transaction of the load.</summary>
    public static async Task EndAsync(WriteSession session, string etablissement, string cle, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "DELETE FROM chargement_en_cours WHERE etablissement = @etablissement AND cle = @cle", new { etablissement, cle }, ct);
        await session.ExecuteAsync(
            """
            DELETE FROM chargement WHERE etablissement = @etablissement
              AND NOT EXISTS (SELECT 1 FROM chargement_en_cours g WHERE g.etablissement = chargement.etablissement)
            """,
            new { etablissement }, ct);
    }
}
