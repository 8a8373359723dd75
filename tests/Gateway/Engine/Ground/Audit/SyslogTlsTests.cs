using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>The audit leaves by TLS for a collector that its authority vouches for, and for no other.</summary>
public sealed class SyslogTlsTests
{
    [Fact]
    public async Task A_collector_with_a_good_certificate_reads_the_message_with_its_length()
    {
        await using var authority = await ListedAuthority.StartAsync();
        using var listener = Listen();
        var read = ServeAsync(listener, authority.Issue(listed: true));

        using var transport = TransportTo(listener, authority);
        await transport.SendAsync("<109>1 bonjour"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("14 <109>1 bonjour", await read);
        Assert.True(authority.Asked > 0);
    }

    [Fact]
    public async Task Another_authority_s_certificate_hears_nothing()
    {
        await using var authority = await ListedAuthority.StartAsync();
        await using var stranger = await ListedAuthority.StartAsync();
        await RefusedAsync(authority, stranger.Issue(listed: true));
    }

    [Fact]
    public async Task A_revoked_certificate_hears_nothing()
    {
        await using var authority = await ListedAuthority.StartAsync();
        await RefusedAsync(authority, authority.Issue(listed: true, revoked: true));
    }

    private static async Task RefusedAsync(ListedAuthority trusted, X509Certificate2 shown)
    {
        using var listener = Listen();
        var read = ServeAsync(listener, shown);
        using (var transport = TransportTo(listener, trusted))
            await Assert.ThrowsAsync<AuthenticationException>(() => transport.SendAsync("<109>1 secret"u8.ToArray(), TestContext.Current.CancellationToken));

        Assert.Equal("", await read);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static SyslogTransport TransportTo(TcpListener listener, ListedAuthority trusted) => new(
        SyslogTarget.Read($"tls://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")!, new Trusting(trusted.Certificate));

    // What the collector could read before the other side left.
    private static async Task<string> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[1024];
            var text = new StringBuilder();
            while (await tls.ReadAsync(buffer) is var count and > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
                if (text.Length >= 17) break;
            }

            return text.ToString();
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException)
        {
            return "";
        }
    }

    // As the machine that trusts this authority alone.
    private sealed class Trusting(X509Certificate2 root) : ITlsSortant
    {
        public void Apply(SslClientAuthenticationOptions tls)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.Add(root);
            new CertificatsSortants(new()).Apply(tls);
        }
    }
}
