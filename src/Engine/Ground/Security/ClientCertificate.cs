using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Recognises the certificate of one account, by its fingerprint or by its subject and its issuing authority, and never
/// outside its dates. Revocation lists are not asked: an account's certificate is revoked by changing its configuration.
/// </summary>
public sealed class ClientCertificate
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int LargestCache = 16;

    private readonly string? _fingerprint;
    private readonly string? _subject;
    private readonly X509Certificate2Collection _authorities = [];
    private readonly ConcurrentDictionary<string, bool> _issuedByThem = new(StringComparer.Ordinal);

    /// <summary>Either a fingerprint, or a subject and its authority; the configuration has been checked before.</summary>
    public ClientCertificate(string? fingerprint, string? subject, string? authority)
    {
        if (!string.IsNullOrWhiteSpace(fingerprint))
        {
            _fingerprint = Normalize(fingerprint);
            return;
        }

        _subject = NameOf(subject!);
        _authorities.ImportFromPem(authority);
    }

    public bool Accepts(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now < certificate.NotBefore || now >= certificate.NotAfter) return false;
        if (_fingerprint is not null) return FingerprintOf(certificate) == _fingerprint;
        return certificate.SubjectName.Name == _subject && IsIssued(certificate, now);
    }

    public static string FingerprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Upper case without separators; null when it is no SHA-256.</summary>
    public static string? Normalize(string fingerprint)
    {
        var hex = new string([.. fingerprint.Where(c => c is not (':' or ' '))]).ToUpperInvariant();
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigitUpper) ? hex : null;
    }

    /// <summary>The subject in the one form in which two of them can be compared.</summary>
    /// <exception cref="CryptographicException">It is no distinguished name.</exception>
    public static string NameOf(string subject) => new X500DistinguishedName(subject).Name;

    // Building a chain costs milliseconds; its answer holds until the certificate's own end, which is looked at each time.
    private bool IsIssued(X509Certificate2 certificate, DateTimeOffset now)
    {
        var fingerprint = FingerprintOf(certificate);
        if (_issuedByThem.TryGetValue(fingerprint, out var known)) return known;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        var issued = chain.Build(certificate);
        foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        if (issued && _issuedByThem.Count < LargestCache) _issuedByThem[fingerprint] = true;
        return issued;
    }
}
