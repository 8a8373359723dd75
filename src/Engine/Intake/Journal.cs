using System.Diagnostics;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// The journal of incoming messages. <see cref="AppendAsync"/> returns when the message is durable, and only then may
/// an answer say "accepted".
/// </summary>
// Its parameters: where a message goes, whom it wakes, and the bounds and records of each.
public sealed class Journal : IAsyncDisposable
{
    /// <summary>What it is called in traces.</summary>
    internal const string File = "journal";

    private const int LargestBatch = 512;

    private readonly BatchWriter<MessageEntrant> _writer;
    private readonly Database _database;
    private readonly IJournalSql _sql;
    private readonly MessagesAtHand _atHand;
    private readonly ApplySignal _signal;
    private readonly VolumeBudget _volume;
    private readonly Affluence _affluence;
    private readonly DataKeys _keys;
    private readonly AuditBook _audit;

    public Journal(
        Database database, IJournalSql sql, MessagesAtHand atHand, ApplySignal signal, VolumeBudget volume, Affluence affluence,
        DataKeys keys, AuditBook audit)
    {
        _affluence = affluence;
        _keys = keys;
        _audit = audit;
        _database = database;
        _sql = sql;
        _atHand = atHand;
        _signal = signal;
        _volume = volume;
        _writer = new BatchWriter<MessageEntrant>(database.UsefulWriters, LargestBatch, CommitAsync);
    }

    /// <exception cref="TropDAffluence">Too many wait already.</exception>
    /// <exception cref="VolumeDepasse">The établissement has sent too much today.</exception>
    public async Task<long> AppendAsync(MessageEntrant message, CancellationToken ct)
    {
        var room = TakeRoom(message);
        return await WriteAsync(message, room, ct);
    }

    /// <summary>
    /// Journals what the gateway fetched by itself or took in its turn: as much as there may be of it at a time is bounded there, and
    /// whoever floods the gateway does not have it thrown away.
    /// </summary>
    /// <exception cref="VolumeDepasse">The établissement has sent too much today.</exception>
    public Task<long> AppendOwnAsync(MessageEntrant message, CancellationToken ct)
    {
        _volume.Take(message.Etablissement, message.Corps.Length);
        return WriteAsync(message, null, ct);
    }

    /// <summary>Journals a message that the transaction of the caller applies itself.</summary>
    public async Task AppendAppliedAsync(WriteSession session, MessageEntrant message, CancellationToken ct)
    {
        await SealAsync(session, message, ct);
        await _sql.AppendAsync(session, [message], ct);
        Note(session, message);
        await _sql.MarkAppliedAsync(session, message.Etablissement, [message.Id], ct);
    }

    /// <summary>
    /// Journals what one send holds, one after the other: their order is its own. Where it is cut off, the caller has no answer and
    /// sends all again. One send of an établissement is read at a time.
    /// </summary>
    public async Task AppendAllAsync(IReadOnlyList<MessageEntrant> send, CancellationToken ct)
    {
        foreach (var whose in send.GroupBy(m => m.Etablissement)) _volume.Take(whose.Key, whose.Sum(m => (long)m.Corps.Length));
        foreach (var message in send) await WriteAsync(message, null, ct);
    }

    /// <summary>
    /// Journals a message with a stored body, inside a transaction of the caller; it wakes the application after the commit.
    /// </summary>
    /// <param name="toApply">False when somebody else applies it than <see cref="JournalApplication"/>.</param>
    public async Task<long> AppendLargeAsync(WriteSession session, MessageEntrant message, bool toApply, CancellationToken ct)
    {
        await SealAsync(session, message, ct);
        await _sql.AppendAsync(session, [message], ct);
        await session.ExecuteAsync("UPDATE message_entrant SET corps_volumineux = @CorpsVolumineux WHERE id = @Id",
            new { message.CorpsVolumineux, message.Id }, ct);
        await LargeBodies.AcquireAsync(session, message.CorpsVolumineux!.Value, ct);
        if (!toApply) await _sql.MarkAppliedAsync(session, message.Etablissement, [message.Id], ct);
        return message.Id;
    }

    /// <summary>
    /// Keeps a message of an authenticated caller that was refused, with the reason: whoever pushes may never push it
    /// again. There is nothing to apply.
    /// </summary>
    /// <exception cref="TropDAffluence">Too many wait already.</exception>
    public async Task AppendRefusedAsync(MessageEntrant message, string reason, CancellationToken ct)
    {
        message.Refus = reason;
        var room = TakeRoom(message);
        await WriteAsync(message, room, ct);
    }

    private IDisposable TakeRoom(MessageEntrant message)
    {
        var room = _affluence.Take(message.Etablissement, message.Corps.Length);
        try
        {
            _volume.Take(message.Etablissement, message.Corps.Length);
            return room;
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    private async Task<long> WriteAsync(MessageEntrant message, IDisposable? room, CancellationToken ct)
    {
        using var span = Begin(message);
        try
        {
            await SealAsync(null, message, ct);
        }
        catch
        {
            room?.Dispose();
            throw;
        }

        // It is the line's from here on: whoever gives up the wait leaves his message in it.
        await _writer.WriteAsync(message, room, ct);
        span?.SetTag("messaging.message.id", message.Id).Reussi();
        return message.Id;
    }

    // Whoever applies it goes on with this trace; one that is not kept is passed on too, so that nobody keeps a part of it.
    private static Activity? Begin(MessageEntrant message)
    {
        var span = Traces.Commence($"publish {File}", ActivityKind.Producer);
        span?.SetTag("messaging.system", Messagerie.Systeme).SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send").SetTag("messaging.destination.name", File)
            .SetTag(Messagerie.Etablissement, message.Etablissement).SetTag("passerelle.canal", message.Canal.Code);
        message.Trace = Traces.Contexte;
        return span;
    }

    private async Task CommitAsync(IReadOnlyList<MessageEntrant> batch, CancellationToken ct)
    {
        await _database.WriteAsync(async session =>
        {
            foreach (var message in batch) Note(session, message);
            await _sql.AppendAsync(session, batch, ct);
            foreach (var refused in batch.Where(m => m.Refus is not null)) await SetAsideAsync(session, refused, ct);
        }, ct);
        // What is kept at hand is read, and its bytes are stored.
        foreach (var message in batch) message.CorpsScelle = null;
        var accepted = batch.Where(m => m.Refus is null).ToList();
        _atHand.Keep(accepted);
        foreach (var etablissement in accepted.Select(m => m.Etablissement).Distinct()) _signal.Wake(etablissement);
    }

    private async Task SetAsideAsync(WriteSession session, MessageEntrant message, CancellationToken ct)
    {
        await _sql.MarkAppliedAsync(session, message.Etablissement, [message.Id], ct);
        await session.ExecuteAsync(
            "INSERT INTO message_ecarte (id, ecarte_le, erreur) VALUES (@Id, @RecuLe, @reason)",
            new { message.Id, message.RecuLe, reason = await session.SealAsync(message.Etablissement, message.Refus, ct) }, ct);
    }

    private void Note(WriteSession session, MessageEntrant message)
    {
        if (message.Acte is { } acte) _audit.Note(session, acte);
    }

    // Before the batch: what many callers do side by side, the one writer need not do for each of them.
    private async Task SealAsync(WriteSession? session, MessageEntrant message, CancellationToken ct) =>
        message.CorpsScelle = await _keys.SealAsync(session, message.Etablissement, IntakeColumns.Corps, message.Corps, ct);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
