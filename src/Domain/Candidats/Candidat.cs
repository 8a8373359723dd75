using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Candidats;

/// <summary>
/// A candidate as Parcoursup describes him (contract §4). Values are Parcoursup's own: they go back unchanged in the
/// feedback, and are cleaned only when written for a student information system.
/// </summary>
public sealed record Candidat
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Sexe { get; init; }
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public string? Prenom2 { get; init; }
    public string? Prenom3 { get; init; }
    public DateOnly? DateNaissance { get; init; }
    public string? CodeCommuneNaissance { get; init; }
    public string? LibelleCommuneNaissance { get; init; }
    public string? DepartementNaissance { get; init; }
    public string? CodePaysNaissance { get; init; }
    public string? CodePaysNationalite { get; init; }
    public Adresse Adresse { get; init; } = Adresse.Vide;
    public string? Mail { get; init; }
    public string? TelMobile { get; init; }
    public string? TelFixe { get; init; }
    public InscriptionBac Bac { get; init; } = InscriptionBac.Vide;
    public string? CodeEtablissementSco { get; init; }
    public IReadOnlyList<ResponsableLegal> ResponsablesLegaux { get; init; } = [];

    /// <summary>Unreadable fields of the identity, kept to be shown (rule B1).</summary>
    public IReadOnlyList<Defaut> Defauts { get; init; } = [];

    public CandidatKey Key => new(Session, CodeCandidat);
}

/// <summary>A postal address as Parcoursup gives it.</summary>
public sealed record Adresse
{
    public static readonly Adresse Vide = new();

    public string? Ligne1 { get; init; }
    public string? Ligne2 { get; init; }
    public string? Ligne3 { get; init; }
    public string? CodePostal { get; init; }
    public string? CodeCommune { get; init; }
    public string? LibelleCommune { get; init; }
    public string? CodePays { get; init; }
}

/// <summary>
/// Registration to the baccalauréat (or the diploma held): it says nothing of success, which comes as a
/// <see cref="Baccalaureat.ResultatBac"/> (contract §4, §7).
/// </summary>
public sealed record InscriptionBac
{
    public static readonly InscriptionBac Vide = new();

    public int? Annee { get; init; }
    public int? Mois { get; init; }
    public string? Serie { get; init; }
    public string? Mention { get; init; }
}

/// <summary>A legal guardian, 0 to 2 for a candidate; Parcoursup gives them no key of their own.</summary>
public sealed record ResponsableLegal
{
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public string? Mail { get; init; }
    public string? Tel { get; init; }
    public Adresse Adresse { get; init; } = Adresse.Vide;
}
