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
        $"NOT EXISTS (SELECT 1 FROM chargement g WHERE g.etablissement = {table}.etablissement AND g.jusqua > @now)";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Called in every transaction of the load but the last.</summary>
    public Task ExtendAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO chargement (etablissement, jusqua) VALUES (@etablissement, @until)
            ON CONFLICT (etablissement) DO UPDATE SET jusqua = excluded.jusqua
            """,
            new { etablissement, until = time.GetUtcNow() + Lease }, ct);

    /// <summary>Called in the last transaction of the load.</summary>
    public static Task EndAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM chargement WHERE etablissement = @etablissement", new { etablissement }, ct);
}
