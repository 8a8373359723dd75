using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>Whom we call shows a certificate that its authority has not revoked, where that authority says so somewhere.</summary>
public sealed class RevocationTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_good_certificate_is_accepted_and_a_revoked_one_refused()
    {
        await using var authority = await ListedAuthority.StartAsync();

        Assert.Equal("bonjour", await AskAsync(authority, authority.Issue(listed: true)));
        Assert.True(authority.Asked > 0);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(authority, authority.Issue(listed: true, revoked: true)));
    }

    [Fact]
    public async Task A_list_that_cannot_be_reached_is_a_refusal()
    {
        await using var authority = await ListedAuthority.StartAsync(reachable: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(authority, authority.Issue(listed: true)));
    }

    [Fact]
    public async Task An_authority_that_tells_nothing_is_not_asked()
    {
        await using var authority = await ListedAuthority.StartAsync();

        Assert.Equal("bonjour", await AskAsync(authority, authority.Issue(listed: false)));
        Assert.Equal(0, authority.Asked);
        await using var stranger = await ListedAuthority.StartAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(authority, stranger.Issue(listed: false)));
    }

    [Fact]
    public async Task The_operator_may_give_it_up_in_its_own_name()
    {
        await using var authority = await ListedAuthority.StartAsync(reachable: false);

        Assert.Equal("bonjour", await AskAsync(authority, authority.Issue(listed: true), new() { RevocationNonVerifiee = true }));
    }

    [Fact]
    public async Task Every_client_of_the_gateway_asks()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage);
        var factory = gateway.Services.GetRequiredService<IHttpMessageHandlerFactory>();

        foreach (var name in new[] { ParcoursupHttp.ClientName, "Apogee", "n'importe lequel" })
        {
            var handler = factory.CreateHandler(name);
            while (handler is DelegatingHandler { InnerHandler: { } inner }) handler = inner;
            Assert.Equal(X509RevocationMode.Online, Assert.IsType<SocketsHttpHandler>(handler).SslOptions.CertificateRevocationCheckMode);
        }
    }

    private static async Task<string> AskAsync(ListedAuthority authority, X509Certificate2 server, SecurityOptions? options = null)
    {
        await using var app = await ServeAsync(listen => listen.UseHttps(server), http => http.Response.WriteAsync("bonjour"));
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority.Certificate);
        new CertificatsSortants(options ?? new()).Apply(handler.SslOptions);
        using var client = new HttpClient(handler);
        return await client.GetStringAsync(AddressOf(app));
    }

    private static async Task<WebApplication> ServeAsync(Action<Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions> listen, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>An authority that serves its list over HTTP, or says where one would be.</summary>
    private sealed class ListedAuthority : IAsyncDisposable
    {
        private readonly RSA _key = RSA.Create(2048);
        private readonly CertificateRevocationListBuilder _list = new();
        private WebApplication? _served;
        private string _address = "";

        // A name of its own: lists are kept by name and address.
        private ListedAuthority()
        {
            var request = new CertificateRequest($"CN=Autorité {Guid.NewGuid():N}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            Certificate = request.CreateSelfSigned(TestCertificates.Now.AddYears(-1), TestCertificates.Now.AddYears(5));
        }

        public X509Certificate2 Certificate { get; }

        public int Asked { get; private set; }

        public static async Task<ListedAuthority> StartAsync(bool reachable = true)
        {
            var authority = new ListedAuthority();
            if (!reachable)
            {
                authority._address = $"http://127.0.0.1:{NginxProxy.FreePort()}/liste.crl";
                return authority;
            }

            authority._served = await ServeAsync(_ => { }, async http =>
            {
                authority.Asked++;
                http.Response.ContentType = "application/pkix-crl";
                await http.Response.Body.WriteAsync(authority._list.Build(authority.Certificate, BigInteger.One, TestCertificates.Now.AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            });
            authority._address = AddressOf(authority._served) + "/liste.crl";
            return authority;
        }

        /// <param name="listed">It names the list.</param>
        /// <param name="revoked">It stands in it.</param>
        public X509Certificate2 Issue(bool listed, bool revoked = false)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
            // Each under an address of its own: a list that was read before is not asked for again.
            if (listed) request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([$"{_address}?{Guid.NewGuid():N}"]));
            using var bare = request.Create(Certificate, TestCertificates.Now.AddDays(-60), TestCertificates.Now.AddDays(30), RandomNumberGenerator.GetBytes(12));
            if (revoked) _list.AddEntry(bare);
            using var withKey = bare.CopyWithPrivateKey(key);
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
        }

        public async ValueTask DisposeAsync()
        {
            if (_served is not null) await _served.DisposeAsync();
            Certificate.Dispose();
            _key.Dispose();
        }
    }
}
