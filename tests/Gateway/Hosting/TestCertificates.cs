using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>An authority of the test, and the certificates that it issues.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly List<X509Certificate2> _issued = [];

    public TestCertificates(string name = "Autorité de test")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(5));
    }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public X509Certificate2 Authority { get; }

    public string Pem => Authority.ExportCertificatePem();

    /// <summary>A client's certificate with its key, as a store would hold it.</summary>
    public X509Certificate2 Client(string subject, TimeSpan? validFor = null, string usage = "1.3.6.1.5.5.7.3.2") => Issue(subject, validFor ?? TimeSpan.FromDays(30), usage, null);

    /// <summary>A server's certificate for the loopback, as a PFX file without password.</summary>
    public void WriteServer(string path)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        File.WriteAllBytes(path, Issue("CN=127.0.0.1", TimeSpan.FromDays(30), "1.3.6.1.5.5.7.3.1", names.Build()).Export(X509ContentType.Pfx));
    }

    public void Dispose()
    {
        foreach (var certificate in _issued) certificate.Dispose();
        Authority.Dispose();
    }

    private X509Certificate2 Issue(string subject, TimeSpan validFor, string usage, X509Extension? extension)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (extension is not null) request.CertificateExtensions.Add(extension);
        using var bare = request.Create(Authority, Now.AddDays(-60), Now + validFor, RandomNumberGenerator.GetBytes(12));
        using var withKey = bare.CopyWithPrivateKey(key);
        // Through PKCS 12, so that every platform's TLS can use the key.
        var certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
        _issued.Add(certificate);
        return certificate;
    }
}
