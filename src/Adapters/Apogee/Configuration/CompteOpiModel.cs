using System.Net;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>An account of the hosted OPI service, ready for use.</summary>
internal sealed class CompteOpiModel(EtablissementModel etablissement, CompteOpi compte)
{
    public EtablissementModel Etablissement => etablissement;
    public CompteOpi Compte => compte;
    public AccesCompte Acces { get; } = new(compte.Adresses, compte.Certificat);

    /// <summary>The certificate that is asked for; null when none is.</summary>
    public ClientCertificate? Certificat => Acces.Certificat;

    /// <summary>No password is asked for.</summary>
    public bool OpensByCertificate => compte.Certificat is { Mode: ModeCertificat.AuLieuDuMotDePasse };

    /// <summary>Its addresses alone say who calls, where no login is sent.</summary>
    public bool OpensByAddress => compte.AdressesSeules && Acces.HasAddressList;

    public bool Allows(IPAddress? address) => Acces.Allows(address);
}
