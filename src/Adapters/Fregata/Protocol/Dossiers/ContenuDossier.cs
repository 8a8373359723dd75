namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>What a dossier says of an apprenant, without its life: as Parcoursup has it, or as Fregata holds it.</summary>
public sealed record ContenuDossier
{
    public required Apprenant Apprenant { get; init; }
    public IReadOnlyList<Responsable> Responsables { get; init; } = [];
    public required FormationDossier Formation { get; init; }
    public ReponseCandidat Reponse { get; init; }
    public bool ReponseDefinitive { get; init; }
    public CursusAmenage? CursusAmenage { get; init; }
    public bool Internat { get; init; }
    public bool Cesure { get; init; }
    public DateTime? DateReponse { get; init; }
}

public enum ReponseCandidat
{
    Oui,
    OuiSi,
}

/// <summary>The adapted curriculum of a "Oui si".</summary>
public sealed record CursusAmenage(int CodeAmenagement, string Libelle);

public sealed record Apprenant
{
    public required int CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Sexe { get; init; }
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public string? Prenom2 { get; init; }
    public string? Prenom3 { get; init; }
    public DateOnly? DateNaissance { get; init; }
    public string? CodeCommuneNaissance { get; init; }
    public string? LibelleCommuneNaissance { get; init; }
    public string? CodePaysNaissance { get; init; }
    public string? CodePaysNationalite { get; init; }
    public AdresseDossier Adresse { get; init; } = new();
    public string? Mail { get; init; }
    public string? TelMobile { get; init; }
    public string? TelFixe { get; init; }

    /// <summary>UAI of the school of origin.</summary>
    public string? CodeEtablissementOrigine { get; init; }
    public BacDossier Bac { get; init; } = new();
}

public sealed record AdresseDossier
{
    public string? Ligne1 { get; init; }
    public string? Ligne2 { get; init; }
    public string? Ligne3 { get; init; }
    public string? CodePostal { get; init; }
    public string? CodeCommune { get; init; }
    public string? LibelleCommune { get; init; }
    public string? CodePays { get; init; }
}

public sealed record BacDossier
{
    public int? Annee { get; init; }
    public int? Mois { get; init; }
    public string? Serie { get; init; }
    public string? Mention { get; init; }
}

public sealed record Responsable
{
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public string? Mail { get; init; }
    public string? Tel { get; init; }
    public AdresseDossier Adresse { get; init; } = new();
}

/// <summary>The formation with its mapping, as far as somebody entered it.</summary>
public sealed record FormationDossier
{
    public required int CodeFormationPsup { get; init; }
    public string? Libelle { get; init; }
    public string? Mef { get; init; }
    public string? LibelleMef { get; init; }
    public string? Regime { get; init; }
    public string? Division { get; init; }
}
