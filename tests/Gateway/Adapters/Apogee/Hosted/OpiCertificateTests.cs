using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>
/// A gateway with TLS of its own, believing certificates forwarded from 127.0.0.77, and accounts that show certificates:
/// alone by fingerprint, alone by subject and authority, and beside a password.
/// </summary>
public sealed class TlsGateway(PostgresServer postgres) : IAsyncLifetime
{
    public const string Header = "X-Client-Cert";
    public const string Proxy = "127.0.0.77";
    public const string Subject = "CN=scolarite.univ.example, O=Université des Alpes";

    private TestStorage _storage = null!;

    public TestCertificates Authority { get; } = new();
    public TestEtablissement Etab { get; private set; } = null!;
    public TestEtablissement Other { get; private set; } = null!;
    public GatewayInstance Gateway { get; private set; } = null!;
    public X509Certificate2 Fingerprinted { get; private set; } = null!;
    public X509Certificate2 Second { get; private set; } = null!;
    public X509Certificate2 OfOther { get; private set; } = null!;
    public X509Certificate2 Expired { get; private set; } = null!;

    /// <summary>The address that speaks TLS.</summary>
    public Uri Https => new(Gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(a => a.StartsWith("https", StringComparison.Ordinal)));

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        Etab = await TestEtablissement.StartAsync();
        Other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        (Fingerprinted, Second, OfOther) = (Authority.Client("CN=empreinte"), Authority.Client("CN=deuxieme"), Authority.Client("CN=autre"));
        Expired = Authority.Client("CN=expire", TimeSpan.FromDays(-1));
        AddAccount(Etab, "empreinte", "F", null, Print(Fingerprinted));
        AddAccount(Etab, "expire", "X", null, Print(Expired));
        AddAccount(Etab, "sujet", "S", null, new() { ["mode"] = "AuLieuDuMotDePasse", ["sujet"] = Subject, ["autorite"] = Authority.Pem });
        AddAccount(Etab, "deux", "D", "mdp-deux", Print(Second, "EnPlusDuMotDePasse"));
        AddAccount(Other, "lacs", "L", null, Print(OfOther));
        var pfx = Path.Combine(Path.GetDirectoryName(_storage.SqliteFile)!, "serveur.pfx");
        Authority.WriteServer(pfx);
        Gateway = await GatewayInstance.StartAsync(_storage, "--Urls=http://127.0.0.1:0;https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={pfx}",
            $"--Adresses:Mandataires={Proxy}", $"--Adresses:EnTeteCertificat={Header}");
        await Etab.SaveAsync(Gateway);
        await Other.SaveAsync(Gateway);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Etab.DisposeAsync();
        await Other.DisposeAsync();
        await _storage.DisposeAsync();
        Authority.Dispose();
    }

    private static JsonObject Print(X509Certificate2 certificate, string mode = "AuLieuDuMotDePasse") =>
        new() { ["mode"] = mode, ["empreinteSha256"] = ClientCertificate.FingerprintOf(certificate) };

    private static void AddAccount(TestEtablissement etab, string login, string prefix, string? password, JsonObject certificat) =>
        etab.Document["opi"]!["comptes"]!.AsArray().Add(new JsonObject
        {
            ["login"] = login, ["motDePasse"] = password, ["prefixe"] = prefix, ["origine"] = "Autre", ["certificat"] = certificat,
        });
}

