using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Regles;

/// <summary>A stored rule.</summary>
internal sealed class RegleRow
{
    public string Id { get; init; } = "";
    public string Document { get; init; } = "";
    public int Place { get; init; }
    public string Auteur { get; init; } = "";
    public DateTimeOffset ModifieeLe { get; init; }
}

/// <summary>A stored decision of an académie.</summary>
internal sealed class AcademieRow
{
    public string Regle { get; init; } = "";
    public int Academie { get; init; }
    public StatutCatalogue Statut { get; init; }
}

/// <summary>A stored change of a rule, or of an académie's decision on it.</summary>
internal sealed class VersionRow
{
    public long Version { get; init; }
    public string Regle { get; init; } = "";
    public int? Academie { get; init; }
    public string? Avant { get; init; }
    public string? Apres { get; init; }
    public string Auteur { get; init; } = "";
    public DateTimeOffset Le { get; init; }
}
