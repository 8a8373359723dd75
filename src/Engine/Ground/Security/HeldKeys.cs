using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The data keys that stay in memory once they were opened, by établissement and by number.</summary>
internal sealed class HeldKeys(Database database, DataKeyBook book)
{
    // One that somebody restores from a backup is found after so long.
    private static readonly long Patience = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    private volatile Generation _held = new();

    /// <summary>Keys are read again: an établissement may have gone, and another one have its code.</summary>
    public void Forget() => _held = new();

    public void Forget(string etablissement) => _held.ByCode.TryRemove(etablissement, out _);

    /// <summary>The key of an établissement; null when it has none.</summary>
    public async ValueTask<DataKey?> FindAsync(WriteSession? session, string etablissement, CancellationToken ct)
    {
        var held = _held;
        if (held.ByCode.TryGetValue(etablissement, out var key)) return key;
        // What the transaction itself has drawn is not kept before somebody else sees it, since it may be rolled back.
        if (session?.Drawn.Find(k => k.Etablissement == etablissement) is DataKey drawn) return drawn;
        // In a transaction by its own connection: nobody who has one waits for another.
        if (await book.FindAsync(session, etablissement, ct) is not { } found) return null;
        held.Keep(found);
        return found;
    }

    /// <summary>The key of an établissement, drawn when it has none.</summary>
    public async ValueTask<DataKey> MakeAsync(WriteSession? session, string etablissement, CancellationToken ct)
    {
        if (await FindAsync(session, etablissement, ct) is { } key) return key;
        var held = _held;
        if (session is null)
        {
            var own = await database.WriteAsync(work => book.MakeAsync(work, etablissement, ct), ct);
            held.Keep(own);
            return own;
        }

        var made = await book.MakeAsync(session, etablissement, ct);
        session.Drawn.Add(made);
        session.AfterCommit(() => held.Keep(made));
        return made;
    }

    public DataKey? Held(WriteSession? session, long id) => _held.ById.TryGetValue(id, out var key) ? key
        : session?.Drawn.Find(k => k.Id == id) as DataKey;

    /// <summary>It was asked for a moment ago, and there is none.</summary>
    public bool IsLost(long id) => _held.Lost.TryGetValue(id, out var at) && Environment.TickCount64 - at < Patience;

    public async ValueTask LoadAsync(CancellationToken ct)
    {
        var held = _held;
        foreach (var key in await book.AllAsync(ct)) held.Keep(key);
    }

    /// <summary>Reads the key of a number, and the others with the first one.</summary>
    public async ValueTask LoadAsync(long id, CancellationToken ct)
    {
        var held = _held;
        if (held.ById.IsEmpty) await LoadAsync(ct);
        if (held.ById.ContainsKey(id)) return;
        if (await book.FindAsync(id, ct) is { } found) held.Keep(found);
        else held.Lost[id] = Environment.TickCount64;
    }

    private sealed class Generation
    {
        public ConcurrentDictionary<string, DataKey> ByCode { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<long, DataKey> ById { get; } = new();
        public ConcurrentDictionary<long, long> Lost { get; } = new();

        public void Keep(DataKey key)
        {
            ById[key.Id] = key;
            ByCode[key.Etablissement] = key;
            Lost.TryRemove(key.Id, out _);
        }
    }
}
