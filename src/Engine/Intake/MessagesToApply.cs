using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>What of the journal is still to be applied.</summary>
internal sealed class MessagesToApply(
    Database database, MessagesAtHand atHand, ApplySignal signal, DataKeys keys, TimeProvider time, ILogger<MessagesToApply> logger)
{
    private const long MostWeight = 4L * 1024 * 1024;
    private const int FirstReading = 16;
    private const int LargestReading = 500;

    /// <summary>
    /// The oldest messages of one établissement, as many as are applied together: those at hand, and the others read again.
    /// </summary>
    public async Task<IReadOnlyList<MessageEntrant>> TakeAsync(
        WriteSession session, string code, int most, Func<MessageEntrant, long> weightOf, CancellationToken ct)
    {
        var waiting = await session.QueryAsync<(long Id, string? Trace)>(
            "SELECT id, trace FROM message_a_appliquer WHERE etablissement = @code ORDER BY id LIMIT @most", new { code, most }, ct);
        var taken = new List<MessageEntrant>();
        var (next, size, weight) = (0, FirstReading, 0L);
        while (next < waiting.Count && weight < MostWeight)
        {
            var some = await ReadAsync(session, [.. waiting.Skip(next).Take(size).Select(m => m.Id)], ct);
            foreach (var (place, message) in some.Index())
            {
                message.Trace = waiting[next + place].Trace;
                weight += weightOf(message);
                if (taken.Count > 0 && weight > MostWeight) break;
                taken.Add(message);
            }

            (next, size) = (next + some.Count, Math.Min(2 * size, LargestReading));
        }

        return taken;
    }

    /// <summary>Whether others wait behind so many.</summary>
    public async Task<bool> HasMoreAsync(WriteSession session, string code, int taken, CancellationToken ct) =>
        await session.ScalarAsync<long?>(
            "SELECT id FROM message_a_appliquer WHERE etablissement = @code ORDER BY id LIMIT 1 OFFSET @taken",
            new { code, taken }, ct) is not null;

    private async Task<IReadOnlyList<MessageEntrant>> ReadAsync(WriteSession session, long[] ids, CancellationToken ct)
    {
        var messages = ids.ToDictionary(id => id, atHand.Take);
        if (ids.Where(id => messages[id] is null).ToArray() is { Length: > 0 } missing)
            foreach (var row in await session.QueryAsync<MessageEntrant>(
                """
                SELECT id, recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation, corps_volumineux
                FROM message_entrant WHERE id IN @missing
                """,
                new { missing }, ct))
                messages[row.Id] = await OpenedAsync(row, ct);
        return [.. ids.Select(id => messages[id]!)];
    }

    // One that cannot be opened is set aside by itself: the others of the batch go on.
    private async Task<MessageEntrant> OpenedAsync(MessageEntrant row, CancellationToken ct)
    {
        try
        {
            row.Corps = await keys.OpenAsync(row.Etablissement, IntakeColumns.Corps, row.Corps, ct);
        }
        catch (SealedValueException closed)
        {
            (row.Corps, row.Illisible) = ([], closed);
        }

        return row;
    }

    /// <summary>What another node accepted and what was left by a kill come to light here.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            atHand.Sweep();
            try
            {
                foreach (var etablissement in await database.QueryAsync<string>(
                    "SELECT DISTINCT etablissement FROM message_a_appliquer", null, ct))
                    signal.Wake(etablissement);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                Log.ApplicationFailed(logger, "*", failure);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
