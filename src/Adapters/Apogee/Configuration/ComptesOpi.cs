using System.Net;
using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The accounts of all établissements: those of the hosted OPI service, and those of the jobs.</summary>
internal sealed class ComptesOpi
{
    private readonly Dictionary<string, CompteOpiModel> _comptes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompteTraitementModel> _traitements = new(StringComparer.Ordinal);

    private ComptesOpi(ConfigurationSnapshot configuration)
    {
        foreach (var etablissement in configuration.Etablissements)
        {
            foreach (var compte in etablissement.Document.Opi.Comptes) _comptes[compte.Login] = new CompteOpiModel(etablissement, compte);
            foreach (var compte in etablissement.Document.Opi.Traitement.Comptes) _traitements[compte.Login] = new(etablissement, compte);
        }
    }

    public static ComptesOpi Of(ConfigurationSnapshot configuration) => configuration.Derive(c => new ComptesOpi(c));

    public CompteOpiModel? Find(string login) => _comptes.GetValueOrDefault(login);

    /// <summary>The account that this certificate alone opens; null when none does, or more than one.</summary>
    public CompteOpiModel? Find(X509Certificate2 certificate, DateTimeOffset now)
    {
        var found = _comptes.Values.Where(c => c.OpensByCertificate && c.Certificat!.Accepts(certificate, now)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The account that this address alone opens; null when none does, or more than one.</summary>
    public CompteOpiModel? Find(IPAddress? address)
    {
        var found = _comptes.Values.Where(c => c.OpensByAddress && c.Allows(address)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    public CompteTraitementModel? FindJob(string login) => _traitements.GetValueOrDefault(login);
}
