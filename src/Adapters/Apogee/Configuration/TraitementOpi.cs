using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The jobs of Apogée's side that call the gateway's own service (rules E1, E3).</summary>
internal sealed record TraitementOpi
{
    public IReadOnlyList<CompteTraitement> Comptes { get; init; } = [];

    /// <summary>How long an OPI is entrusted to the job that fetched it; after it, the OPI is given out again.</summary>
    public int BailSecondes { get; init; } = 900;

    /// <summary>How often an OPI is sent again by itself when a confirmation misses VETs; then it waits for a person.</summary>
    public int ReprisesMaximum { get; init; } = 3;
}

/// <summary>An account of a job: of this service only, and of one établissement.</summary>
internal sealed record CompteTraitement
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }

    /// <summary>Addresses and networks (CIDR) that the job calls from; absent: from anywhere.</summary>
    public IReadOnlyList<string>? Adresses { get; init; }

    /// <summary>The client certificate that it shows beside its password; absent: none is asked for.</summary>
    public CertificatCompte? Certificat { get; init; }
}

/// <summary>A job's account with the établissement that it belongs to.</summary>
internal sealed record CompteTraitementModel(EtablissementModel Etablissement, CompteTraitement Compte)
{
    public AccesCompte Acces { get; } = new(Compte.Adresses, Compte.Certificat);
}
