using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Engine.Configuration;

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
