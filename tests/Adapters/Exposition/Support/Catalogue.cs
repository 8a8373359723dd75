using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>A small catalogue with its nomenclatures, as files.</summary>
internal sealed class Catalogue(string dossier)
{
    public const string Bts = "32020116";

    public FileInfo Entree => new(Path.Combine(dossier, "catalogue.csv"));

    public DirectoryInfo Nomenclatures => new(Path.Combine(dossier, "nomenclatures"));

    public FileInfo Sortie => new(Path.Combine(dossier, "sortie.csv"));

    public static string Uai(int i) => $"{i:0000000}A";

    /// <summary>Apprentices of one BTS, a line for each établissement.</summary>
    public Catalogue Ecrire(IEnumerable<int> numeros, string? supplement = null)
    {
        var lignes = new StringBuilder(
            "\uFEFFUAI_GES;UAI_COMPOSANTE;UAI_AFF;LIBFORMATION;CODEMEF;CODECFD;CODESISE;CODEFORMATIONINSCRIPTION;CODEFORMATIONACCUEIL;"
            + "LISTE_RNCP;LISTE_IDEO;ID_RCO;APPRENTISSAGEOUSCOLAIRE;INCONNUE\n");
        foreach (var i in numeros)
            lignes.Append(CultureInfo.InvariantCulture, $";{Uai(i)};{Uai(i)};BTS - Production;;{Bts};;{1000 + i};{i};35341;FOR.1;;Apprentissage;x\n");
        File.WriteAllText(Entree.FullName, lignes + supplement);
        Directory.CreateDirectory(Nomenclatures.FullName);
        Table("n_formation_diplome.csv", "LIBELLE_COURT;FORMATION_DIPLOME;DATE_OUVERTURE;ANCIEN_DIPLOME_1", $"BTS;{Bts};01/09/2010;");
        Table("perimetre.csv", "Type diplôme;Filiere;Scope", "BTS - PRODUCTION;App.;Oui");
        return this;
    }

    public void Table(string nom, params string[] lignes) => File.WriteAllLines(Path.Combine(Nomenclatures.FullName, nom), lignes);
}
