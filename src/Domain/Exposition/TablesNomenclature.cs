namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A row of <c>n_mef.csv</c> (N_MEF of the BCN): a year of a certification in a kind of course (dispositif).</summary>
public sealed record LigneMef(string Mef, string? MefStat11, string? Cfd, string? Dispositif, int? Duree, int? Annee, DateOnly? Ouverture)
{
    /// <summary>The last year of its dispositif; the fourth character of the code does not tell it.</summary>
    public bool EstFinale => Annee is > 0 && Annee == Duree;
}

/// <summary>A row of <c>n_formation_diplome.csv</c>: a CFD with its older and newer codes.</summary>
public sealed record LigneDiplome(string Cfd, DateOnly? Ouverture, IReadOnlyList<string> Anciens, IReadOnlyList<string> Nouveaux);

/// <summary>A row of <c>certifinfo.csv</c>.</summary>
/// <param name="Code"><c>Code_Diplome</c>, certifinfo's own.</param>
/// <param name="Ancien"><c>Code_Ancien_Diplome</c>, certifinfo's own code of what it takes the place of.</param>
public sealed record LigneCertifInfo(string? Code, string? Rncp, string? Ideo, string? Cfd, string? Sise, string? Ancien);

/// <summary>A row of <c>acce_uai.csv</c>.</summary>
public sealed record LigneUai(string Uai, string? Academie);

/// <summary>A row of <c>perimetre.csv</c>.</summary>
public sealed record LignePerimetre(string Type, string Filiere, bool Dedans);

/// <summary>The nomenclatures as their rows; a table that was not given is null: its source is closed.</summary>
public sealed record TablesNomenclature
{
    public IReadOnlyCollection<LigneMef>? Mefs { get; init; }
    public IReadOnlyCollection<LigneDiplome>? Diplomes { get; init; }
    public IReadOnlyCollection<LigneCertifInfo>? CertifInfo { get; init; }

    /// <summary>Known SISE codes.</summary>
    public IReadOnlyCollection<string>? Sises { get; init; }

    public IReadOnlyCollection<LigneUai>? Uais { get; init; }

    /// <summary>Annexe → mother UAI.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Meres { get; init; }

    /// <summary>Id of the apprenticeship catalogue → CFD.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Rco { get; init; }

    /// <summary>CODEFORMATIONACCUEIL → the code that a person settled on.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Encodages { get; init; }

    public IReadOnlyCollection<LignePerimetre>? Perimetre { get; init; }

    /// <summary>Académies that the data cover badly; null: overseas.</summary>
    public IReadOnlyCollection<string>? AcademiesMalCouvertes { get; init; }
}
