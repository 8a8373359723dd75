using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What is wrong in a layout, all at once, in French for the administrator.</summary>
public static class DispositionValidator
{
    private const string Reference = "voir docs/reference/fichiers-opi.md";

    // Without them a line would not say whose wish it is, nor which.
    private static readonly string[] Required = ["individu.codOpiIntEpo", "voeu.codEtp"];

    /// <param name="disposition">The layout of one établissement.</param>
    /// <param name="chemin">Where it stands in the document, for instance <c>etablissements[0].opi.fichiers.disposition</c>.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(DispositionFichiers disposition, string chemin)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        foreach (var erreur in FormeFichierValidator.Validate(disposition, [.. disposition.Colonnes.Select(c => (c.Entete, c.Valeur))],
            chemin))
            yield return erreur;
        for (var i = 0; i < disposition.Colonnes.Count; i++)
            foreach (var (champ, message) in Column(disposition.Colonnes[i]))
                yield return ($"{chemin}.colonnes[{i}].{champ}", message);

        if (disposition.Colonnes.Count > 0)
            foreach (var missing in Required.Where(r => disposition.Colonnes.All(c => c.Source != r)))
                yield return ($"{chemin}.colonnes",
                    $"Ajouter une colonne de source « {missing} » : sans elle une ligne ne dit pas de quel vœu elle parle.");
    }

    private static IEnumerable<(string Champ, string Message)> Column(ColonneFichier colonne)
    {
        if (colonne.Source is null == colonne.Valeur is null)
            yield return ("source", "Indiquer soit « source » (un champ de l'OPI), soit « valeur » (une constante).");
        var source = SourceColonne.TryParse(colonne.Source);
        if (colonne.Source is not null && source is null)
            yield return ("source",
                $"Le champ « {colonne.Source} » n'existe pas dans une OPI : vérifier l'orthographe et le bloc, par exemple "
                + $"individu.etatCivil.libNomPatIndOpi ou voeu.codEtp ({Reference}).");
        if (colonne.Format is { } format && source is not { EstDate: true })
            yield return ("format", "Un format ne s'applique qu'à une date : individu.donneesNaissance.dateNaiIndOpi.");
        else if (colonne.Format is { } wrong && !FormeFichierValidator.IsDateFormat(wrong))
            yield return ("format", "Écrire le format d'une date avec dd, MM et yyyy (ou yy), par exemple dd/MM/yyyy ou yyyy-MM-dd.");
    }
}
