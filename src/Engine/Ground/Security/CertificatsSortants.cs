using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Http;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The certificates of those whom we call are asked for revocation where their authority tells how (a list or OCSP); where it tells
/// nothing, not knowing is no refusal. A list that cannot be reached is one: whoever holds a stolen key could keep it away.
/// </summary>
public sealed class CertificatsSortants(SecurityOptions options) : ITlsSortant
{
    private const string ListExtension = "2.5.29.31";
    private const string AuthorityAccessExtension = "1.3.6.1.5.5.7.1.1";
    private const string Ocsp = "1.3.6.1.5.5.7.48.1";
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    public void Apply(SslClientAuthenticationOptions tls)
    {
        if (options.RevocationNonVerifiee) return;
        if (tls.CertificateChainPolicy is { } policy) policy.RevocationMode = X509RevocationMode.Online;
        tls.CertificateRevocationCheckMode = X509RevocationMode.Online;
        tls.RemoteCertificateValidationCallback ??= (_, _, chain, errors) => Accepts(chain, errors);
    }

    private static bool Accepts(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || chain is null) return false;
        return chain.ChainStatus.All(status => IsUnknown(status.Status))
            && chain.ChainElements.All(element => element.ChainElementStatus.All(status =>
                status.Status == X509ChainStatusFlags.NoError || (IsUnknown(status.Status) && !TellsHow(element.Certificate))));
    }

    private static bool IsUnknown(X509ChainStatusFlags status) => status != X509ChainStatusFlags.NoError && (status & ~Unknown) == 0;

    private static bool TellsHow(X509Certificate2 certificate) => certificate.Extensions.Any(extension =>
        extension.Oid?.Value == ListExtension
        || (extension.Oid?.Value == AuthorityAccessExtension
            && new X509AuthorityInformationAccessExtension(extension.RawData).EnumerateUris(Ocsp).Any()));
}

/// <summary>Every client that the host makes, also those that are still to come.</summary>
internal sealed class CertificatsSortantsFilter(CertificatsSortants certificates) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.PrimaryHandler is SocketsHttpHandler handler) certificates.Apply(handler.SslOptions);
    };
}
