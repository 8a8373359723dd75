using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>From where, and with which certificate, an account of the hosted OPI service may be used.</summary>
internal sealed class OpiAccessRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Accounts;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var alone = new Dictionary<string, string>(StringComparer.Ordinal);
        var byAddress = new List<(IPNetwork Network, string Login)>();
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var comptes = document.Etablissements[i].Opi.Comptes;
            for (var j = 0; j < comptes.Count; j++)
            {
                var path = $"etablissements[{i}].opi.comptes[{j}]";
                for (var k = 0; k < comptes[j].Adresses.Count; k++)
                    if (AddressList.TryParse(comptes[j].Adresses[k]) is null)
                        yield return new($"{path}.adresses[{k}]",
                            $"« {comptes[j].Adresses[k]} » n'est ni une adresse IP ni un réseau : par exemple 192.0.2.10, " +
                            "192.0.2.0/24 ou 2001:db8::/32 (sans bit après la longueur du réseau).");
                if (comptes[j].AdressesSeules && CheckAlone(comptes[j], byAddress) is { } doubt)
                    yield return new($"{path}.adressesSeules", doubt);
                if (comptes[j].Certificat is not { } certificat) continue;
                var errors = Check(certificat, $"{path}.certificat").ToList();
                foreach (var error in errors) yield return error;
                if (errors.Count == 0 && certificat.Mode == ModeCertificat.AuLieuDuMotDePasse
                    && !alone.TryAdd(KeyOf(certificat), comptes[j].Login))
                    yield return new($"{path}.certificat",
                        $"Ce certificat désigne déjà le compte « {alone[KeyOf(certificat)]} » : seul, il ne peut désigner qu'un " +
                        "compte. En prendre un autre, ou le mode EnPlusDuMotDePasse.");
            }
        }
    }

    // From one address, without a login, only one account can call.
    private static string? CheckAlone(CompteOpi compte, List<(IPNetwork Network, string Login)> taken)
    {
        var networks = compte.Adresses.Select(AddressList.TryParse).OfType<IPNetwork>().ToList();
        if (networks.Count == 0) return "Indiquer dans adresses d'où ce client appelle : elles seules le feraient reconnaître.";
        if (networks.Any(n => n.PrefixLength == 0))
            return "Une liste qui contient toutes les adresses ne désigne personne : la restreindre.";
        var other = taken.Find(t => networks.Any(n => n.Contains(t.Network.BaseAddress) || t.Network.Contains(n.BaseAddress))).Login;
        taken.AddRange(networks.Select(n => (n, compte.Login)));
        return other is null ? null
            : $"Ces adresses désignent déjà le compte « {other} » : seules, elles ne peuvent désigner qu'un compte.";
    }

    private static IEnumerable<Erreur> Check(CertificatOpi certificat, string path)
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
                    "Indiquer l'empreinte SHA-256 du certificat, 64 chiffres hexadécimaux (openssl x509 -noout -fingerprint " +
                    "-sha256 -in certificat.pem).");
            yield break;
        }

        if (!IsName(certificat.Sujet))
            yield return new($"{path}.sujet",
                "Indiquer le sujet complet du certificat, par exemple CN=ecandidat.univ.fr, O=Université (openssl x509 -noout " +
                "-subject -nameopt RFC2253 -in certificat.pem).");
        if (!HasRoot(certificat.Autorite))
            yield return new($"{path}.autorite",
                "Indiquer en PEM le certificat de l'autorité qui a signé, jusqu'à sa racine comprise (« -----BEGIN " +
                "CERTIFICATE-----… »).");
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

    private static string KeyOf(CertificatOpi certificat) => certificat.EmpreinteSha256 is { Length: > 0 } fingerprint
        ? ClientCertificate.Normalize(fingerprint)! : $"{ClientCertificate.NameOf(certificat.Sujet!)}\n{certificat.Autorite!.Trim()}";
}
