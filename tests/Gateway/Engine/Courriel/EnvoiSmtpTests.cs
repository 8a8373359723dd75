using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using Parcoursup.Gateway.Engine.Courriel;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Courriel;

/// <summary>Messages leave by TLS for a server that its authority vouches for, with the password of a file; and otherwise not at all.</summary>
public sealed class EnvoiSmtpTests : IDisposable
{
    private static readonly string[] Destinataires = ["un@univ.example", "deux@univ.example"];

    private readonly TestCertificates _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("courriel-").FullName;

    [Fact]
    public async Task It_is_taken_by_TLS_with_the_account_of_the_settings()
    {
        await using var server = new ServeurCourriel(Certificate(_authority));

        await Envoi(server, _authority).SendAsync(Destinataires, "Ce qui attend", "Deux réserves à l'université.", default);

        var (to, message) = await server.UnAsync();
        Assert.Equal(Destinataires, to);
        Assert.Equal(("Ce qui attend", "Deux réserves à l'université."), (message.Subject, message.TextBody?.TrimEnd()));
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task A_server_of_a_foreign_authority_gets_neither_password_nor_message()
    {
        using var foreign = new TestCertificates("Une autre autorité");
        await using var server = new ServeurCourriel(Certificate(foreign));

        await Assert.ThrowsAsync<SslHandshakeException>(() => Envoi(server, _authority).SendAsync(Destinataires, "Objet", "Texte", default));

        Assert.Empty(server.Recus);
    }

    [Fact]
    public async Task A_server_that_offers_no_TLS_gets_nothing()
    {
        await using var server = new ServeurCourriel();

        await Assert.ThrowsAsync<NotSupportedException>(() => Envoi(server, _authority).SendAsync(Destinataires, "Objet", "Texte", default));

        Assert.Empty(server.Recus);
    }

    [Fact]
    public async Task A_wrong_password_is_an_error()
    {
        await using var server = new ServeurCourriel(Certificate(_authority));

        await Assert.ThrowsAsync<AuthenticationException>(
            () => Envoi(server, _authority, "un autre").SendAsync(Destinataires, "Objet", "Texte", default));

        Assert.Empty(server.Recus);
    }

    [Theory]
    [InlineData("univ.fr", 25, TlsCourriel.Aucun, "passerelle@univ.fr", null, "Courriel:Tls")]
    [InlineData("127.0.0.1", 0, TlsCourriel.Aucun, "passerelle@univ.fr", null, "Courriel:Port")]
    [InlineData("univ.fr", 587, TlsCourriel.StartTls, "passerelle", null, "Courriel:Expediteur")]
    [InlineData("univ.fr", 587, TlsCourriel.StartTls, null, null, "Courriel:Expediteur")]
    [InlineData("univ.fr", 587, TlsCourriel.StartTls, "passerelle@univ.fr", "passerelle", "Courriel : Compte et FichierMotDePasse")]
    public void What_would_send_nothing_or_in_clear_is_refused_at_the_start(
        string server, int port, TlsCourriel tls, string? from, string? account, string error) =>
        Assert.StartsWith(error, Assert.Single(new CourrielOptions
        {
            Serveur = server, Port = port, Tls = tls, Expediteur = from, Compte = account,
        }.Errors()), StringComparison.Ordinal);

    [Fact]
    public void A_server_of_this_machine_may_do_without_TLS_and_without_server_nothing_is_asked_for()
    {
        Assert.Empty(new CourrielOptions { Serveur = "127.0.0.1", Port = 25, Tls = TlsCourriel.Aucun, Expediteur = "passerelle@univ.fr" }.Errors());
        Assert.Empty(new CourrielOptions().Errors());
    }

    [Theory]
    [InlineData("scolarite@univ.fr", true)]
    [InlineData("prénom.nom@univ.fr", true)]
    [InlineData("scolarite", false)]
    [InlineData("a@univ.fr, b@univ.fr", false)]
    [InlineData("Scolarité <scolarite@univ.fr>", false)]
    [InlineData("a@univ.fr\r\nBcc: b@univ.fr", false)]
    [InlineData("@univ.fr", false)]
    [InlineData("", false)]
    public void An_address_is_one_and_bare(string text, bool expected) => Assert.Equal(expected, Adresse.EstAdresse(text));

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 Certificate(TestCertificates authority)
    {
        var path = Path.Combine(_folder, Guid.NewGuid() + ".pfx");
        authority.WriteServer(path);
        return X509CertificateLoader.LoadPkcs12FromFile(path, null);
    }

    private EnvoiSmtp Envoi(ServeurCourriel server, TestCertificates trusted, string password = ServeurCourriel.MotDePasse)
    {
        var file = Path.Combine(_folder, "mot-de-passe");
        File.WriteAllText(file, password + "\n");
        return new(
            new CourrielOptions
            {
                Serveur = "127.0.0.1", Port = server.Port, Expediteur = "passerelle@univ.example", Compte = ServeurCourriel.Compte,
                FichierMotDePasse = file,
            }, new Trusting(trusted.Authority));
    }

    // The authority of the test beside those of the system.
    private sealed class Trusting(X509Certificate2 root) : ITlsSortant
    {
        public void Apply(SslClientAuthenticationOptions tls) => tls.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            return chain.Build((X509Certificate2)certificate!);
        };
    }
}
