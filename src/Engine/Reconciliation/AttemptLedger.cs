using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>How an attempt ended and what the delivery becomes.</summary>
/// <param name="Etat">Its state when nothing newer is wanted.</param>
/// <param name="Waiting">Its state when something newer is wanted meanwhile.</param>
/// <param name="Undone">The request provably never left: the attempt does not count (rule F3).</param>
/// <param name="Code">The other side's own code of its refusal.</param>
internal sealed record AttemptRecord(
    LivraisonRow Row, DateTimeOffset Start, DateTimeOffset End, Echange? Echange, EtatLivraison Etat, EtatLivraison Waiting,
    DateTimeOffset Next, string? Acquitte, string? Message, string? Explication, bool Undone, Func<WriteSession, CancellationToken, Task>? Undo = null, string? Code = null)
{
    /// <summary>What else is written with the outcome, when the delivery was still held.</summary>
    public Func<WriteSession, CancellationToken, Task>? Also { get; init; }
}

/// <summary>Writes the ends of attempts and their raw bytes, many in one transaction.</summary>
internal sealed class AttemptLedger : IAsyncDisposable
{
    private readonly Database _database;
    private readonly DeliveryBook _book;
    private readonly AttemptSignal _signal;
    private readonly AcknowledgedEnrolments _enrolments;
    private readonly BatchWriter<AttemptRecord> _writer;

    public AttemptLedger(Database database, DeliveryBook book, AttemptSignal signal, AcknowledgedEnrolments enrolments)
    {
        _enrolments = enrolments;
        _database = database;
        _book = book;
        _signal = signal;
        _writer = new BatchWriter<AttemptRecord>(writers: 1, largest: 256, CommitAsync);
    }

    public Task RecordAsync(AttemptRecord attempt, CancellationToken ct) => _writer.WriteAsync(attempt, ct);

    private async Task CommitAsync(IReadOnlyList<AttemptRecord> attempts, CancellationToken ct)
    {
        await _database.WriteAsync(async session =>
        {
            var acknowledged = new List<AttemptRecord>();
            foreach (var attempt in attempts)
            {
                var held = await UpdateDeliveryAsync(session, attempt, ct) == 1;
                if (held && attempt.Undo is { } undo) await undo(session, ct);
                if (held && attempt.Also is { } also) await also(session, ct);
                if (attempt.Echange is not null) await InsertExchangeAsync(session, attempt, ct);
                if (attempt.Row.Remontee is { } run) await UpdateRunAsync(session, run, attempt, ct);
                if (held && attempt is { Acquitte: not null, Row.Destination: Destinations.ParcoursupIa }) acknowledged.Add(attempt);
            }

            // Last of all, since it touches rows of other établissements.
            foreach (var attempt in acknowledged)
                await _enrolments.RecordAsync(session, attempt.Row.Etablissement, attempt.Row.Sujet, attempt.Acquitte!, ct);
        }, ct);
        _signal.Wake(attempts.Select(a => (a.Row.Etablissement, a.Row.Sujet)));
    }

    // Only the holder of the lease may speak: a late one has been replaced, and the state was sent again (rule E2).
    private Task<int> UpdateDeliveryAsync(WriteSession session, AttemptRecord a, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE livraison SET
                revision_acquittee = CASE WHEN @acknowledged THEN @revision ELSE revision_acquittee END,
                acquitte = COALESCE(@acquitte, acquitte),
                vets_acquittees = CASE WHEN @acknowledged THEN vets_en_cours ELSE vets_acquittees END,
                verification = CASE WHEN @acknowledged AND vets_en_cours IS NOT NULL THEN 'NonVerifiee' ELSE verification END,
                etat = CASE WHEN revision_voulue > @revision THEN @waiting ELSE @etat END,
                tentatives = CASE WHEN @acknowledged THEN 0 WHEN @notTried THEN tentatives - 1 ELSE tentatives END,
                tentee = CASE WHEN @undone THEN @before ELSE tentee END,
                prochaine_tentative = @next, bail_par = NULL, bail_jusqua = NULL,
                message = @message, code = @code, explication = @explication, modifiee_le = @now
            WHERE id = @id AND bail_par = @node AND etat = 'EnCours'
            """,
            new
            {
                acknowledged = a.Acquitte is not null, notTried = a.Echange is null, revision = a.Row.RevisionVoulue, acquitte = a.Acquitte,
                waiting = a.Waiting.ToString(), etat = a.Etat.ToString(), undone = a.Undone, before = a.Row.Tentee,
                next = a.Next, message = a.Message, code = a.Code, explication = a.Explication, now = a.End, id = a.Row.Id, node = a.Row.BailPar ?? _book.Node,
            }, ct);

    private static Task InsertExchangeAsync(WriteSession session, AttemptRecord a, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO echange (livraison, revision, commence_le, termine_le, issue, message, requete, reponse, modifications)
            VALUES (@livraison, @revision, @start, @end, @issue, @message, @requete, @reponse, @modifications)
            """,
            new
            {
                livraison = a.Row.Id, revision = a.Row.RevisionVoulue, start = a.Start, end = a.End, issue = a.Echange!.Issue.GetType().Name,
                message = a.Message, requete = a.Echange.Requete.ToArray(), reponse = a.Echange.Reponse.ToArray(),
                modifications = a.Echange.Modifications.Count == 0 ? null : JsonText.Of(a.Echange.Modifications),
            }, ct);

    private static Task UpdateRunAsync(WriteSession session, long run, AttemptRecord a, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE remontee_ligne SET resultat = @resultat, message = @message WHERE remontee = @run AND livraison = @livraison",
            new
            {
                resultat = a.Etat switch
                {
                    EtatLivraison.AJour => "Acquittee",
                    EtatLivraison.RefusMetier => "Refusee",
                    EtatLivraison.SansObjet => "SansObjet",
                    _ => "Reportee",
                },
                message = a.Explication ?? a.Message, run, livraison = a.Row.Id,
            }, ct);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
