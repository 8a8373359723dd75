using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Adapters.Exposition.Fichiers;

/// <summary>Reads the folder of nomenclatures; a file that is missing closes its source, and is told.</summary>
internal static class LecteurNomenclatures
{
    private const string Retenu = "code_certification_retenu";

    /// <exception cref="EntreeRefuseeException">The folder, or a file of it, cannot be taken.</exception>
    public static NomenclaturesExposition Lire(DirectoryInfo dossier, List<AvertissementExposition> avertissements)
    {
        if (!dossier.Exists) throw new EntreeRefuseeException($"{dossier.FullName} : ce dossier n'existe pas.");
        var lecture = new LectureDossier(dossier, avertissements);
        return new NomenclaturesExposition(new TablesNomenclature
        {
            Mefs = lecture.Table("n_mef.csv", Mef, ["MEF", "MEF_STAT_11", "FORMATION_DIPLOME", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF"],
                ["DISPOSITIF_FORMATION", "DATE_OUVERTURE"]),
            Diplomes = lecture.Table(
                "n_formation_diplome.csv", Diplome, ["FORMATION_DIPLOME"], ["DATE_OUVERTURE", "ANCIEN_DIPLOME_1", "NOUVEAU_DIPLOME_1"]),
            CertifInfo = lecture.Table("certifinfo.csv", CertifInfo, ["Code_Diplome"],
                ["Code_RNCP", "codeIdeo2", "Code_Scolarité", "Code_SISE", "Code_Ancien_Diplome"]),
            Sises = lecture.Table("n_diplome_sise.csv", t => t.Code("DIPLOME_SISE", TypeCode.Sise), ["DIPLOME_SISE"], []),
            Uais = lecture.Table("acce_uai.csv",
                t => t.Code("numero_uai") is { } uai ? new LigneUai(uai, Academie(t.Code("academie"))) : null,
                ["numero_uai"], ["academie"]),
            Meres = lecture.Paires("acce_uai_mere.csv", "numero_uai_trouve", t => t.Code("numero_uai_mere"), "numero_uai_mere"),
            Rco = lecture.Paires("catalogue_rco.csv", "ID_RCO", t => t.Code("cfd", TypeCode.Cfd), "cfd"),
            Encodages = lecture.Paires("encodages.csv", "CODEFORMATIONACCUEIL", Encodage, Retenu),
            Perimetre = lecture.Table("perimetre.csv", Perimetre, ["Type diplôme", "Filiere", "Scope"], []),
            AcademiesMalCouvertes = lecture.TableEventuelle(
                "academies_mal_couvertes.csv", t => Academie(t.Code("academie")), "academie"),
        });
    }

    private static LigneMef? Mef(TableFichier t) => t.Code("MEF") is { } mef
        ? new LigneMef(mef, t.Code("MEF_STAT_11", TypeCode.Mef11), t.Code("FORMATION_DIPLOME", TypeCode.Cfd),
            t.Code("DISPOSITIF_FORMATION"), t.Nombre("DUREE_DISPOSITIF"), t.Nombre("ANNEE_DISPOSITIF"), t.Jour("DATE_OUVERTURE"))
        : null;

    private static LigneDiplome? Diplome(TableFichier t) => t.Code("FORMATION_DIPLOME", TypeCode.Cfd) is { } cfd
        ? new LigneDiplome(cfd, t.Jour("DATE_OUVERTURE"), Sept(t, "ANCIEN_DIPLOME_"), Sept(t, "NOUVEAU_DIPLOME_")) : null;

    private static string[] Sept(TableFichier t, string colonne) =>
        [.. Enumerable.Range(1, 7).Select(i => t.Code(colonne + i)).OfType<string>()];

    private static LigneCertifInfo CertifInfo(TableFichier t) => new(t.Code("Code_Diplome"), LecteurCatalogue.Rncp(t.Code("Code_RNCP")),
        t.Code("codeIdeo2"), t.Code("Code_Scolarité", TypeCode.Cfd), t.Code("Code_SISE", TypeCode.Sise), t.Code("Code_Ancien_Diplome"));

    // A person wrote it: it is said at once, and not only of the line that it was meant for.
    private static string? Encodage(TableFichier t)
    {
        if (t.Code(Retenu) is { } texte && CodeCertification.Lire(texte).Refus is { } refus)
            t.Avertir($"colonne {Retenu} : {refus}", t.Code("CODEFORMATIONACCUEIL"));
        return t.Code(Retenu);
    }

    private static LignePerimetre? Perimetre(TableFichier t)
    {
        if (t.Texte("Type diplôme") is not { } type || t.Texte("Filiere") is not { } filiere) return null;
        var (app, oui) = (filiere.StartsWith("App", StringComparison.OrdinalIgnoreCase), Est(t.Texte("Scope"), "Oui"));
        if (!app && !filiere.StartsWith("Sco", StringComparison.OrdinalIgnoreCase))
            t.Avertir($"colonne Filiere : {Cite.De(filiere)} n'est ni Sco. ni App. ; lu comme Sco.", null);
        if (!oui && !Est(t.Texte("Scope"), "Non"))
            t.Avertir($"colonne Scope : {Cite.De(t.Texte("Scope"))} n'est ni Oui ni Non ; lu comme Non.", null);
        return new LignePerimetre(type, app ? "App." : "Sco.", oui);

        static bool Est(string? texte, string mot) => string.Equals(texte, mot, StringComparison.OrdinalIgnoreCase);
    }

    // A spreadsheet takes the zero away: 04 and 4 are one académie.
    private static string? Academie(string? code) => code?.TrimStart('0') is { Length: 1 } chiffre ? "0" + chiffre : code?.TrimStart('0');

    private sealed class LectureDossier(DirectoryInfo dossier, List<AvertissementExposition> avertissements)
    {
        /// <summary>A file that replaces a usual value: without it, nothing is missing.</summary>
        public IReadOnlyCollection<T>? TableEventuelle<T>(string nom, Func<TableFichier, T?> lire, string requise) where T : class =>
            File.Exists(Path.Combine(dossier.FullName, nom)) ? Table(nom, lire, [requise], []) : null;

        /// <param name="requises">Columns without which the file says nothing.</param>
        /// <param name="utiles">Columns without which it says less.</param>
        public IReadOnlyCollection<T>? Table<T>(string nom, Func<TableFichier, T?> lire, string[] requises, string[] utiles)
            where T : class
        {
            var fichier = new FileInfo(Path.Combine(dossier.FullName, nom));
            if (!fichier.Exists)
            {
                avertissements.Add(new(null, $"{nom} : fichier absent, ce qu'il permet de chercher ne l'est pas."));
                return null;
            }

            using var table = TableFichier.Ouvrir(fichier, avertissements, requises);
            var lignes = new List<T>();
            table.AvertirDesAbsentes(utiles);
            while (table.Suivante())
            {
                if (lire(table) is { } ligne) lignes.Add(ligne);
                else table.Ecarter("la valeur qui identifie la ligne est vide.");
            }

            table.Finir();
            return lignes;
        }

        public IReadOnlyCollection<KeyValuePair<string, string>>? Paires(
            string nom, string cle, Func<TableFichier, string?> lire, string valeur) =>
            Table(nom, t => t.Code(cle) is { } k && lire(t) is { } v ? new Paire(k, v) : null, [cle, valeur], [])
                ?.Select(p => KeyValuePair.Create(p.Cle, p.Valeur)).ToList();
    }

    private sealed record Paire(string Cle, string Valeur);
}
