using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Adapters.Fregata;
using Parcoursup.Gateway.Adapters.Parcoursup;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Configuration;

/// <summary>The configuration document that REST and the command line exchange (docs/reference/api.md).</summary>
internal sealed record ConfigurationDocument
{
    public IReadOnlyList<CalendrierCampagne> Campagnes { get; init; } = [];
    public IReadOnlyList<EtablissementDocument> Etablissements { get; init; } = [];
}

/// <summary>
/// One établissement of the document. As taken in, secrets are in clear; as stored, those that we send are encrypted
/// and those sent to us hashed; as given out, they are null.
/// </summary>
internal sealed record EtablissementDocument
{
    public string Code { get; init; } = "";
    public string Libelle { get; init; } = "";
    public IReadOnlyList<string> Uais { get; init; } = [];
    public Sis Sis { get; init; } = Sis.Apogee;
    public SourceOpi SourceOpi { get; init; } = SourceOpi.ApiRest;
    public ParcoursupOptions? Parcoursup { get; init; }
    public ComptePush? Push { get; init; }
    public OpiDocument Opi { get; init; } = new();
    public ApogeeOptions? Apogee { get; init; }

    /// <summary>Read where <see cref="Sis"/> is Scolarix; null: everything by default.</summary>
    public ScolarixDocument? Scolarix { get; init; }

    /// <summary>Read where <see cref="Sis"/> is Fregata; null: everything by default, and nobody may call.</summary>
    public FregataOptions? Fregata { get; init; }
    public ReglesEtablissement Regles { get; init; } = new();
    public Planification Planification { get; init; } = new();
    public IReadOnlyList<FormationMapping> Formations { get; init; } = [];
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Nomenclatures { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

/// <summary>The pair that the établissement chose and typed in Parcoursup's administration site.</summary>
internal sealed record ComptePush
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }
}

/// <summary>OPI numbers and the accounts of the hosted OPI service.</summary>
internal sealed record OpiDocument
{
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

/// <summary>How an account's client certificate is recognised: by its fingerprint, or by its subject and who issued it.</summary>
internal sealed record CertificatOpi
{
    public ModeCertificat Mode { get; init; } = ModeCertificat.AuLieuDuMotDePasse;

    /// <summary>SHA-256 of the DER certificate, hexadecimal, with or without colons.</summary>
    public string? EmpreinteSha256 { get; init; }

    /// <summary>Distinguished name as OpenSSL's RFC 2253 form has it, with <see cref="Autorite"/>.</summary>
    public string? Sujet { get; init; }

    /// <summary>The issuing authority's certificates as PEM, up to its root.</summary>
    public string? Autorite { get; init; }
}

/// <summary>When an IA that came through the façade is reported (rule F5).</summary>
internal enum CadenceRemontee
{
    Quotidienne,
    Immediate,
}

/// <summary>Scheduled work, as Quartz cron expressions in Europe/Paris.</summary>
internal sealed record Planification
{
    public string Remontee { get; init; } = "0 0 20 * * ?";
    public string Recuperation { get; init; } = "0 0 6,14 * * ?";

    /// <summary>When the flat OPI files are written, where OPI leave by files.</summary>
    public string Fichiers { get; init; } = "0 0 21 * * ?";

    /// <summary>When Scolarix's file is written, from the publication of the results on.</summary>
    public string Scolarix { get; init; } = "0 30 21 * * ?";
    public CadenceRemontee RemonteeApiRest { get; init; } = CadenceRemontee.Quotidienne;
}
