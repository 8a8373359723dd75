using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>What became of a credential.</summary>
public enum Verdict
{
    Right,
    Wrong,

    /// <summary>Not tried: too many wrong ones before it.</summary>
    TooManyFailures,

    /// <summary>Not tried: too many others are being tried.</summary>
    Busy,
}

/// <summary>A password to check against what is stored.</summary>
/// <param name="Account">Whose failures count together, such as <c>push:univ-alpes</c>. Names that don't exist share one.</param>
/// <param name="Stored">The stored hash or secret; null when there is no such account: the answer takes as long.</param>
/// <param name="Trusted">The address is one that the configuration allows the account: no stranger.</param>
/// <param name="Etablissement">Whose account it is; null where there is none.</param>
public readonly record struct Attempt(
    string Account, IPAddress? Address, string? Password, string? Stored, bool Trusted = false, string? Etablissement = null);

/// <summary>
/// Checks passwords (ADR 0008). One that was right is remembered under a key of this process: it passes at once, always,
/// whatever others try. Any other needs a place in the <see cref="GuessBudget"/>, then in the <see cref="HashGate"/>.
/// What is remembered is bound to the stored hash: a changed or removed one needs no purge.
/// </summary>
public sealed class CredentialCheck(
    GuessBudget budget, HashGate gate, KnownAddresses addresses, AdressesRefusees elsewhere, AuditQueue audit, TimeProvider time)
{
    // Only right passwords come in, so nobody but the accounts' own holders can fill it.
    private const int LargestCache = 10_000;

    private readonly byte[] _processKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<UInt128, IPAddress?> _verified = new();
    private readonly ConcurrentDictionary<(UInt128 Tag, string Source), Lazy<Task<Verdict>>> _running = new();

    /// <summary>Against a hash (<see cref="PasswordHash"/>).</summary>
    public ValueTask<Verdict> AgainstHashAsync(Attempt attempt, CancellationToken ct) => AuditedAsync(attempt, hashed: true, ct);

    /// <summary>Against a secret that the gateway knows in clear, since it also sends it.</summary>
    public ValueTask<Verdict> AgainstSecretAsync(Attempt attempt, CancellationToken ct) => AuditedAsync(attempt, hashed: false, ct);

    /// <summary>What is asked before any password: whether the account may be used from there, and with this certificate.</summary>
    /// <param name="attempt">Afterwards no stranger's, where the account has a list of addresses.</param>
    /// <param name="acces">Null where there is no such account: then there is nothing to ask.</param>
    /// <param name="compte">Whose account it is, as in « du compte OPI ».</param>
    /// <returns>The refusal, which is recorded; null when the password may be tried.</returns>
    public Refused? BeforePassword(ref Attempt attempt, AccesCompte? acces, HttpContext http, string compte)
    {
        if (acces is null) return null;
        if (acces.Refusal(http, time.GetUtcNow(), compte) is { } refusal)
        {
            if (!acces.Allows(attempt.Address)) NoteElsewhere(attempt);
            else NoteRefused(attempt);
            return refusal;
        }

        if (acces.HasAddressList) attempt = attempt with { Trusted = true };
        return null;
    }

    /// <summary>A refusal that needed no password: the call came from another address than expected.</summary>
    public void NoteElsewhere(Attempt attempt)
    {
        NoteRefused(attempt);
        elsewhere.Note(attempt.Account, attempt.Address);
    }

    private void NoteRefused(Attempt attempt) => audit.Refused(new(ActeAudit.IdentifiantsRefuses, attempt.Etablissement, null)
    {
        Auteur = new Auteur(attempt.Account, null, CallerAddress.SourceOf(attempt.Address)),
    });

    private async ValueTask<Verdict> AuditedAsync(Attempt attempt, bool hashed, CancellationToken ct)
    {
        var checking = CheckAsync(attempt, hashed).AsTask();
        try
        {
            return await NotedAsync(checking.WaitAsync(ct), attempt);
        }
        catch (OperationCanceledException) when (!checking.IsCanceled)
        {
            // Who hangs up before he is answered has guessed all the same.
            _ = NotedAsync(checking, attempt);
            throw;
        }
    }

    private async Task<Verdict> NotedAsync(Task<Verdict> checking, Attempt attempt)
    {
        var verdict = await checking;
        if (verdict is Verdict.Wrong or Verdict.TooManyFailures) NoteRefused(attempt);
        return verdict;
    }

    private ValueTask<Verdict> CheckAsync(Attempt attempt, bool hashed)
    {
        if (string.IsNullOrEmpty(attempt.Password)) return ValueTask.FromResult(Verdict.Wrong);
        var tag = TagOf(attempt);
        if (attempt.Stored is not null && _verified.TryGetValue(tag, out var last))
        {
            if (!Equals(last, attempt.Address)) Moved(tag, attempt);
            return ValueTask.FromResult(Verdict.Right);
        }

        var source = CallerAddress.SourceOf(attempt.Address);
        if (budget.IsKnownWrong(attempt.Account, source, tag)) return ValueTask.FromResult(Verdict.Wrong);
        return new(TryOnceAsync(attempt, hashed, tag, source));
    }

    // A client that opens many connections at once tries its password once.
    private Task<Verdict> TryOnceAsync(Attempt attempt, bool hashed, UInt128 tag, string source) =>
        _running.GetOrAdd((tag, source), key => new(async () =>
        {
            try
            {
                return await TryAsync(attempt, hashed, tag, source);
            }
            finally
            {
                _running.TryRemove(key, out _);
            }
        })).Value;

    private async Task<Verdict> TryAsync(Attempt attempt, bool hashed, UInt128 tag, string source)
    {
        var known = attempt.Trusted || addresses.IsKnown(attempt.Account, source);
        var place = budget.Reserve(attempt.Account, source, known);
        if (place is null && !known && await addresses.IsKnownElsewhereAsync(attempt.Account, source))
            place = budget.Reserve(attempt.Account, source, known = true);
        if (place is null) return Verdict.TooManyFailures;
        if (place.Delay > TimeSpan.Zero) await Task.Delay(place.Delay, time);

        var right = hashed
            ? await gate.RunAsync(known, () => PasswordHash.Verify(attempt.Password!, attempt.Stored ?? PasswordHash.Nobody))
            : ConstantTime.Equal(attempt.Password, attempt.Stored);
        if (right is null)
        {
            place.GiveBack();
            return Verdict.Busy;
        }

        if (right == false || attempt.Stored is null)
        {
            place.WasWrong(tag);
            return Verdict.Wrong;
        }

        place.GiveBack();
        if (_verified.Count >= LargestCache) _verified.Clear();
        _verified[tag] = attempt.Address;
        await addresses.NoteAsync(attempt.Account, source);
        return Verdict.Right;
    }

    // The right password from another place than last time: that place is known from now on.
    private void Moved(UInt128 tag, Attempt attempt)
    {
        _verified[tag] = attempt.Address;
        var source = CallerAddress.SourceOf(attempt.Address);
        if (!addresses.IsKnown(attempt.Account, source)) _ = addresses.NoteAsync(attempt.Account, source);
    }

    private UInt128 TagOf(Attempt attempt)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_processKey, Encoding.UTF8.GetBytes($"{attempt.Account}\n{attempt.Stored}\n{attempt.Password}"), mac);
        return BinaryPrimitives.ReadUInt128LittleEndian(mac);
    }
}
