using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Where a client's certificate comes from: the gateway's own TLS, or the header in which a trusted reverse proxy
/// (<c>Adresses:Mandataires</c>, or behind <c>Adresses:Socket</c>) forwards it. Who it belongs to is the accounts' business.
/// </summary>
public static class ClientCertificates
{
    private const string Setting = "Adresses:EnTeteCertificat";
    private const int LargestHeader = 16 * 1024;

    /// <summary>A certificate may be shown, and any is let through the handshake: what it opens is decided later.</summary>
    public static void AskFor(HttpsConnectionAdapterOptions https)
    {
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.AllowAnyClientCertificate();
    }

    public static void AddForwardedCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } header) return;
        services.AddCertificateForwarding(options =>
        {
            options.CertificateHeader = header;
            options.HeaderConverter = Read;
        });
    }

    /// <summary>Before the forwarded addresses: only the connection itself tells whether a trusted proxy speaks.</summary>
    /// <param name="isProxy">Whether a trusted proxy speaks.</param>
    public static void UseForwardedCertificates(this WebApplication app, Func<HttpContext, bool> isProxy)
    {
        if (app.Configuration[Setting] is not { Length: > 0 } header) return;
        app.Use((http, next) =>
        {
            if (!isProxy(http)) http.Request.Headers.Remove(header);
            return next(http);
        });
        app.UseCertificateForwarding();
    }

    /// <summary>What is wrong with the settings.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } header) yield break;
        if (!header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            yield return $"{Setting} : « {header} » n'est pas un nom d'en-tête HTTP, par exemple X-Client-Cert.";
        if (string.IsNullOrWhiteSpace(configuration["Adresses:Mandataires"]) && string.IsNullOrWhiteSpace(configuration["Adresses:Socket"])
            && string.IsNullOrWhiteSpace(configuration["Adresses:SocketPersonnes"]))
            yield return $"{Setting} : indiquer aussi Adresses:Socket ou Adresses:Mandataires, "
                + "l'en-tête n'est cru que s'il vient d'un mandataire inverse de confiance.";
    }

    // As PEM in one line (Apache), PEM percent-encoded (nginx, Envoy's value), or base64 of DER (HAProxy, RFC 9440 with its colons).
    private static X509Certificate2 Read(string header)
    {
        if (header.Length > LargestHeader) throw new CryptographicException();
        var text = header.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(header) : header;
        var body = text.Replace("-----BEGIN CERTIFICATE-----", "", StringComparison.Ordinal)
            .Split("-----END CERTIFICATE-----")[0].Trim().Trim(':');
        return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(body));
    }
}
