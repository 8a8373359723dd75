using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>What of the journal is still to be applied.</summary>
internal sealed class MessagesToApply(
    Database database, MessagesAtHand atHand, ApplySignal signal, TimeProvider time, ILogger<MessagesToApply> logger)
{
    /// <summary>The oldest messages of one établissement: those at hand, and the others read again.</summary>
    public async Task<IReadOnlyList<MessageEntrant>> TakeAsync(WriteSession session, string code, int most, CancellationToken ct)
    {
        var ids = await session.QueryAsync<long>(
            "SELECT id FROM message_a_appliquer WHERE etablissement = @code ORDER BY id LIMIT @most", new { code, most }, ct);
        var messages = ids.ToDictionary(id => id, atHand.Take);
        foreach (var missing in ids.Where(id => messages[id] is null).Chunk(500))
            foreach (var row in await session.QueryAsync<MessageEntrant>(
                """
                SELECT id, recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation, corps_volumineux
                FROM message_entrant WHERE id IN @missing
                """,
                new { missing }, ct))
                messages[row.Id] = row;
        return [.. ids.Select(id => messages[id]!)];
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
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.ApplicationFailed(logger, "*", failure);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
