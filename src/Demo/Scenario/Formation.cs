namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>A VET and, for an Oui si answer, what Apogée makes an adapted curriculum of.</summary>
internal sealed record Vet(string CodCge, string CodEtp, int CodVrsVet, string? CodCatOuiSi = null, string? MtfCat = null,
    string? Cursus = null);

/// <summary>A formation as the établissement maps it; no VET at all: it forgot to.</summary>
internal sealed record Formation(int Code, string Libelle, string CodeSise, int Poids, Vet? Oui, Vet? OuiSi3 = null, Vet? OuiSi4 = null)
{
    public Etablissement Etablissement { get; init; } = Etablissements.Alpes;

    /// <summary>What Fregata calls the formation; null elsewhere.</summary>
    public string? Mef { get; init; }

    /// <summary>From that day on a plain Oui leads to another VET: the établissement changed its mind.</summary>
    public (DateOnly Jour, Vet Oui)? Bascule { get; init; }

    public bool EstParametree => Oui is not null;

    /// <summary>The VET of an answer: 0 is Oui, 1 Oui si in 3 years, 2 Oui si in 4 years; anything else is unknown.</summary>
    public Vet? VetPour(int amenagement) => amenagement switch { 0 => Oui, 1 => OuiSi3, 2 => OuiSi4, _ => null };

    /// <summary>The same as it is mapped on that day.</summary>
    public Vet? VetPour(int amenagement, DateOnly jour) =>
        amenagement == 0 && Bascule is { } bascule && jour >= bascule.Jour ? bascule.Oui : VetPour(amenagement);
}

internal static class Formations
{
    public static readonly Formation SansCorrespondance = new(8899, "BUT Carrières juridiques", "2500099", 0, null);

    /// <summary>Its VET changes while its candidates are being evaluated.</summary>
    public static readonly Formation Musicologie = new(8848, "Licence - Musicologie", "2500007", 0, new Vet("LET", "L1MUS1", 101))
    {
        Bascule = (Jours.Juin25, new Vet("LET", "L1MUN1", 101)),
    };

    /// <summary>Parcoursup forgets it for a week.</summary>
    public static readonly Formation Archeologie = new(8849, "Licence - Archéologie", "2500008", 0, new Vet("LET", "L1ARC1", 101));

    public static readonly IReadOnlyList<Formation> DuLycee =
    [
        Btsa(9201, "Conduite et stratégie de l'entreprise agricole", "3710001", "32721401421"),
        Btsa(9202, "Viticulture-œnologie", "3710002", "32721402421"),
        Btsa(9203, "Gestion forestière", "3710003", "32721403421"),
    ];

    public static readonly IReadOnlyList<Formation> DeLagune =
    [
        SansVet(9101, "Licence - Biologie marine", "2510001", 5),
        SansVet(9102, "Licence - Tourisme", "2510002", 3),
        SansVet(9103, "Licence - Géographie", "2510003", 2),
    ];

    /// <summary>
    /// The formations of the university on Apogée. Psychologie keeps one VET for Oui and Oui si in 3 years; STAPS has no Oui si in 4
    /// years.
    /// </summary>
    public static readonly IReadOnlyList<Formation> Toutes =
    [
        Licence(8842, "Droit", "2500001", 26, "DRT", "L1DRO", memeVet: false, quatreAns: true),
        Licence(8843, "Économie et gestion", "2500002", 22, "ECO", "L1ECO", memeVet: false, quatreAns: true),
        Licence(8844, "Psychologie", "2500003", 18, "SHS", "L1PSY", memeVet: true, quatreAns: true),
        Licence(8845, "Informatique", "2500004", 14, "SCI", "L1INF", memeVet: false, quatreAns: true),
        Licence(8846, "STAPS", "2500005", 12, "STA", "L1STA", memeVet: false, quatreAns: false),
        Licence(8847, "Histoire", "2500006", 8, "LET", "L1HIS", memeVet: false, quatreAns: true),
        Musicologie,
        Archeologie,
        SansCorrespondance,
    ];

    private static readonly Dictionary<int, Formation> ParCode = Toutes.Concat(DuLycee).Concat(DeLagune).ToDictionary(f => f.Code);

    public static Formation De(int code) => ParCode[code];

    public static Formation Premiere(Etablissement etablissement) => ParCode.Values.First(f => f.Etablissement == etablissement);

    private static Formation Btsa(int code, string nom, string sise, string mef) =>
        new(code, "BTSA - " + nom, sise, 1, null) { Etablissement = Etablissements.Lycee, Mef = mef };

    private static Formation SansVet(int code, string nom, string sise, int poids) =>
        new(code, nom, sise, poids, null) { Etablissement = Etablissements.Lagune };

    private static Formation Licence(int code, string nom, string sise, int poids, string cge, string etp, bool memeVet, bool quatreAns) =>
        new(
        code, $"Licence - {nom}", sise, poids,
        new Vet(cge, etp + "1", 101),
        new Vet(cge, memeVet ? etp + "1" : etp + "3", 101, "OS3", "REM", "Remise à niveau sur trois ans"),
        quatreAns ? new Vet(cge, etp + "4", 101, "OS4", "REM", "Licence en quatre ans") : null);
}
