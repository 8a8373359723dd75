using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using System.Net;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>An authority that serves its list over HTTP, or says where one would be.</summary>
internal sealed class ListedAuthority : IAsyncDisposable
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

    public static async Task<WebApplication> ServeAsync(Action<Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions> listen, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    public static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