/// <summary>Client certificates, over real TLS and behind a reverse proxy.</summary>
public sealed class OpiCertificateTests(TlsGateway tls) : IClassFixture<TlsGateway>
{
    [Fact]
    public async Task The_right_certificate_opens_its_account_alone()
    {
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Fingerprinted, "F1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Fingerprinted, "F1", path: "/0730013T/services/OpiMetier")).Status);
        // A client that cannot leave the login out may send any password with it.
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Fingerprinted, "F1", "empreinte:quelconque")).Status);
        Assert.Equal("empreinte", (await tls.Gateway.QueryAsync<string>("SELECT compte FROM message_entrant ORDER BY id DESC LIMIT 1"))[0]);
    }

    [Fact]
    public async Task A_certificate_is_recognised_by_its_subject_and_who_issued_it()
    {
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Authority.Client(TlsGateway.Subject), "S1")).Status);
        // A renewed one as well, but nobody else's, and none for servers.
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Authority.Client(TlsGateway.Subject), "S1")).Status);
        using var forger = new TestCertificates();
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(forger.Client(TlsGateway.Subject), "S1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OverTlsAsync(forger.Client(TlsGateway.Subject), "S1", "sujet:x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Authority.Client("CN=quelqu'un d'autre"), "S1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Authority.Client(TlsGateway.Subject, usage: "1.3.6.1.5.5.7.3.1"), "S1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Authority.Client(TlsGateway.Subject, TimeSpan.FromDays(-1)), "S1")).Status);
    }

    [Fact]
    public async Task Beside_a_password_both_are_needed()
    {
        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.Second, "D1", "deux:mdp-deux")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Second, "D1", "deux:faux")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Second, "D1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OverTlsAsync(tls.Fingerprinted, "D1", "deux:mdp-deux")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OverTlsAsync(null, "D1", "deux:mdp-deux")).Status);
    }

    [Fact]
    public async Task An_unknown_an_expired_or_no_certificate_opens_nothing()
    {
        var before = await StoredAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Authority.Client("CN=inconnu"), "F1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.Expired, "X1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(null, "F1")).Status);

        var expired = await OverTlsAsync(tls.Expired, "X1", "expire:x");
        Assert.Equal(HttpStatusCode.Forbidden, expired.Status);
        Assert.Contains("expiré", expired.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await OverTlsAsync(null, "F1", "empreinte:")).Status);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task The_certificate_of_another_etablissement_opens_nothing_of_this_one()
    {
        var before = await StoredAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await OverTlsAsync(tls.OfOther, "F1", path: "/0730013T/services/OpiMetier")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OverTlsAsync(tls.OfOther, "F1", "empreinte:x")).Status);
        Assert.Equal(before, await StoredAsync());

        Assert.Equal(HttpStatusCode.OK, (await OverTlsAsync(tls.OfOther, "L1")).Status);
        Assert.Equal("univ-lacs", (await tls.Gateway.QueryAsync<string>("SELECT etablissement FROM message_entrant ORDER BY id DESC LIMIT 1"))[0]);
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("apache")]
    [InlineData("haproxy")]
    [InlineData("rfc9440")]
    public async Task A_trusted_proxy_forwards_the_certificate_in_its_own_manner(string proxy)
    {
        using var http = tls.Gateway.From(TlsGateway.Proxy);
        Assert.Equal(HttpStatusCode.OK, (await ForwardedAsync(http, Written(tls.Fingerprinted, proxy), "F1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ForwardedAsync(http, Written(tls.Authority.Client("CN=inconnu"), proxy), "F1")).Status);
    }

    [Fact]
    public async Task A_certificate_in_the_header_of_anybody_else_is_ignored()
    {
        var before = await StoredAsync();
        using var other = tls.Gateway.From("127.0.0.78");
        foreach (var http in new[] { other, tls.Gateway.Http })
            Assert.Equal(HttpStatusCode.Unauthorized, (await ForwardedAsync(http, Written(tls.Fingerprinted, "nginx"), "F1")).Status);
        // To claim the proxy's address in another header is of no use either.
        Assert.Equal(HttpStatusCode.Unauthorized, (await ForwardedAsync(other, Written(tls.Fingerprinted, "nginx"), "F1", TlsGateway.Proxy)).Status);
        Assert.Equal(before, await StoredAsync());
    }

    [Theory]
    [InlineData("n'importe quoi")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public async Task An_unreadable_header_is_no_certificate(string header)
    {
        using var http = tls.Gateway.From(TlsGateway.Proxy);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ForwardedAsync(http, header, "F1")).Status);
    }

    private static string Written(X509Certificate2 certificate, string proxy) => proxy switch
    {
        "nginx" => Uri.EscapeDataString(certificate.ExportCertificatePem()),
        "apache" => certificate.ExportCertificatePem().ReplaceLineEndings(" "),
        "haproxy" => Convert.ToBase64String(certificate.RawData),
        _ => $":{Convert.ToBase64String(certificate.RawData)}:",
    };

    private async Task<Answer> OverTlsAsync(X509Certificate2? certificate, string codOpi, string? basic = null, string path = OpiPath)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _) => server!.Issuer == tls.Authority.Authority.Subject;
        if (certificate is not null) handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        using var http = new HttpClient(handler) { BaseAddress = tls.Https };
        return await http.PostOpiAsync(Envelope(Individu(codOpi)), basic, path);
    }

    private static async Task<Answer> ForwardedAsync(HttpClient http, string header, string codOpi, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OpiPath) { Content = new StringContent(Envelope(Individu(codOpi)), Encoding.UTF8, "text/xml") };
        request.Headers.TryAddWithoutValidation(TlsGateway.Header, header);
        if (from is not null) request.Headers.Add("X-Forwarded-For", from);
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    private Task<long> StoredAsync() => tls.Gateway.SentAsync();
}
