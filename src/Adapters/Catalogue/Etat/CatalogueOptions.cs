namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>Section <c>Catalogue</c> of the settings.</summary>
internal sealed record CatalogueOptions
{
    public const string Section = "Catalogue";

    /// <summary>When the night runs, a cron of Quartz read in Paris; empty: never by itself. Nothing runs without a campaign.</summary>
    public string Nuit { get; init; } = "";

    /// <summary>What is « à publier » and known to Parcoursup by an id becomes ready without an instructor.</summary>
    public bool PretSiConnue { get; init; }

    public EnvoiPlanifieOptions Envoi { get; init; } = new();
}

/// <summary>Section <c>Catalogue:Envoi</c>: the posting at the end of a planned night, off unless somebody switches it on.</summary>
internal sealed record EnvoiPlanifieOptions
{
    public const string Section = "Catalogue:Envoi";

    public bool Actif { get; init; }

    /// <summary>The base of the service, <c>…/ApiFormation/api</c>.</summary>
    public string Url { get; init; } = "";

    /// <summary>Id of the certificate at Parcoursup's.</summary>
    public string Certificat { get; init; } = "";

    /// <summary>PEM file of the private key; read anew by each run.</summary>
    public string ClePrivee { get; init; } = "";

    /// <summary>Formations that a night posts at most.</summary>
    public int Limite { get; init; } = 50;

    /// <summary>Between two calls.</summary>
    public int PauseMs { get; init; } = 1000;
}
