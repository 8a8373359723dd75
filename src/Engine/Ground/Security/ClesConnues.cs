using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The keys of who watches the gateway. That its database is away is what they are there to see: who was known a moment ago still is
/// while it does not answer. Kept are the hashes of keys, as in the database.
/// </summary>
public sealed class ClesConnues(ApiKeys keys, TimeProvider time)
{
    // Longer than between two looks, shorter than an outage of which nobody knows who has revoked what.
    private static readonly TimeSpan Memoire = TimeSpan.FromMinutes(10);

    // Less than whoever watches waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (ApiCaller Caller, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <summary>The caller of a key, null when it is unknown or revoked.</summary>
    /// <param name="watches">It is asked for by who watches.</param>
    public Task<ApiCaller?> FindAsync(string key, bool watches, CancellationToken ct) =>
        watches ? RememberedAsync(key, ct) : keys.FindAsync(key, ct);

    private async Task<ApiCaller?> RememberedAsync(string key, CancellationToken ct)
    {
        var hash = ApiKeys.HashOf(key);
        try
        {
            var found = await keys.FindAsync(key, ct).WaitAsync(Patience, time, ct);
            if (found is { IsAdministrator: true } or { Role: ApiCaller.Supervision }) _known[hash] = (found, time.GetUtcNow());
            else _known.TryRemove(hash, out _);
            return found;
        }
        catch (Exception) when (!ct.IsCancellationRequested && _known.TryGetValue(hash, out var known)
            && time.GetUtcNow() - known.At < Memoire)
        {
            return known.Caller;
        }
        catch (TimeoutException failure)
        {
            throw new DatabaseSilentException(failure);
        }
    }
}
