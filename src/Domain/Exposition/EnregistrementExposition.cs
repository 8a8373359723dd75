namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A record of the Exposition API, its fields as they came; what it lacks is null.</summary>
public sealed record EnregistrementExposition
{
    /// <summary>Null on the route of certifications.</summary>
    public string? Uai { get; init; }

    public required string CodeCertification { get; init; }

    /// <summary><c>cfd</c>, <c>mef11</c> or <c>sise</c>.</summary>
    public string? CodeCertificationType { get; init; }

    public string? CodeFormationDiplome { get; init; }
    public string? Libelle { get; init; }

    /// <summary><c>apprentissage</c>, <c>pro</c>, <c>agricole</c> or <c>superieur</c>.</summary>
    public string? Filiere { get; init; }

    /// <summary><c>2023</c> or <c>2022_2023</c>.</summary>
    public string? Millesime { get; init; }

    public Territoire? Region { get; init; }
    public Territoire? Academie { get; init; }
    public DonneeSource? DonneeSource { get; init; }
    public string? UaiDonnee { get; init; }
    public string? UaiDonneeType { get; init; }
    public bool? FormationFermee { get; init; }
    public int? NbAnneeTerm { get; init; }
    public int? NbSortant { get; init; }
    public int? NbPoursuiteEtudes { get; init; }
    public int? NbEnEmploi6Mois { get; init; }
    public int? NbEnEmploi12Mois { get; init; }
    public int? NbEnEmploi18Mois { get; init; }
    public int? NbEnEmploi24Mois { get; init; }
    public decimal? TauxEnFormation { get; init; }
    public decimal? TauxEnEmploi6Mois { get; init; }
    public decimal? TauxEnEmploi12Mois { get; init; }
    public decimal? TauxEnEmploi18Mois { get; init; }
    public decimal? TauxEnEmploi24Mois { get; init; }
    public decimal? TauxAutres6Mois { get; init; }
    public decimal? TauxAutres12Mois { get; init; }
    public decimal? TauxAutres18Mois { get; init; }
    public decimal? TauxAutres24Mois { get; init; }
    public decimal? TauxRuptureContrats { get; init; }
    public decimal? Salaire12MoisQ1 { get; init; }
    public decimal? Salaire12MoisQ2 { get; init; }
    public decimal? Salaire12MoisQ3 { get; init; }

    /// <summary>Where the code asked is of a year that is not the last: the last years' records, or why there is none.</summary>
    public IReadOnlyList<CertificationTerminale> CertificationsTerminales { get; init; } = [];
}

/// <summary>A région or académie of a record.</summary>
public sealed record Territoire(string? Code, string? Nom);

/// <summary>Whose data a record shows.</summary>
/// <param name="Type"><c>self</c>, <c>ancienne</c> or <c>nouvelle</c>.</param>
public sealed record DonneeSource(string? CodeCertification, string? Type);

/// <summary>One of <c>certificationsTerminales</c>: a record, or the API's error for its code.</summary>
public sealed record CertificationTerminale(
    string? CodeCertification, EnregistrementExposition? Enregistrement, string? Erreur, IReadOnlyList<string> Millesimes);
