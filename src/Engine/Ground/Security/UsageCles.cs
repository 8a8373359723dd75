using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>When each key was used last: written beside the calls, which wait for nothing, and at most once a minute and key.</summary>
public sealed class UsageCles(Database database, TimeProvider time, ILogger<UsageCles> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    public void Note(ApiCaller caller)
    {
        var now = time.GetUtcNow();
        if (_written.TryGetValue(caller.Id, out var last))
        {
            if (now - last < Every || !_written.TryUpdate(caller.Id, now, last)) return;
        }
        else if (!_written.TryAdd(caller.Id, now))
        {
            return;
        }

        // The thread of the call goes on at once: on SQLite a write waits for its turn.
        _ = Task.Run(() => WriteAsync(caller.Id, now));
    }

    private async Task WriteAsync(string id, DateTimeOffset now)
    {
        try
        {
            await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO cle_usage (id, utilisee_le) VALUES (@id, @now)
                    ON CONFLICT (id) DO UPDATE SET utilisee_le = excluded.utilisee_le
                    """, new { id, now }, CancellationToken.None);
                // Those that were revoked since, with their établissement too.
                await session.ExecuteAsync(
                    "DELETE FROM cle_usage WHERE id NOT IN (SELECT id FROM cle_api UNION ALL SELECT id FROM cle_role)", null,
                    CancellationToken.None);
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            Log.KeyUseNotWritten(logger, failure);
        }
    }
}
