using Parcoursup.Gateway.Adapters.Apogee;
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
    public IReadOnlyList<CompteOpi> Comptes { get; init; } = [];
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

/// <summary>An account of the hosted OPI service, with the prefix of its OPI numbers (rule A3).</summary>
internal sealed record CompteOpi
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }
    public string Prefixe { get; init; } = "";
    public OrigineOpi Origine { get; init; } = OrigineOpi.Autre;
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
    public CadenceRemontee RemonteeApiRest { get; init; } = CadenceRemontee.Quotidienne;
}
