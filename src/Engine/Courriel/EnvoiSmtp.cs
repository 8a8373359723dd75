using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>Hands a message to the mail server.</summary>
internal sealed class EnvoiSmtp(CourrielOptions options, ITlsSortant certificates)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(IEnumerable<string> recipients, string subject, string text, CancellationToken ct)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(options.Expediteur!));
        foreach (var recipient in recipients) message.To.Add(MailboxAddress.Parse(recipient));
        message.Subject = subject;
        message.Body = new TextPart("plain") { Text = text };
        // No machine has to answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");

        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        Judge(client);
        await client.ConnectAsync(options.Serveur!, options.Port, options.Tls switch
        {
            TlsCourriel.StartTls => SecureSocketOptions.StartTls, TlsCourriel.Implicite => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        }, ct);
        if (options.Compte is { Length: > 0 } account)
            await client.AuthenticateAsync(account, (await File.ReadAllTextAsync(options.FichierMotDePasse!, ct)).TrimEnd('\r', '\n'), ct);
        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    // As everybody else whom we call.
    private void Judge(SmtpClient client)
    {
        var tls = new SslClientAuthenticationOptions();
        certificates.Apply(tls);
        client.CheckCertificateRevocation = tls.CertificateRevocationCheckMode != X509RevocationMode.NoCheck;
        if (tls.RemoteCertificateValidationCallback is { } judge) client.ServerCertificateValidationCallback = judge;
    }
}
