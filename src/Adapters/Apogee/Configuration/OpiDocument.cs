using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>OPI numbers and the accounts of the hosted OPI service.</summary>
internal sealed record OpiDocument
{
    public static readonly OpiDocument ParDefaut = new();

    /// <summary>Put before Parcoursup's file number to make <c>codOpiIntEpo</c> (rule A4).</summary>
    public string Prefixe { get; init; } = "";

    public VoieOpi Voie { get; init; } = VoieOpi.Soap;

    /// <summary>Read where <see cref="Voie"/> is <see cref="VoieOpi.Fichiers"/>; null: everything by default.</summary>
    public FichiersDocument? Fichiers { get; init; }
    public IReadOnlyList<CompteOpi> Comptes { get; init; } = [];
    public TraitementOpi Traitement { get; init; } = new();
}

/// <summary>How OPI leave for Apogée: one way per établissement, never two (rule E1).</summary>
internal enum VoieOpi
{
    /// <summary>The gateway calls Apogée's OpiMetier.</summary>
    Soap,

    /// <summary>A job on Apogée's side fetches them from the gateway's own service.</summary>
    Service,

    /// <summary>Flat files, confirmed by an administrator or a job (rule E4).</summary>
    Fichiers,
}

/// <summary>Who an account of the hosted OPI service belongs to (rules A2, A3).</summary>
internal enum OrigineOpi
{
    Parcoursup,
    Autre,
}

/// <summary>What an account of the hosted OPI service is told (rule B6).</summary>
internal enum ModeOpi
{
    /// <summary>That the gateway has the message: it is durable, and delivered afterwards.</summary>
    Differe,

    /// <summary>What the SIS made of it, when the SIS answers in time.</summary>
    Relais,
}

/// <summary>An account of the hosted OPI service, with the prefix of its OPI numbers (rule A3).</summary>
internal sealed record CompteOpi
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }
    public string Prefixe { get; init; } = "";
    public OrigineOpi Origine { get; init; } = OrigineOpi.Autre;
    public ModeOpi Mode { get; init; } = ModeOpi.Differe;

    /// <summary>Longest wait for the SIS in the mode Relais, 1 to 60.</summary>
    public int AttenteSecondes { get; init; } = 10;

    /// <summary>Rule E5: this client was made with the libraries 6.10 to 6.30, which know faults as WebBaseException.</summary>
    public bool FauteWebBaseException { get; init; }

    /// <summary>Addresses and networks (CIDR) that the account may be used from; empty: from anywhere.</summary>
    public IReadOnlyList<string> Adresses { get; init; } = [];

    /// <summary>For a client that cannot send credentials: whoever calls from these addresses without any is this account.</summary>
    // Left out where it is not set: what was stored before stays the same, and nodes of the former version read it.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AdressesSeules { get; init; }

    /// <summary>The client certificate that the account shows; null: none is asked for.</summary>
    public CertificatOpi? Certificat { get; init; }
}

/// <summary>What a client certificate stands for.</summary>
internal enum ModeCertificat
{
    /// <summary>The certificate alone proves who calls.</summary>
    AuLieuDuMotDePasse,

    /// <summary>Certificate and password are both asked for.</summary>
    EnPlusDuMotDePasse,
}

/// <summary>The certificate of an account of the hosted OPI service, and what it stands for.</summary>
internal sealed record CertificatOpi : CertificatCompte
{
    public ModeCertificat Mode { get; init; } = ModeCertificat.AuLieuDuMotDePasse;
}
