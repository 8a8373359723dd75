using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Writes the ends of attempts and their raw bytes, many in one transaction, and tells the followers in it.</summary>
public sealed class AttemptLedger : IAsyncDisposable
{
    private readonly Database _database;
    private readonly DataKeys _keys;
    private readonly NodeName _node;
    private readonly AttemptSignal _signal;
    private readonly MesuresLivraison _mesures;
    private readonly IAttemptFollower[] _followers;
    private readonly BatchWriter<AttemptRecord> _writer;

    public AttemptLedger(
        Database database, DataKeys keys, NodeName node, AttemptSignal signal, MesuresLivraison mesures,
        IEnumerable<IAttemptFollower> followers)
    {
        _mesures = mesures;
        _keys = keys;
        _database = database;
        _node = node;
        _signal = signal;
        _followers = [.. followers];
        _writer = new BatchWriter<AttemptRecord>(writers: 1, largest: 256, CommitAsync);
    }

    public Task RecordAsync(AttemptRecord attempt, CancellationToken ct) => _writer.WriteAsync(attempt, null, ct);

    /// <summary>
    /// Writes the end of a delivery that is due and that nobody holds, in the transaction of whoever renders it without a lease.
    /// </summary>
    public async Task RecordAsync(WriteSession session, AttemptRecord attempt, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = @etat, a_regarder = @ARegarder, cause = @Cause, cause_fois = 0, message = @Message, code = @Code,
                explication = @Explication, modifiee_le = @End
            WHERE id = @id AND etat = '{nameof(EtatLivraison.AEnvoyer)}'
            """,
            new
            {
                etat = attempt.Etat.ToString(), attempt.ARegarder, attempt.Cause, attempt.Code,
                Message = await session.SealAsync(attempt.Row.Etablissement, attempt.Message, ct),
                Explication = await session.SealAsync(attempt.Row.Etablissement, attempt.Explication, ct),
                attempt.End, id = attempt.Row.Id,
            }, ct);
        if (attempt.Echange is not null) await InsertExchangeAsync(session, attempt, ct);
        foreach (var follower in _followers) await follower.FollowAsync(session, [new EndedAttempt(attempt, Held: true)], ct);
    }

    private async Task CommitAsync(IReadOnlyList<AttemptRecord> attempts, CancellationToken ct)
    {
        await _database.WriteAsync(async session =>
        {
            var ended = new List<EndedAttempt>(attempts.Count);
            foreach (var attempt in attempts)
            {
                var held = await UpdateDeliveryAsync(session, attempt, _node.Value, ct) == 1;
                if (!held && LateWord.Of(attempt) is { } late) await late.MakeDueAsync(session, ct);
                if (held && attempt.Undo is { } undo) await undo(session, ct);
                if (held && attempt.Also is { } also) await also(session, ct);
                if (attempt.Echange is not null) await InsertExchangeAsync(session, attempt, ct);
                ended.Add(new EndedAttempt(attempt, held));
            }

            foreach (var follower in _followers)
                await follower.FollowAsync(session, ended, ct);
        }, ct);
        _mesures.Fin(attempts);
        _signal.Wake(attempts.Select(a => (a.Row.Etablissement, a.Row.Sujet)));
    }

    // Only the holder of this very lease may speak: the same process may have lost the row and taken it again (rule E2).
    private static async Task<int> UpdateDeliveryAsync(WriteSession session, AttemptRecord a, string node, CancellationToken ct) =>
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET
                revision_acquittee = CASE WHEN @acknowledged THEN @revision ELSE revision_acquittee END,
                acquitte = COALESCE(@acquitte, acquitte),
                vets_acquittees = CASE WHEN @acknowledged THEN vets_en_cours ELSE vets_acquittees END,
                verification = CASE WHEN @acknowledged AND vets_en_cours IS NOT NULL
                                    THEN '{nameof(EtatVerification.NonVerifiee)}' ELSE verification END,
                etat = CASE WHEN revision_voulue > @revision THEN @waiting ELSE @etat END,
                tentatives = CASE WHEN @acknowledged THEN 0 WHEN @notTried THEN tentatives - 1 ELSE tentatives END,
                tentee = CASE WHEN @undone THEN @before ELSE tentee END,
                cause = CASE WHEN @notTried THEN cause ELSE @cause END,
                cause_fois = CASE WHEN @notTried THEN cause_fois WHEN @aside OR @cause IS NULL THEN 0
                                  WHEN cause = @cause THEN cause_fois + 1 ELSE 1 END,
                echoue_depuis = CASE WHEN @failed THEN COALESCE(echoue_depuis, @start) END,
                a_regarder = @aside AND revision_voulue <= @revision,
                prochaine_tentative = @next, {Calme.Begin}, {Lease.Free},
                message = @message, code = @code, explication = @explication, modifiee_le = @now
            WHERE id = @id AND bail_par = @node AND bail_jusqua IS NOT DISTINCT FROM @until AND etat = '{nameof(EtatLivraison.EnCours)}'
            """,
            new
            {
                acknowledged = a.Acquitte is not null, notTried = a.Echange is null, revision = a.Row.RevisionVoulue, acquitte = a.Acquitte,
                waiting = a.Waiting.ToString(), etat = a.Etat.ToString(), undone = a.Undone, before = a.Row.Tentee,
                next = a.Next, calme = a.CalmeJusqua, code = a.Code, now = a.End, id = a.Row.Id,
                message = await session.SealAsync(a.Row.Etablissement, a.Message, ct),
                explication = await session.SealAsync(a.Row.Etablissement, a.Explication, ct),
                cause = a.Cause, aside = a.ARegarder, start = a.Start, failed = a.Etat == EtatLivraison.AEnvoyer,
                node = a.Row.BailPar ?? node, until = a.Row.BailJusqua,
            }, ct);

    private async Task InsertExchangeAsync(WriteSession session, AttemptRecord a, CancellationToken ct)
    {
        var code = a.Row.Etablissement;
        await session.ExecuteAsync(
            """
            INSERT INTO echange (livraison, revision, commence_le, termine_le, issue, message, requete, reponse, modifications)
            SELECT id, @revision, @start, @end, @issue, @message, @requete, @reponse, @modifications FROM livraison WHERE id = @livraison
            """,
            new
            {
                livraison = a.Row.Id, revision = a.Row.RevisionVoulue, start = a.Start, end = a.End,
                issue = a.Echange!.Issue.GetType().Name, message = await session.SealAsync(code, a.Message, ct),
                requete = await _keys.SealAsync(session, code, EchangeColumns.Requete, a.Echange.Requete, ct),
                reponse = await _keys.SealAsync(session, code, EchangeColumns.Reponse, a.Echange.Reponse, ct),
                modifications = a.Echange.Modifications.Count == 0 ? null
                    : await session.SealAsync(code, JsonText.Of(a.Echange.Modifications), ct),
            }, ct);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
