using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>The erasures that were asked for: taken by one process over all nodes, and gone on with after a kill.</summary>
internal sealed class PassageBook(Database database, AuditBook audit, NodeName node, TimeProvider time)
{
    private const string UnderWay = $"etat = '{nameof(EtatPassage.EnCours)}'";

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);

    private readonly Lease _lease = new(
        new LeasedTable("conservation_passage", Held: UnderWay, Returned: "", Duration: TimeSpan.FromMinutes(1)), node, time);

    /// <summary>Asks for one, in the transaction of whatever else belongs to it.</summary>
    public Task<long> DemanderAsync(
        WriteSession session, ActeConservation acte, int? annee, string? code, string auteur, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.DonneesEffacees, code, FormattableString.Invariant($"{acte} {annee}").TrimEnd()));
        return session.ScalarAsync<long>(
            $"""
            INSERT INTO conservation_passage (acte, session, code, auteur, etat, demande_le)
            VALUES (@acte, @annee, @code, @auteur, '{nameof(EtatPassage.EnCours)}', @now) RETURNING id
            """,
            new { acte = acte.ToString(), annee, code, auteur, now = time.GetUtcNow() }, ct);
    }

    public Task<PassageRow?> FindAsync(long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<PassageRow>("SELECT * FROM conservation_passage WHERE id = @id", new { id }, ct);

    /// <summary>The last ones, the newest first.</summary>
    public Task<IReadOnlyList<PassageRow>> ListAsync(CancellationToken ct) => database.QueryAsync<PassageRow>(
        "SELECT * FROM conservation_passage ORDER BY id DESC LIMIT 100", null, ct);

    /// <summary>Those that nobody is at.</summary>
    public Task<IReadOnlyList<long>> DueAsync(CancellationToken ct) => database.QueryAsync<long>(
        $"SELECT id FROM conservation_passage WHERE {UnderWay} AND {Lease.Over} ORDER BY id", _lease.Parameters(null), ct);

    /// <summary>Null when somebody else is at it, or it is over.</summary>
    public Task<PassageRow?> TakeAsync(long id, CancellationToken ct) => database.WriteAsync(
        session => _lease.ClaimAsync<PassageRow>(session, "", $"{UnderWay} AND {Lease.Over}", new { Id = id }, ct), ct);

    /// <summary>Keeps the lease and what went so far, in the transaction in which it went.</summary>
    /// <exception cref="LeaseLostException">Another node goes on.</exception>
    public Task KeepAsync(WriteSession session, long id, Bilan bilan, CancellationToken ct) =>
        _lease.RenewAsync(session, new { Id = id, bilan = bilan.ToText() }, ct, set: "bilan = @bilan");

    /// <inheritdoc cref="KeepAsync"/>
    public Task EndAsync(WriteSession session, long id, Bilan bilan, string? message, CancellationToken ct) => _lease.EndAsync(
        session, $"etat = '{nameof(EtatPassage.Termine)}', termine_le = @now, bilan = @bilan, message = @message",
        new { Id = id, now = time.GetUtcNow(), bilan = bilan.ToText(), message }, ct);

    /// <summary>It failed: nobody takes it for a while.</summary>
    public Task RemettreAsync(long id) => database.ExecuteAsync(
        $"UPDATE conservation_passage SET {Lease.Take} WHERE id = @id AND {UnderWay} AND {Lease.Mine}",
        _lease.Parameters(new { id }, duration: AfterFailure), CancellationToken.None);

    /// <summary>What keeps it from ending; null: nothing.</summary>
    public Task DireAsync(long id, string? message, CancellationToken ct) => database.ExecuteAsync(
        "UPDATE conservation_passage SET message = @message WHERE id = @id", new { id, message }, ct);

    public Task GiveBackAsync(long id) => _lease.GiveBackAsync(database, id);

    public Task RecoverLostAsync(CancellationToken ct) => _lease.RecoverLostAsync(database, database.IsSingleNode, ct);
}
