namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>A rule of the scope (« périmètre »): which formations may be published, and with what status.</summary>
public sealed record Regle
{
    public required string Id { get; init; }

    /// <summary>The document wrote the id as a number, and is given it back so.</summary>
    public bool IdNumerique { get; init; }

    public required string Niveau { get; init; }
    public required string Diplome { get; init; }

    /// <summary>« peut intégrer »; else « ne doit pas intégrer », and nothing is publishable by it.</summary>
    public required bool PeutIntegrer { get; init; }

    /// <summary>One of the five that are computed.</summary>
    public required StatutCatalogue Statut { get; init; }

    public string? Duree { get; init; }
    public string? Annee { get; init; }

    /// <summary>Null: the whole country.</summary>
    public int? Academie { get; init; }

    public string? NomCondition { get; init; }
    public Condition? Condition { get; init; }

    /// <summary>Académie → status, where an académie decided otherwise; only rules that submit to the rector have any.</summary>
    public IReadOnlyDictionary<int, StatutCatalogue> StatutsAcademies { get; init; } = new Dictionary<int, StatutCatalogue>();

    public bool Supprimee { get; init; }

    /// <summary>Rules of other platforms are kept, and never applied.</summary>
    public bool AutrePlateforme { get; init; }

    /// <summary>Académies may decide otherwise on this rule.</summary>
    public bool AdmetAcademies => Statut == StatutCatalogue.APublierRecteur;

    public bool EstAppliquee => !Supprimee && !AutrePlateforme;

    public StatutCatalogue StatutPour(int? academie) =>
        !PeutIntegrer ? StatutCatalogue.NonPubliable
        : AdmetAcademies && academie is { } a && StatutsAcademies.TryGetValue(a, out var own) ? own : Statut;

    /// <summary>Whether its own condition holds; level and diploma are looked up before.</summary>
    internal bool Convient(FormationCatalogue f) =>
        (Academie is null || Academie == f.Academie)
        && (Duree is null || string.Equals(Duree, f.Duree, StringComparison.OrdinalIgnoreCase))
        && (Annee is null || string.Equals(Annee, f.Annee, StringComparison.OrdinalIgnoreCase))
        && Condition?.Tient(f) != false;
}
