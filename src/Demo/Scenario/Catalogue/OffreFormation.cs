namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>A formation of the catalogue as its producers mean it; <see cref="EcritureFlux"/> writes it as the feed does.</summary>
internal sealed record OffreFormation
{
    public required string Cle { get; init; }

    public bool Published { get; init; } = true;

    public bool CataloguePublished { get; init; } = true;

    public bool Forcee { get; init; }

    public required string Niveau { get; init; }

    public required string Diplome { get; init; }

    public required string Intitule { get; init; }

    public string LibelleCourt { get; init; } = "";

    public string NiveauFormationDiplome { get; init; } = "";

    public string? Cfd { get; init; }

    /// <summary>That of a common first year, where there is one.</summary>
    public string? CfdEntree { get; init; }

    public bool CfdPerime { get; init; }

    public DateOnly? CfdFermeture { get; init; }

    public bool InscritDeDroit { get; init; }

    public string? RncpCode { get; init; }

    public bool RncpActif { get; init; } = true;

    public bool RncpPerime { get; init; }

    public DateOnly? RncpFin { get; init; }

    public string Nsf { get; init; } = "";

    public IReadOnlyList<string> Mefs { get; init; } = [];

    public string Duree { get; init; } = "2";

    public string Annee { get; init; } = "1";

    public int Academie { get; init; }

    public IReadOnlyList<DateOnly> Sessions { get; init; } = [];

    public string Uai { get; init; } = "";

    public IReadOnlyList<string> Remplace { get; init; } = [];

    /// <summary>What a former system said of it, for the first import.</summary>
    public StatutRepris? Repris { get; init; }
}

/// <summary>A status that a former system gave, in its own words.</summary>
/// <param name="Statut">Old names included.</param>
internal sealed record StatutRepris(string Statut, string? ParcoursupId = null, string? Demandeur = null);
