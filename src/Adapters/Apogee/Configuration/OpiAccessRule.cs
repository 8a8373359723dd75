using System.Net;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>From where, and with which certificate, an account of the hosted OPI service, or of a job, may be used.</summary>
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
                var errors = AccesCompteValidator.Errors(path, comptes[j].Adresses, comptes[j].Certificat).ToList();
                foreach (var error in errors) yield return error;
                if (comptes[j].AdressesSeules && CheckAlone(comptes[j], byAddress) is { } doubt)
                    yield return new($"{path}.adressesSeules", doubt);
                if (comptes[j].Certificat is not { } certificat) continue;
                if (errors.Count == 0 && certificat.Mode == ModeCertificat.AuLieuDuMotDePasse
                    && !alone.TryAdd(KeyOf(certificat), comptes[j].Login))
                    yield return new($"{path}.certificat",
                        $"Ce certificat désigne déjà le compte « {alone[KeyOf(certificat)]} » : seul, il ne peut désigner qu'un " +
                        "compte. En prendre un autre, ou le mode EnPlusDuMotDePasse.");
            }

            var jobs = document.Etablissements[i].Opi.Traitement.Comptes;
            for (var j = 0; j < jobs.Count; j++)
                foreach (var error in AccesCompteValidator.Errors(
                    $"etablissements[{i}].opi.traitement.comptes[{j}]", jobs[j].Adresses, jobs[j].Certificat))
                    yield return error;
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

    private static string KeyOf(CertificatOpi certificat) => certificat.EmpreinteSha256 is { Length: > 0 } fingerprint
        ? ClientCertificate.Normalize(fingerprint)! : $"{ClientCertificate.NameOf(certificat.Sujet!)}\n{certificat.Autorite!.Trim()}";
}
