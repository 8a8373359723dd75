using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Whether the addresses and the certificate of an account say what they are meant to say.</summary>
public static class AccesCompteValidator
{
    /// <param name="path">Of the account in the document.</param>
    public static IEnumerable<Erreur> Errors(string path, IReadOnlyList<string>? adresses, CertificatCompte? certificat)
    {
        for (var i = 0; i < adresses?.Count; i++)
            if (AddressList.TryParse(adresses[i]) is null)
                yield return new($"{path}.adresses[{i}]",
                    $"« {adresses[i]} » n'est ni une adresse IP ni un réseau : par exemple 192.0.2.10, 192.0.2.0/24 ou 2001:db8::/32 "
                    + "(sans bit après la longueur du réseau).");
        if (certificat is null) yield break;
        foreach (var error in Errors(certificat, $"{path}.certificat")) yield return error;
    }

    private static IEnumerable<Erreur> Errors(CertificatCompte certificat, string path)
    {
        var byFingerprint = !string.IsNullOrWhiteSpace(certificat.EmpreinteSha256);
        var byIssuer = !string.IsNullOrWhiteSpace(certificat.Sujet) || !string.IsNullOrWhiteSpace(certificat.Autorite);
        if (byFingerprint == byIssuer)
        {
            yield return new(path, "Indiquer soit empreinteSha256, soit sujet et autorite.");
            yield break;
        }

        if (byFingerprint)
        {
            if (ClientCertificate.Normalize(certificat.EmpreinteSha256!) is null)
                yield return new($"{path}.empreinteSha256",
                    "Indiquer l'empreinte SHA-256 du certificat, 64 chiffres hexadécimaux (openssl x509 -noout -fingerprint "
                    + "-sha256 -in certificat.pem).");
            yield break;
        }

        if (!IsName(certificat.Sujet))
            yield return new($"{path}.sujet",
                "Indiquer le sujet complet du certificat, par exemple CN=ecandidat.univ.fr, O=Université (openssl x509 -noout "
                + "-subject -nameopt RFC2253 -in certificat.pem).");
        if (!HasRoot(certificat.Autorite))
            yield return new($"{path}.autorite",
                "Indiquer en PEM le certificat de l'autorité qui a signé, jusqu'à sa racine comprise (« -----BEGIN "
                + "CERTIFICATE-----… »).");
    }

    private static bool IsName(string? subject)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(subject) && ClientCertificate.NameOf(subject).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool HasRoot(string? pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
            return authorities.Any(a => a.SubjectName.RawData.AsSpan().SequenceEqual(a.IssuerName.RawData));
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var authority in authorities) authority.Dispose();
        }
    }
}
