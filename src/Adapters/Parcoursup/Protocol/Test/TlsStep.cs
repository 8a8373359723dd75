using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Looks at the server's certificate: chain, name, dates. The handshake accepts any certificate, only to be able to say
/// what is wrong with it; nothing is sent over that connection.
/// </summary>
internal static class TlsStep
{
    private const int WarningDays = 30;

    public static async Task<StepOutcome> RunAsync(
        Route route, X509Certificate2Collection? roots, Action<SslClientAuthenticationOptions>? verification, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var url = route.Target;
        if (url.Scheme == Uri.UriSchemeHttp)
            return StepOutcome.Success("Adresse http sur la machine elle-même : pas de TLS à vérifier.");

        var finding = new Finding();
        try
        {
            await using var stream = await route.ConnectAsync(cancellationToken);
            if (await route.TunnelAsync(stream, cancellationToken) is { } refused) return refused;
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(OptionsFor(url, roots, verification, finding), cancellationToken);
            return Judge(finding, url.Host, tls.SslProtocol, time.GetUtcNow());
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or UnauthorizedAccessException)
        {
            return StepOutcome.Failure(
                $"La négociation TLS avec {url.Host} échoue.",
                "Vérifier que ce port parle HTTPS et que rien n'intercepte la connexion (pare-feu, serveur mandataire).");
        }
    }

    private static SslClientAuthenticationOptions OptionsFor(
        Uri url, X509Certificate2Collection? roots, Action<SslClientAuthenticationOptions>? verification, Finding finding)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        var options = new SslClientAuthenticationOptions { TargetHost = url.IdnHost, CertificateChainPolicy = policy };
        verification?.Invoke(options);
        var accepts = options.RemoteCertificateValidationCallback;
        options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            finding.Take(certificate, chain, accepts?.Invoke(sender, certificate, chain, errors) == true ? SslPolicyErrors.None : errors);
            return true;
        };
        return options;
    }

    private static StepOutcome Judge(Finding finding, string host, SslProtocols protocol, DateTimeOffset now)
    {
        var until = $"{finding.NotAfter:dd/MM/yyyy}";
        if (finding.NotAfter <= now)
            return StepOutcome.Failure($"Le certificat de {host} a expiré le {until}.",
                "Signaler l'expiration à Parcoursup : aucune donnée n'est envoyée d'ici là.");
        if (finding.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return StepOutcome.Failure($"{host} ne présente pas de certificat.", "Vérifier l'adresse et le port.");
        if (finding.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return StepOutcome.Failure($"Le certificat présenté n'est pas celui de {host}.",
                "Vérifier l'adresse ; un serveur mandataire peut intercepter la connexion.");
        if (finding.Has(X509ChainStatusFlags.Revoked))
            return StepOutcome.Failure($"Le certificat de {host} a été révoqué par son autorité.",
                "Signaler la révocation à Parcoursup : aucune donnée n'est envoyée d'ici là.");
        if (finding.Has(X509ChainStatusFlags.RevocationStatusUnknown) || finding.Has(X509ChainStatusFlags.OfflineRevocation))
            return StepOutcome.Failure($"La liste de révocation du certificat de {host} ne peut pas être lue ({finding.ChainStatus}).",
                "Ouvrir la sortie vers la liste (CRL) ou le service OCSP de son autorité, ou y renoncer (Securite:RevocationNonVerifiee).");
        if (finding.Errors != SslPolicyErrors.None)
            return StepOutcome.Failure(
                $"Le certificat de {host} n'est pas signé par une autorité reconnue ({finding.ChainStatus}).",
                "Installer l'autorité de certification sur cette machine si elle est légitime, sinon signaler l'anomalie.");

        var days = (int)(finding.NotAfter - now).TotalDays;
        return days < WarningDays
            ? StepOutcome.Warning($"Le certificat de {host} expire dans {days} {(days > 1 ? "jours" : "jour")}, le {until}.",
                "Vérifier que son renouvellement est prévu.")
            : StepOutcome.Success($"{protocol}, certificat valable jusqu'au {until}.");
    }

    private sealed class Finding
    {
        public SslPolicyErrors Errors { get; private set; } = SslPolicyErrors.RemoteCertificateNotAvailable;
        public DateTimeOffset NotAfter { get; private set; } = DateTimeOffset.MaxValue;
        public string ChainStatus { get; private set; } = "";

        private X509ChainStatusFlags _flags;

        /// <summary>Among what was not accepted.</summary>
        public bool Has(X509ChainStatusFlags flag) => Errors != SslPolicyErrors.None && (_flags & flag) != 0;

        public void Take(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            Errors = errors;
            if (certificate is X509Certificate2 known) NotAfter = known.NotAfter;
            _flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
            ChainStatus = string.Join(", ", chain?.ChainStatus.Select(s => s.Status.ToString()).Distinct() ?? []);
        }
    }
}
