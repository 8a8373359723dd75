using System.CommandLine;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary>The options that several commands share.</summary>
internal static class OptionsEntree
{
    public static Option<FileInfo> Catalogue() => new("--entree")
    {
        Description = "Catalogue de Parcoursup (CSV, « ; »)", Required = true,
    };

    public static Option<DirectoryInfo> Nomenclatures() => new("--nomenclatures")
    {
        Description = "Dossier des nomenclatures (n_mef.csv, n_formation_diplome.csv…) ; un fichier absent ferme sa source",
        Required = true,
    };

    /// <summary>Why the value of <c>--millesime</c> is none, in French; null where it is one, or was not given.</summary>
    public static string? RefusMillesime(string? texte) => texte is null || Millesime.EstValide(texte) ? null
        : $"--millesime : {Cite.De(texte)} n'est pas un millésime ; écrire 2023 ou 2022_2023.";
}
