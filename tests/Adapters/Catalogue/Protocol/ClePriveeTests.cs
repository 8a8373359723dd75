using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The private key that a person hands over, and what is wrong with it.</summary>
public sealed class ClePriveeTests
{
    private static readonly PbeParameters Chiffrement = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    [Fact]
    public void A_key_is_read_in_both_forms_and_behind_a_certificate()
    {
        foreach (var pem in new[]
        {
            Cles.Rsa.ExportPkcs8PrivateKeyPem(),
            Cles.Rsa.ExportRSAPrivateKeyPem(),
            Cles.Rsa.ExportRSAPrivateKeyPem().Replace("\n", "\r\n", StringComparison.Ordinal),
            $"Bag Attributes\n    friendlyName: moss\n{Certificat().ExportCertificatePem()}\n{Cles.Rsa.ExportPkcs8PrivateKeyPem()}\n",
        })
        {
            using var cle = ClePrivee.Importer(pem, "cle.pem");
            Assert.True(Cles.Rsa.VerifyData("x"u8, cle.Signer("x"u8), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        }
    }

    [Fact]
    public void An_encrypted_key_wants_its_password()
    {
        var pem = Cles.Rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", Chiffrement);

        using var cle = ClePrivee.Importer(pem, "cle.pem", "secret");
        Assert.NotNull(cle);
        Assert.Contains("chiffrée par un mot de passe", Refus(pem), StringComparison.Ordinal);
        Assert.Contains("mot de passe faux",
            Assert.Throws<ClePriveeException>(() => ClePrivee.Importer(pem, "cle.pem", "autre")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_RSA_private_key_is_refused_by_its_name()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var courte = RSA.Create(1024);
        var entiere = Cles.Rsa.ExportPkcs8PrivateKeyPem();
        foreach (var (pem, attendu) in new[]
        {
            ("", "est vide"),
            (" \r\n", "est vide"),
            ("bonjour", "n'est pas une clé au format PEM"),
            ("0\u0082\u0004", "DER"),
            (Cles.Rsa.ExportSubjectPublicKeyInfoPem(), "clé publique"),
            (Cles.Rsa.ExportRSAPublicKeyPem(), "clé publique"),
            (Certificat().ExportCertificatePem(), "certificat sans clé privée"),
            (ec.ExportECPrivateKeyPem(), "courbe elliptique"),
            (ec.ExportPkcs8PrivateKeyPem(), "n'est pas une clé RSA"),
            (courte.ExportPkcs8PrivateKeyPem(), "1024 bits"),
            (entiere[..(entiere.Length / 2)], "abîmée ou incomplète"),
            ("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "abîmée"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "OpenSSH"),
            ("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----", "forme ancienne"),
        })
            Assert.Contains(attendu, Refus(pem), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_key_is_quoted()
    {
        var pem = Cles.Rsa.ExportPkcs8PrivateKeyPem().Replace("MII", "AAA", StringComparison.Ordinal);

        Assert.DoesNotContain(pem[40..60], Refus(pem), StringComparison.Ordinal);
        using var cle = Cles.Privee();
        Assert.DoesNotContain("Cle", new AccesService(new Uri("https://x/"), "c", cle).ToString().Replace("AccesService", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_a_folder_or_too_large_is_said_so()
    {
        var dossier = Directory.CreateTempSubdirectory();
        try
        {
            var gros = Path.Combine(dossier.FullName, "gros.pem");
            File.WriteAllText(gros, new string('x', 100_000));
            var bon = Path.Combine(dossier.FullName, "bon.pem");
            File.WriteAllText(bon, Cles.Rsa.ExportPkcs8PrivateKeyPem());

            Assert.Contains("introuvable", Lecture(Path.Combine(dossier.FullName, "absent.pem")), StringComparison.Ordinal);
            Assert.Contains("est un dossier", Lecture(dossier.FullName), StringComparison.Ordinal);
            Assert.Contains("trop gros", Lecture(gros), StringComparison.Ordinal);
            using var cle = ClePrivee.Lire(bon);
            Assert.NotNull(cle);
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    private static string Refus(string pem) => Assert.Throws<ClePriveeException>(() => ClePrivee.Importer(pem, "cle.pem")).Message;

    private static string Lecture(string fichier) => Assert.Throws<ClePriveeException>(() => ClePrivee.Lire(fichier)).Message;

    private static X509Certificate2 Certificat()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=moss", Cles.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
