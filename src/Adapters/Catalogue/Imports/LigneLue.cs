using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>A line that is kept, as it is staged.</summary>
internal sealed record LigneLue
{
    public required string Cle { get; init; }
    public bool Lisible { get; init; } = true;
    public string? Donnees { get; init; }
    public int? Academie { get; init; }
    public string? Remplace { get; init; }

    /// <summary>Both published and published in the regulatory catalogue: the guard counts it.</summary>
    public bool Publiee { get; init; }

    /// <summary>A bit per column of the feed that has a value.</summary>
    public ulong Remplies { get; init; }

    public StatutCatalogue? Statut { get; init; }
    public DateOnly? StatutLe { get; init; }
    public string? ParcoursupId { get; init; }
    public string? Erreur { get; init; }
    public bool? Publie { get; init; }
    public string? Demandeur { get; init; }
    public string? Rejection { get; init; }
    public string? MajLe { get; init; }
    public string? Historique { get; init; }
}
