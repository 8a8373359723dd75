using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Fichiers;

/// <summary>Reads Parcoursup's catalogue; the lines come in the order of their keys, whatever their order in the file was.</summary>
internal static class LecteurCatalogue
{
    private const string Cle = "CODEFORMATIONACCUEIL";
    private const string VoieColonne = "APPRENTISSAGEOUSCOLAIRE";

    // Without one of them lines are found less often, and nobody would see why.
    private static readonly string[] Sources =
    [
        "UAI_COMPOSANTE", "UAI_AFF", "UAI_GES", "LIBFORMATION", "CODEMEF", "CODECFD", "CODESISE", "CODEFORMATIONINSCRIPTION",
        "LISTE_RNCP", "LISTE_IDEO", "ID_RCO",
    ];

    /// <exception cref="EntreeRefuseeException">The file cannot be taken.</exception>
    public static IReadOnlyList<LigneCatalogue> Lire(FileInfo fichier, List<AvertissementExposition> avertissements)
    {
        if (!fichier.Exists) throw new EntreeRefuseeException($"{fichier.FullName} : ce fichier n'existe pas.");
        using var table = TableFichier.Ouvrir(fichier, avertissements, Cle, VoieColonne);
        table.AvertirDesAbsentes(Sources);
        var lignes = new Dictionary<string, (LigneCatalogue Ligne, string Contenu)>(StringComparer.Ordinal);
        while (table.Suivante())
        {
            if (table.Code(Cle) is not { } cle)
            {
                table.Ecarter($"{Cle} est vide : la formation ne peut pas être nommée.");
                continue;
            }

            var ligne = Ligne(table, cle);
            var contenu = Contenu(ligne);
            if (lignes.TryGetValue(cle, out var autre))
            {
                // Whichever comes first in the file, the same one is kept.
                table.Avertir(contenu == autre.Contenu ? $"{Cle} {Cite.De(cle)} est déjà dans le fichier, à l'identique."
                    : $"{Cle} {Cite.De(cle)} est plusieurs fois dans le fichier, avec d'autres valeurs : une seule ligne est gardée.", cle);
                if (string.CompareOrdinal(contenu, autre.Contenu) >= 0) continue;
            }

            lignes[cle] = (ligne, contenu);
        }

        if (lignes.Count == 0) throw new EntreeRefuseeException($"{fichier.Name} : aucune ligne ne peut être lue.");
        return [.. lignes.Values.Select(l => l.Ligne).OrderBy(l => l.Cle.Length).ThenBy(l => l.Cle, StringComparer.Ordinal)];
    }

    /// <summary>A RNCP number with or without its letters.</summary>
    public static string? Rncp(string? code) => code is null ? null
        : code.StartsWith("RNCP", StringComparison.Ordinal) && code.Length > 4 ? code[4..] : code;

    private static LigneCatalogue Ligne(TableFichier table, string cle)
    {
        var ligne = new LigneCatalogue(cle)
        {
            Inscription = table.Code("CODEFORMATIONINSCRIPTION"),
            Voie = VoieDe(table, cle),
            UaiComposante = table.Code("UAI_COMPOSANTE"),
            UaiAffectation = table.Code("UAI_AFF"),
            UaiGestion = table.Code("UAI_GES"),
            CodeCfd = table.Code("CODECFD"),
            CodeMef = table.Code("CODEMEF"),
            CodeSise = table.Code("CODESISE"),
            Rncp = Liste(table.Code("LISTE_RNCP"), Rncp),
            Ideo = Liste(table.Code("LISTE_IDEO"), c => c),
            IdRco = table.Code("ID_RCO"),
            Libelle = table.Texte("LIBFORMATION"),
            Specialite = table.Texte("LIBSPÉCIALITÉ"),
            Parametree = table.Texte("FORMATION_PARAMÉTRÉE"),
        };
        foreach (var uai in new[] { ligne.UaiComposante, ligne.UaiAffectation, ligne.UaiGestion }.OfType<string>().Distinct())
            if (!UaiExposition.EstDemandable(uai))
                table.Avertir($"l'UAI {Cite.De(uai)} n'a pas la forme que l'API accepte (7 chiffres et une lettre) : il ne peut "
                    + "pas y être demandé.", cle);
        return ligne;
    }

    private static Voie VoieDe(TableFichier table, string cle)
    {
        var texte = table.Texte(VoieColonne);
        if (texte?.StartsWith("App", StringComparison.OrdinalIgnoreCase) == true) return Voie.Apprentissage;
        if (texte?.StartsWith("Sco", StringComparison.OrdinalIgnoreCase) != true)
            table.Avertir($"{VoieColonne} : {Cite.De(texte)} n'est ni Scolaire ni Apprentissage ; la ligne est lue comme scolaire.", cle);
        return Voie.Scolaire;
    }

    private static string[] Liste(string? codes, Func<string, string?> net) =>
        [.. (codes ?? "").Split([';', ',', '|'], StringSplitOptions.RemoveEmptyEntries).Select(net).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal)];

    private static string Contenu(LigneCatalogue l) => string.Join('\u001F', l.Inscription, l.Voie, l.UaiComposante, l.UaiAffectation,
        l.UaiGestion, l.CodeCfd, l.CodeMef, l.CodeSise, string.Join(';', l.Rncp), string.Join(';', l.Ideo), l.IdRco, l.Libelle,
        l.Specialite, l.Parametree);
}
