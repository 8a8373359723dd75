using System.Collections.Concurrent;

namespace Parcoursup.Gateway.Security;

/// <summary>
/// Slows guessing down: after several failures of one account from one address, further wrong attempts from that
/// address are refused for a while without hashing. Another address, so the legitimate caller, is not touched.
/// </summary>
internal sealed class FailureThrottle(TimeProvider time)
{
    private const int Tolerated = 10;
    private const int LargestTable = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    public bool IsBlocked(string account, string? address) =>
        _failures.TryGetValue(Key(account, address), out var failures)
        && failures.Count >= Tolerated && time.GetElapsedTime(failures.Since) < Window;

    public void Failed(string account, string? address)
    {
        if (_failures.Count >= LargestTable) _failures.Clear();
        var now = time.GetTimestamp();
        _failures.AddOrUpdate(
            Key(account, address),
            _ => new Failures(1, now),
            (_, old) => time.GetElapsedTime(old.Since) < Window ? old with { Count = old.Count + 1 } : new Failures(1, now));
    }

    public void Succeeded(string account, string? address) => _failures.TryRemove(Key(account, address), out _);

    private static string Key(string account, string? address) => $"{account}|{address}";

    private sealed record Failures(int Count, long Since);
}
