using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
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

    [Theory]
    [InlineData(false, "", "expire dans")]
    [InlineData(true, "", "a été révoqué")]
    [InlineData(false, "autre autorité", "autorité reconnue")]
    public async Task The_connector_test_says_what_real_calls_would_find(bool revoked, string other, string said)
    {
        await using var authority = await ListedAuthority.StartAsync();
        await using var stranger = await ListedAuthority.StartAsync();
        await using var app = await ListedAuthority.ServeAsync(
            listen => listen.UseHttps((other.Length > 0 ? stranger : authority).Issue(listed: true, revoked)), http => http.Response.WriteAsync("[]"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var options = new ParcoursupOptions
        {
            Url = ListedAuthority.AddressOf(app) + "/ApiRest/", Login = "psup", MotDePasse = "secret",
            CandidatTest = new CandidatTest { CodeCandidat = 1, Nom = "TEST", Prenom = "Connecteur", DateNaissance = new DateOnly(2008, 1, 1), CodeFormationPsup = TestDocument.Droit, CodeSise = "2500001" },
        };

        var steps = await ParcoursupConnectionTest.RunAsync(
            options, "0730013T", http, TimeProvider.System, default, autorites: [authority.Certificate], proxy: new System.Net.WebProxy(), verification: new CertificatsSortants(new()).Apply).ToListAsync();

        Assert.Contains(said, steps[3].Message, StringComparison.Ordinal);
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
        await using var app = await ListedAuthority.ServeAsync(listen => listen.UseHttps(server), http => http.Response.WriteAsync("bonjour"));
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority.Certificate);
        new CertificatsSortants(options ?? new()).Apply(handler.SslOptions);
        using var client = new HttpClient(handler);
        return await client.GetStringAsync(ListedAuthority.AddressOf(app));
    }
}
