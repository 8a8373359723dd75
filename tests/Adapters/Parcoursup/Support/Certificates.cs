using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

internal static class Certificates
{
    /// <summary>A self-signed certificate for localhost.</summary>
    public static X509Certificate2 Create(DateTimeOffset from, DateTimeOffset until, string name = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public static X509Certificate2 Valid(int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Create(now.AddDays(-60), now.AddDays(days).AddHours(1));
    }
}
