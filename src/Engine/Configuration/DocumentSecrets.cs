using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The forms of a document's secrets: taken in, stored, used, given out.</summary>
public sealed class DocumentSecrets(SecretProtector protector)
{
    private static readonly RedactedForm Redacted = new();

    /// <summary>Encrypts or hashes what was given; what was not given stays as it was stored.</summary>
    public EtablissementDocument Seal(EtablissementDocument given, EtablissementDocument? stored, PreparedHashes hashes) =>
        given.MapSecrets(new SealedForm(protector, hashes, given.Code), stored);

    /// <summary>What may leave the gateway: no secret in any form.</summary>
    public static EtablissementDocument Redact(EtablissementDocument stored) => stored.MapSecrets(Redacted);

    /// <summary>For use: in clear what we send.</summary>
    public EtablissementDocument Open(EtablissementDocument stored) => stored.MapSecrets(new OpenForm(protector, stored.Code));
}

/// <summary>The hashes of a document's passwords, computed before the lock is taken: nobody waits for them.</summary>
public sealed class PreparedHashes
{
    private readonly Func<string, string> _hash;

    private PreparedHashes(Func<string, string> hash) => _hash = hash;

    /// <summary>One that is shorter is found by trying, however slowly that goes.</summary>
    internal const int ShortestPassword = 8;

    private readonly Dictionary<(string Code, string Account, string Password), string> _hashes = [];
    private readonly HashSet<(string Code, string Account)> _tooShort = [];

    /// <summary>The accounts of an établissement whose password is too short.</summary>
    internal IEnumerable<string> TooShort(string code) => _tooShort.Where(found => found.Code == code).Select(found => found.Account);

    /// <summary>For a document that is looked at and not kept: hashing takes long, and would be for nothing.</summary>
    public static PreparedHashes Aucun() => new(_ => PasswordHash.Nobody);

    /// <summary>Each in its turn; null when too many wait already.</summary>
    public static async Task<PreparedHashes?> ForAsync(ConfigurationDocument given, HashGate gate)
    {
        var (wanted, hashes) = (Aucun(), new PreparedHashes(PasswordHash.Of));
        foreach (var etablissement in given.Etablissements) etablissement.MapSecrets(new PreparingForm(wanted, etablissement.Code));
        foreach (var key in wanted._hashes.Keys)
        {
            if (await gate.HashAsync(key.Password) is not { } hash) return null;
            hashes._hashes[key] = hash;
        }

        return hashes;
    }

    /// <summary>Null when no password was given.</summary>
    public string? Of(string code, string account, string? password)
    {
        if (string.IsNullOrEmpty(password)) return null;
        if (password.Length < ShortestPassword) _tooShort.Add((code, account));
        if (!_hashes.TryGetValue((code, account, password), out var hash))
            _hashes[(code, account, password)] = hash = _hash(password);
        return hash;
    }
}
