using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>A stored formation.</summary>
internal sealed class FormationRow
{
    public long Id { get; init; }
    public string Cle { get; init; } = "";
    public int? Academie { get; init; }
    public bool Presente { get; init; }
    public string Donnees { get; init; } = "{}";
    public StatutCatalogue Statut { get; init; }
    public StatutCatalogue? Precedent { get; init; }
    public DateOnly? StatutLe { get; init; }
    public string? ParcoursupId { get; init; }
    public string? Erreur { get; init; }
    public bool Publie { get; init; }
    public DateOnly? PublieLe { get; init; }
    public string? Raison { get; init; }
    public string? Auteur { get; init; }
    public string? Demandeur { get; init; }
    public string? Rejection { get; init; }
    public string? MajLe { get; init; }
    public string? HeriteDe { get; init; }
    public string? RemplaceePar { get; init; }
    public DateTimeOffset? TenteLe { get; init; }

    public FormationCatalogue Lire(LectureDonnees lecture) =>
        lecture.Lire(Cle, Presente, Donnees) with { RemplaceePar = RemplaceePar };
}
