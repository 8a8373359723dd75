using System.Net;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>An account of the hosted OPI service, ready for use.</summary>
internal sealed class CompteOpiModel(EtablissementModel etablissement, CompteOpi compte)
{
    private readonly IReadOnlyList<IPNetwork> _networks = [.. compte.Adresses.Select(AddressList.Parse)];

    public EtablissementModel Etablissement => etablissement;
    public CompteOpi Compte => compte;

    /// <summary>The certificate that is asked for; null when none is.</summary>
    public ClientCertificate? Certificat { get; } =
        compte.Certificat is { } c ? new ClientCertificate(c.EmpreinteSha256, c.Sujet, c.Autorite) : null;

    /// <summary>No password is asked for.</summary>
    public bool OpensByCertificate => compte.Certificat is { Mode: ModeCertificat.AuLieuDuMotDePasse };

    /// <summary>Its addresses alone say who calls, where no login is sent.</summary>
    public bool OpensByAddress => compte.AdressesSeules && HasAddressList;

    /// <summary>The configuration says from where the account may be used.</summary>
    public bool HasAddressList => _networks.Count > 0;

    public bool Allows(IPAddress? address) => !HasAddressList || address is not null && _networks.Any(n => n.Contains(address));
}
