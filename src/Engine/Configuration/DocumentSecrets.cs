using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The three forms of a document's secrets: taken in, stored, given out.</summary>
internal sealed class DocumentSecrets(SecretProtector protector, MasterKey master)
{
    /// <summary>Encrypts or hashes what was given; what was not given stays as it was stored.</summary>
    public EtablissementDocument Seal(EtablissementDocument given, EtablissementDocument? stored, PreparedHashes hashes) => given with
    {
        Parcoursup = given.Parcoursup is { } p
            ? p with { MotDePasse = Protected(p.MotDePasse) ?? stored?.Parcoursup?.MotDePasse! } : null,
        Apogee = given.Apogee?.MapSecrets((account, secret) =>
            Protected(secret) ?? (account(given.Apogee).Login is { Length: > 0 } && stored?.Apogee is { } before ? account(before).Secret : null)),
        Push = given.Push is { } push
            ? push with { MotDePasse = hashes.Of(given.Code, push.Login, push.MotDePasse) ?? stored?.Push?.MotDePasse } : null,
        Fregata = given.Fregata?.MapSecrets((login, secret) =>
            hashes.Of(given.Code, "fregata:" + login, secret) ?? stored?.Fregata?.Comptes.FirstOrDefault(c => c.Login == login)?.MotDePasse),
        Opi = given.Opi with
        {
            Comptes = [.. given.Opi.Comptes.Select(c => c with
            {
                MotDePasse = hashes.Of(given.Code, "opi:" + c.Login, c.MotDePasse) ?? stored?.Opi.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse,
            })],
            Traitement = given.Opi.Traitement with
            {
                Comptes = [.. given.Opi.Traitement.Comptes.Select(c => c with
                {
                    MotDePasse = hashes.Of(given.Code, "traitement:" + c.Login, c.MotDePasse) ?? stored?.Opi.Traitement.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse,
                })],
            },
        },
    };

    /// <summary>What may leave the gateway: no secret in any form.</summary>
    public static EtablissementDocument Redact(EtablissementDocument stored) => stored with
    {
        Parcoursup = stored.Parcoursup is { } p ? p with { MotDePasse = null! } : null,
        Apogee = stored.Apogee?.MapSecrets((_, _) => null),
        Push = stored.Push is { } push ? push with { MotDePasse = null } : null,
        Fregata = stored.Fregata?.MapSecrets((_, _) => null),
        Opi = stored.Opi with
        {
            Comptes = [.. stored.Opi.Comptes.Select(c => c with { MotDePasse = null })],
            Traitement = stored.Opi.Traitement with { Comptes = [.. stored.Opi.Traitement.Comptes.Select(c => c with { MotDePasse = null })] },
        },
    };

    /// <summary>The password in clear of a stored one that we send.</summary>
    public string? Open(string? sealedSecret) => string.IsNullOrEmpty(sealedSecret) ? null : protector.Unprotect(sealedSecret);

    /// <summary>Tells whether settings have changed; keyed, because it covers a password and is stored in clear.</summary>
    public string FingerprintOf(string text) => master.FingerprintOf(text);

    private string? Protected(string? secret) => string.IsNullOrEmpty(secret) ? null : protector.Protect(secret);
}

/// <summary>The hashes of a document's passwords, computed before the lock is taken: nobody waits for them.</summary>
internal sealed class PreparedHashes
{
    private readonly Dictionary<(string Code, string Account, string Password), string> _hashes = [];

    public static PreparedHashes For(ConfigurationDocument given)
    {
        var hashes = new PreparedHashes();
        foreach (var etablissement in given.Etablissements)
        {
            if (etablissement.Push is { } push) hashes.Of(etablissement.Code, push.Login, push.MotDePasse);
            foreach (var compte in etablissement.Opi.Comptes) hashes.Of(etablissement.Code, "opi:" + compte.Login, compte.MotDePasse);
            foreach (var compte in etablissement.Opi.Traitement.Comptes) hashes.Of(etablissement.Code, "traitement:" + compte.Login, compte.MotDePasse);
            foreach (var compte in etablissement.Fregata?.Comptes ?? []) hashes.Of(etablissement.Code, "fregata:" + compte.Login, compte.MotDePasse);
        }

        return hashes;
    }

    /// <summary>Null when no password was given.</summary>
    public string? Of(string code, string account, string? password)
    {
        if (string.IsNullOrEmpty(password)) return null;
        if (!_hashes.TryGetValue((code, account, password), out var hash)) _hashes[(code, account, password)] = hash = PasswordHash.Of(password);
        return hash;
    }
}
