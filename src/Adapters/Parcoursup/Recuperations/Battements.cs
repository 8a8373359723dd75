using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// Rule C8: each node that lives leaves a beat. As long as any node can, a push can be stored; when the newest beat of all is older than
/// half a minute, none could in between, whether the processes were down or the database away.
/// </summary>
internal sealed class Battements(Database database, NodeName node, TimeProvider time)
{
    /// <summary>Any longer time without a node is an outage.</summary>
    public static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    // Ends the name of a node that stopped in order.
    private const string Left = " (arrêté)";

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    // Null once it is known whether another node lived while this one started.
    private DateTimeOffset? _started;
    private bool _known;

    /// <summary>Leaves a beat; what follows an outage is done in the same transaction, so that it is done once.</summary>
    /// <returns>Since when no node could have stored a push; null when one always could.</returns>
    public async Task<DateTimeOffset?> BeatAsync(Func<WriteSession, Task> afterOutage, CancellationToken ct)
    {
        var (outage, started) = await database.WriteAsync(async session =>
        {
            await database.LockAsync(session, "battement", ct);
            var now = time.GetUtcNow();
            var beats = await session.QueryAsync<Row>("SELECT noeud, battu_le FROM battement", null, ct);
            var (since, verdict) = Judge(beats, now);
            if (since is not null) await afterOutage(session);
            await session.ExecuteAsync(
                """
                INSERT INTO battement (noeud, battu_le) VALUES (@Value, @now) ON CONFLICT (noeud) DO UPDATE SET battu_le = excluded.battu_le
                """,
                new { node.Value, now }, ct);
            await session.ExecuteAsync("DELETE FROM battement WHERE battu_le < @before", new { before = now - Forgotten }, ct);
            return (since, verdict);
        }, ct);
        (_known, _started) = (true, started);
        return outage;
    }

    /// <summary>This node stops in order: the next one need not wait to know that it does not live.</summary>
    public Task LeaveAsync(CancellationToken ct) =>
        database.ExecuteAsync(
            "UPDATE battement SET noeud = @left WHERE noeud = @Value", new { left = node.Value + Left, node.Value }, ct);

    private (DateTimeOffset? Since, DateTimeOffset? Started) Judge(IReadOnlyList<Row> beats, DateTimeOffset now)
    {
        if (beats.Count == 0) return (null, null);
        var last = beats.Max(b => b.BattuLe);
        if (now - last > Outage) return (last, null);
        if (_known && _started is null) return (null, null);

        // A node that starts may have been the only one: its own former life left a beat that is still fresh. If another lives, it beats
        // again before half a minute is over.
        var started = _started ?? now;
        var others = beats.Where(b => b.Noeud != node.Value).ToList();
        if (others.Exists(b => b.BattuLe > started)) return (null, null);
        var fresh = others.Exists(b => now - b.BattuLe <= Outage && !b.Noeud.EndsWith(Left, StringComparison.Ordinal));
        return fresh && !database.IsSingleNode ? (null, started)
            : (others.Select(b => b.BattuLe).DefaultIfEmpty(last).Max(), null);
    }

    private sealed class Row
    {
        public string Noeud { get; init; } = "";
        public DateTimeOffset BattuLe { get; init; }
    }
}
