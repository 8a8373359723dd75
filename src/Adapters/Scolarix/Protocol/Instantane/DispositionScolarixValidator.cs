using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>What is wrong in a layout, all at once, in French for the administrator.</summary>
public static class DispositionScolarixValidator
{
    private const string Reference = "voir docs/reference/scolarix.md";
    private const string Key = "codeCandidat";
    private const string DateAdvice = "Écrire le format d'une date avec dd, MM et yyyy (ou yy), par exemple dd/MM/yyyy ou yyyy-MM-dd.";

    /// <param name="disposition">The layout of one établissement.</param>
    /// <param name="chemin">Where it stands in the document, for instance <c>etablissements[0].scolarix.disposition</c>.</param>
    /// <param name="knowsTable">Whether the établissement has a nomenclature of that name, shipped or its own.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(DispositionScolarix disposition, string chemin, Func<string,
        bool> knowsTable)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        ArgumentNullException.ThrowIfNull(knowsTable);
        foreach (var erreur in FormeFichierValidator.Validate(disposition, [.. disposition.Colonnes.Select(c => (c.Entete, c.Valeur))],
            chemin))
            yield return erreur;
        if (!FormeFichierValidator.IsDateFormat(disposition.FormatDate))
            yield return ($"{chemin}.formatDate", DateAdvice);
        for (var i = 0; i < disposition.Colonnes.Count; i++)
            foreach (var (champ, message) in Column(disposition.Colonnes[i], knowsTable))
                yield return ($"{chemin}.colonnes[{i}].{champ}", message);
        if (disposition.Colonnes.Count > 0
            && !disposition.Colonnes.Any(c => Key.Equals(c.Source, StringComparison.OrdinalIgnoreCase)
                || "ine".Equals(c.Source, StringComparison.OrdinalIgnoreCase)))
            yield return ($"{chemin}.colonnes",
                $"Ajouter une colonne de source « {Key} » ou « ine » : sans elle une ligne ne dit pas de qui elle parle.");
        for (var i = 0; i < disposition.Obligatoires?.Count; i++)
            if (string.IsNullOrWhiteSpace(disposition.Obligatoires[i])
                || !disposition.ColonnesEffectives.Any(c => disposition.Obligatoires[i]
                    .Equals(c.Source, StringComparison.OrdinalIgnoreCase)))
                yield return ($"{chemin}.obligatoires[{i}]",
                    $"« {disposition.Obligatoires[i]} » n'est la source d'aucune colonne du fichier : écrire le nom d'une source "
                    + $"({Reference}), ajouter sa colonne, ou retirer ce champ.");
    }

    private static IEnumerable<(string Champ, string Message)> Column(ColonneScolarix colonne, Func<string, bool> knowsTable)
    {
        if (colonne.Source is null == colonne.Valeur is null)
            yield return ("source", "Indiquer soit « source » (une donnée du candidat), soit « valeur » (une constante).");
        if (colonne.Source is { } source && !SourcesScolarix.IsKnown(source))
            yield return ("source", SourcesScolarix.IsOfWish(source)
                ? $"« {source} » décrit un vœu : les vœux ne sont pas importés dans Scolarix, "
                    + "le fichier ne porte que des données administratives (guide Cocktail)."
                : $"La donnée « {source} » n'existe pas : choisir parmi {string.Join(", ", SourcesScolarix.Noms)} ({Reference}).");
        if (colonne.Format is not null && !SourcesScolarix.IsDate(colonne.Source))
            yield return ("format", "Un format ne s'applique qu'à une date : dateNaissance.");
        else if (colonne.Format is { } format && !FormeFichierValidator.IsDateFormat(format))
            yield return ("format", DateAdvice);
        if (colonne.Nomenclature is { } table && (colonne.Source is null || SourcesScolarix.IsDate(colonne.Source)))
            yield return ("nomenclature",
                $"Une nomenclature traduit une donnée du candidat autre qu'une date : retirer « {table} », ou indiquer une source.");
        else if (colonne.Nomenclature is { } name && !knowsTable(name))
            yield return ("nomenclature",
                $"La nomenclature « {name} » n'existe pas : la saisir dans « nomenclatures », ou corriger son nom.");
    }
}
