namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>A stored run.</summary>
internal sealed record ExecutionRow
{
    public long Id { get; init; }
    public string Etat { get; init; } = "";
    public DateTimeOffset ReponsesDepuis { get; init; }
    public DateTimeOffset CommenceeLe { get; init; }
    public DateTimeOffset? TermineeLe { get; init; }
    public DateOnly JourMetier { get; init; }
    public string Api { get; init; } = "";
    public string? Millesime { get; init; }
    public int Total { get; init; }
    public int Couvertes { get; init; }
    public string? Rapport { get; init; }
    public string? Message { get; init; }
}

/// <summary>A stored line of a run.</summary>
internal sealed record ResultatRow
{
    public string Cle { get; init; } = "";
    public int Rang { get; init; }
    public string? Inscription { get; init; }
    public string Couverture { get; init; } = "";
    public string? Raison { get; init; }
    public string Contenu { get; init; } = "";
}
