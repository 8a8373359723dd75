namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>
/// A formation as the feed tells it: what rules and the charge of a publication look at. Absent, null and empty are the same.
/// </summary>
public sealed record FormationCatalogue
{
    public required string Cle { get; init; }

    /// <summary>False when the last import that was applied did not name it: it has left the feed.</summary>
    public bool Presente { get; init; } = true;

    /// <summary>The formation that replaced it.</summary>
    public string? RemplaceePar { get; init; }

    public bool Published { get; init; }
    public bool CataloguePublished { get; init; }
    public bool ForcedPublished { get; init; }
    public string? Niveau { get; init; }
    public string? Diplome { get; init; }
    public string? IntituleLong { get; init; }
    public string? LibelleCourt { get; init; }
    public string? NiveauFormationDiplome { get; init; }
    public string? Cfd { get; init; }
    public string? CfdEntree { get; init; }
    public bool CfdPerime { get; init; }
    public DateOnly? CfdFermeture { get; init; }
    public string? InscritRncp { get; init; }
    public string? RncpCode { get; init; }
    public string? RncpActif { get; init; }
    public bool RncpPerime { get; init; }
    public DateOnly? RncpFin { get; init; }
    public IReadOnlyList<string> Nsf { get; init; } = [];
    public IReadOnlyList<string> Mefs { get; init; } = [];
    public IReadOnlyList<string> MefsParcoursup { get; init; } = [];
    public string? Duree { get; init; }
    public string? Annee { get; init; }
    public int? Academie { get; init; }

    /// <summary>When its sessions begin, as civil days of Paris.</summary>
    public IReadOnlyList<DateOnly> Sessions { get; init; } = [];
    public string? Uai { get; init; }

    /// <summary>The keys of the formations that it replaces (« annule et remplace »).</summary>
    public IReadOnlyList<string> Remplace { get; init; } = [];
}
