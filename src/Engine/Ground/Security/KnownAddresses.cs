using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// From where each account was used with the right password, a few places per account. Kept in the database: after a
/// restart in the middle of an attack the legitimate caller is still told from strangers.
/// </summary>
public sealed class KnownAddresses(Database database, TimeProvider time, ILogger<KnownAddresses> logger)
{
    internal const int PerAccount = 16;
    private static readonly TimeSpan ReloadPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Dictionary<string, List<string>> _sources = new(StringComparer.Ordinal);
    private long _loaded = time.GetTimestamp();

    public bool IsKnown(string account, string source)
    {
        lock (_lock) return _sources.TryGetValue(account, out var sources) && sources.Contains(source);
    }

    public async Task LoadAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync<AddressRow>("SELECT compte, adresse FROM adresse_connue ORDER BY vue_le", null, ct);
        lock (_lock)
        {
            _sources = rows.GroupBy(r => r.Compte, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(r => r.Adresse).ToList(), StringComparer.Ordinal);
            _loaded = time.GetTimestamp();
        }
    }

    /// <summary>Asks the database what other nodes have learnt since, but not for every call of an attacker.</summary>
    public async Task<bool> IsKnownElsewhereAsync(string account, string source)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_loaded) < ReloadPeriod) return false;
            _loaded = time.GetTimestamp();
        }

        await TryAsync(() => LoadAsync(CancellationToken.None));
        return IsKnown(account, source);
    }

    /// <summary>Notes that the account was used from there. What cannot be stored is known to this process all the same.</summary>
    public async Task NoteAsync(string account, string source)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue(account, out var sources)) _sources[account] = sources = [];
            if (sources.Contains(source)) return;
            sources.Add(source);
            if (sources.Count > PerAccount) sources.RemoveAt(0);
        }

        await TryAsync(() => database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                INSERT INTO adresse_connue (compte, adresse, vue_le) VALUES (@account, @source, @now)
                ON CONFLICT (compte, adresse) DO UPDATE SET vue_le = excluded.vue_le
                """,
                new { account, source, now = time.GetUtcNow() }, CancellationToken.None);
            await session.ExecuteAsync(
                """
                DELETE FROM adresse_connue WHERE compte = @account AND adresse NOT IN
                    (SELECT adresse FROM adresse_connue WHERE compte = @account ORDER BY vue_le DESC LIMIT @PerAccount)
                """,
                new { account, PerAccount }, CancellationToken.None);
        }, CancellationToken.None));
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            Log.AddressesUnavailable(logger, failure);
        }
    }

    private sealed class AddressRow
    {
        public string Compte { get; init; } = "";
        public string Adresse { get; init; } = "";
    }
}
