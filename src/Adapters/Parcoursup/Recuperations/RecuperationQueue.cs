using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>The pulls that are asked for, as rows: which are due, under a lease, and what became of each.</summary>
internal sealed class RecuperationQueue(
    Database database, ConfigurationDirectory directory, InscriptionReprise inscriptions, BackOff backOff, IBusinessClock clock,
    TimeProvider time)
{
    /// <summary>How long a request is one process's; it is renewed while the answer is waited for.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Whoever was silent for longer may find that another one has asked since, whose answer counts, or that it has come.
    private const string Own = $"id = @Id AND partie_le = @PartieLe AND etat = '{nameof(EtatRecuperation.Demandee)}'";

    /// <summary>Whatever was under way belonged to a former life of the only node: no need to wait for its lease.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        if (database.IsSingleNode)
            await database.ExecuteAsync(
                $"UPDATE recuperation SET prochaine_tentative = @now, partie_le = NULL WHERE etat = '{nameof(EtatRecuperation.Demandee)}'",
                new { now = time.GetUtcNow() }, ct);
    }

    /// <summary>Where pulls wait whose time has come.</summary>
    public Task<IReadOnlyList<string>> DueAsync(CancellationToken ct) => database.QueryAsync<string>(
        $"""
        SELECT DISTINCT etablissement FROM recuperation
        WHERE etat = '{nameof(EtatRecuperation.Demandee)}' AND prochaine_tentative <= @now ORDER BY etablissement
        """,
        new { now = time.GetUtcNow() }, ct);

    /// <summary>
    /// The one that has waited longest, whose request leaves now: each is claimed, and its attempt counted, when it is its turn. The next
    /// attempt moves past the lease first: a node that dies leaves the pull to another one, later.
    /// </summary>
    /// <returns>Null: none is due.</returns>
    public Task<RecuperationRow?> ClaimAsync(string etablissement, CancellationToken ct) =>
        database.WriteAsync(session => ClaimAsync(session, etablissement, ct), ct);

    private async Task<RecuperationRow?> ClaimAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await session.ScalarAsync<long?>(
            $"""
            SELECT id FROM recuperation
            WHERE etablissement = @etablissement AND etat = '{nameof(EtatRecuperation.Demandee)}' AND prochaine_tentative <= @now
            ORDER BY prochaine_tentative, id LIMIT 1
            """
            + database.SkipLocked, new { etablissement, now }, ct);
        if (due is not { } id) return null;
        await session.ExecuteAsync(
            """
            UPDATE recuperation SET tentatives = tentatives + 1, partie_le = @now, instant_metier = @business, prochaine_tentative = @lease
            WHERE id = @id
            """,
            new { now, business = clock.Now, lease = now + Lease, id }, ct);
        return await session.FirstOrDefaultAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id = @id", new { id }, ct);
    }

    /// <summary>While an answer is under way, and while it is stored, nobody else asks.</summary>
    /// <returns>False when the lease had ended and another request has left since, or is to leave: its answer is the newer one.</returns>
    public async Task<bool> ExtendAsync(RecuperationRow row, CancellationToken ct) => await database.ExecuteAsync(
        $"UPDATE recuperation SET prochaine_tentative = @lease WHERE {Own}",
        new { lease = time.GetUtcNow() + Lease, row.Id, row.PartieLe }, ct) == 1;

    /// <summary>Marked afterwards: a mark without the answer would wait for ever. It may have been applied meanwhile.</summary>
    public Task MarkAsync(RecuperationRow row, long message, CancellationToken ct) => database.ExecuteAsync(
        $"""
        UPDATE recuperation SET message_entrant = @message, etat = CASE
        WHEN etat = '{nameof(EtatRecuperation.Demandee)}' THEN '{nameof(EtatRecuperation.Recue)}' ELSE etat END WHERE id = @Id
        """,
        new { message, row.Id }, ct);

    /// <summary>
    /// Its answer came and could not be kept, which is no failure of Parcoursup's. It keeps the moment at which it left until its lease
    /// ends: the answer may have been kept all the same.
    /// </summary>
    public Task UncountAsync(RecuperationRow row, CancellationToken ct) => database.ExecuteAsync(
        $"UPDATE recuperation SET tentatives = tentatives - 1 WHERE {Own}", new { row.Id, row.PartieLe }, ct);

    public Task PutOffAsync(RecuperationRow row, string message, string technique, CancellationToken ct) => database.ExecuteAsync(
        $"""
        UPDATE recuperation SET message = @message, technique = @technique, prochaine_tentative = @next, partie_le = NULL
        WHERE {Own}
        """,
        new { message, technique, next = time.GetUtcNow() + backOff.After(row.Tentatives), row.Id, row.PartieLe }, ct);

    /// <summary>Without an answer; whoever waited for it turns to a person (rule F2).</summary>
    public Task FailAsync(RecuperationRow row, string message, CancellationToken ct) => EndAsync(row, message, row.Technique, ct);

    /// <summary>The same, because Parcoursup understood and said no.</summary>
    public Task RefusedAsync(RecuperationRow row, string message, CancellationToken ct) =>
        EndAsync(row, message, RecuperationRow.Refus, ct);

    private Task EndAsync(RecuperationRow row, string message, string? technique, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, row.Etablissement, ct);
            var ended = await session.ExecuteAsync(
                $"""
                UPDATE recuperation SET etat = '{nameof(EtatRecuperation.Echec)}', message = @message, technique = @technique
                WHERE {Own}
                """,
                new { message, technique, row.Id, row.PartieLe }, ct);
            if (ended > 0 && (row.CodeCandidat is not null || RecuperationBook.IsForUnknowns(row))
                && directory.Current.Find(row.Etablissement) is { } etablissement)
                await inscriptions.RetryUnresolvedAsync(session, etablissement, row.CodeCandidat, ct);
        }, ct);
}
