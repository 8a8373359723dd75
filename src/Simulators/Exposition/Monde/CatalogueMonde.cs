using System.Globalization;

namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>A line as it is, whatever the catalogue says of it.</summary>
internal sealed record LigneMonde(
    int Cle, CertificationMonde Certification, EtablissementMonde Etablissement, bool Apprentissage, string? Encodage);

/// <summary>
/// The lines of the catalogue: which fields name the certification, and which are empty, wrong or name two. Proportions are those that
/// were published: about a half of the lines in scope end up covered.
/// </summary>
internal sealed class CatalogueMonde(
    Random random, IReadOnlyList<CertificationMonde> certifications, IReadOnlyList<EtablissementMonde> etablissements)
{
    private static readonly string[] Colonnes =
    [
        "UAI_GES", "UAI_COMPOSANTE", "LIB_COMPOSANTE", "UAI_AFF", "LIB_AFF", "CODEFORMATION", "LIBFORMATION", "CODESPÉCIALITÉ",
        "LIBSPÉCIALITÉ", "CODEMEF", "CODECFD", "CODESISE", "CODEFORMATIONINSCRIPTION", "CODEFORMATIONACCUEIL", "LISTE_RNCP",
        "LISTE_IDEO", "ID_RCO", "APPRENTISSAGEOUSCOLAIRE", "CAPACITE", "NBDEDEMANDES", "FORMATION_PARAMÉTRÉE",
    ];

    private readonly List<LigneMonde> _monde = [];

    /// <summary>The lines as they are.</summary>
    public IReadOnlyList<LigneMonde> Monde => _monde;

    public TableMonde Lignes(int nombre)
    {
        var rows = new List<IReadOnlyList<string?>>(nombre);
        for (var rang = 0; rang < nombre; rang++) rows.Add(Ligne(10_000 + rang));
        return new TableMonde("catalogue.csv", Colonnes, rows);
    }

    private string?[] Ligne(int cle)
    {
        var certification = certifications[random.Next(certifications.Count)];
        var etablissement = etablissements[random.Next(etablissements.Count)];
        var apprentissage = random.Next(100) < (certification.Superieur ? 12 : 35);
        var encodage = random.Next(1000) < 8 ? Code(certification, apprentissage) : null;
        _monde.Add(new LigneMonde(cle, certification, etablissement, apprentissage, encodage));

        // What the catalogue says of the certification, and what it does not.
        var dit = random.Next(1000);
        var autre = certifications[random.Next(certifications.Count)];
        var (cfd, mef, sise) = certification.Superieur
            ? (null, null, dit < 550 ? certification.Sise : null)
            : dit < 780 ? (certification.Cfd, MefDe(certification, cle), null) : dit < 830 ? (certification.Cfd, null, null)
            : ((string?)null, (string?)null, (string?)null);
        // A code that no nomenclature knows; a lost leading zero is one too.
        if (dit is >= 830 and < 850) cfd = $"9{cle:0000000}"[..8];
        var rncp = dit is >= 500 and < 900 ? dit % 25 == 0 ? $"{certification.Rncp};{autre.Rncp}" : certification.Rncp : null;
        var ideo = dit is >= 400 and < 930 ? dit % 20 == 0 ? $"{certification.Ideo};{autre.Ideo}" : certification.Ideo : null;
        var rco = apprentissage && dit >= 300 ? certification.Rco : null;
        var composante = random.Next(100) < 30 ? etablissements[random.Next(etablissements.Count)].Uai : etablissement.Uai;
        return
        [
            etablissement.Uai, random.Next(100) < 60 ? null : composante, $"Composante {composante}", etablissement.Uai,
            $"Établissement {etablissement.Uai}", $"{3000 + (certification.Rang % 500)}", certification.Type, $"{certification.Rang}",
            certification.Libelle, mef, cfd, sise, Texte(cle + (random.Next(100) < 80 ? 0 : 100_000)), Texte(cle), rncp, ideo, rco,
            apprentissage ? "Apprentissage" : "Scolaire", Texte(random.Next(8, 60)), Texte(random.Next(0, 900)),
            random.Next(100) < 93 ? "Paramétrée" : "Non Paramétrée",
        ];
    }

    // Often that of the first year: the final one is found by the dispositif.
    private static string MefDe(CertificationMonde certification, int cle) =>
        certification.Mef(cle % 3 == 0 || certification.Duree == 1 ? certification.Duree : 1);

    private static string Code(CertificationMonde certification, bool apprentissage) =>
        certification.Superieur ? $"SISE:{certification.Sise}"
        : apprentissage ? $"CFD:{certification.Cfd}" : $"MEFSTAT11:{certification.MefStatFinal}";

    private static string Texte(int nombre) => nombre.ToString(CultureInfo.InvariantCulture);
}
