using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Security;

/// <summary>
/// Verifies passwords against their hashes and remembers, for a short while and under a key of this process, those
/// that were right, so that hashing does not cost every call. A changed hash is another entry: revoking needs no purge.
/// </summary>
internal sealed class PasswordVerifier(TimeProvider time)
{
    private const int LargestCache = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[] _processKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, long> _verified = new(StringComparer.Ordinal);

    /// <param name="hash">The stored hash, null when the account does not exist: the answer takes as long.</param>
    public bool Verify(string? password, string? hash)
    {
        var tag = Tag(password ?? "", hash ?? "");
        if (_verified.TryGetValue(tag, out var since) && time.GetElapsedTime(since) < Lifetime) return true;
        if (!PasswordHash.Verify(password ?? "", hash ?? PasswordHash.Nobody) || hash is null || password is null) return false;
        if (_verified.Count >= LargestCache) _verified.Clear();
        _verified[tag] = time.GetTimestamp();
        return true;
    }

    private string Tag(string password, string hash) =>
        Convert.ToBase64String(HMACSHA256.HashData(_processKey, Encoding.UTF8.GetBytes(hash + "\n" + password)));
}
