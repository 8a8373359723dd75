using Parcoursup.Gateway.Security;

namespace Parcoursup.Gateway.Configuration;

/// <summary>The three forms of a document's secrets: taken in, stored, given out.</summary>
internal sealed class DocumentSecrets(SecretProtector protector, MasterKey master)
{
    /// <summary>Encrypts or hashes what was given; what was not given stays as it was stored.</summary>
    public EtablissementDocument Seal(EtablissementDocument given, EtablissementDocument? stored) => given with
    {
        Parcoursup = given.Parcoursup is { } p
            ? p with { MotDePasse = Protected(p.MotDePasse) ?? stored?.Parcoursup?.MotDePasse! } : null,
        Apogee = given.Apogee is { } a
            ? a with { MotDePasse = Protected(a.MotDePasse) ?? (a.Login is { Length: > 0 } ? stored?.Apogee?.MotDePasse : null) } : null,
        Push = given.Push is { } push
            ? push with { MotDePasse = Hashed(push.MotDePasse) ?? stored?.Push?.MotDePasse } : null,
        Opi = given.Opi with
        {
            Comptes = [.. given.Opi.Comptes.Select(c => c with
            {
                MotDePasse = Hashed(c.MotDePasse) ?? stored?.Opi.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse,
            })],
            Traitement = given.Opi.Traitement with
            {
                Comptes = [.. given.Opi.Traitement.Comptes.Select(c => c with
                {
                    MotDePasse = Hashed(c.MotDePasse) ?? stored?.Opi.Traitement.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse,
                })],
            },
        },
    };

    /// <summary>What may leave the gateway: no secret in any form.</summary>
    public static EtablissementDocument Redact(EtablissementDocument stored) => stored with
    {
        Parcoursup = stored.Parcoursup is { } p ? p with { MotDePasse = null! } : null,
        Apogee = stored.Apogee is { } a ? a with { MotDePasse = null } : null,
        Push = stored.Push is { } push ? push with { MotDePasse = null } : null,
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

    private static string? Hashed(string? secret) => string.IsNullOrEmpty(secret) ? null : PasswordHash.Of(secret);
}
