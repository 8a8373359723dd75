using System.Globalization;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee;

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
        if (disposition.Separateur is not [var separator] || char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or ' ' or '.' or '-' || separator > '~')
            yield return ($"{chemin}.separateur", "Indiquer un seul caractère, par exemple « ; », « | » ou une tabulation ; ni lettre, ni chiffre, ni guillemet, ni espace, ni point, ni tiret.");

        var alphabet = AlphabetFichier.Of(disposition.Encodage);
        var headers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < disposition.Colonnes.Count; i++)
        {
            var colonne = disposition.Colonnes[i];
            foreach (var (champ, message) in Column(colonne, alphabet))
                yield return ($"{chemin}.colonnes[{i}].{champ}", message);
            if (disposition.Entete && !string.IsNullOrWhiteSpace(colonne.Entete) && !headers.Add(colonne.Entete.Trim()))
                yield return ($"{chemin}.colonnes[{i}].entete", $"L'en-tête « {colonne.Entete} » figure deux fois : chaque colonne a le sien.");
            if (disposition.Entete && string.IsNullOrWhiteSpace(colonne.Entete))
                yield return ($"{chemin}.colonnes[{i}].entete", "Indiquer l'en-tête de la colonne, ou mettre « entete » à false pour un fichier sans ligne d'en-tête.");
            if (disposition.Guillemets == GuillemetsFichier.Jamais && $"{colonne.Entete}{colonne.Valeur}".Contains(disposition.Separateur, StringComparison.Ordinal))
                yield return ($"{chemin}.colonnes[{i}]", "L'en-tête ou la valeur contient le séparateur, alors que les guillemets sont exclus : changer l'un ou l'autre.");
        }

        if (disposition.Colonnes.Count > 0)
            foreach (var missing in Required.Where(r => disposition.Colonnes.All(c => c.Source != r)))
                yield return ($"{chemin}.colonnes", $"Ajouter une colonne de source « {missing} » : sans elle une ligne ne dit pas de quel vœu elle parle.");
    }

    private static IEnumerable<(string Champ, string Message)> Column(ColonneFichier colonne, AlphabetFichier alphabet)
    {
        if (colonne.Source is null == colonne.Valeur is null)
            yield return ("source", "Indiquer soit « source » (un champ de l'OPI), soit « valeur » (une constante).");
        var source = SourceColonne.TryParse(colonne.Source);
        if (colonne.Source is not null && source is null)
            yield return ("source", $"Le champ « {colonne.Source} » n'existe pas dans une OPI : vérifier l'orthographe et le bloc, par exemple individu.etatCivil.libNomPatIndOpi ou voeu.codEtp ({Reference}).");
        if (colonne.Format is { } format && source is not { EstDate: true })
            yield return ("format", "Un format ne s'applique qu'à une date : individu.donneesNaissance.dateNaiIndOpi.");
        else if (colonne.Format is { } wrong && !IsDateFormat(wrong))
            yield return ("format", "Écrire le format d'une date avec dd, MM et yyyy (ou yy), par exemple dd/MM/yyyy ou yyyy-MM-dd.");
        foreach (var (champ, text) in new[] { ("entete", colonne.Entete), ("valeur", colonne.Valeur) })
            if (text is not null && (alphabet.Clean(text) != text || text.AsSpan().IndexOfAny("\r\n\"") >= 0))
                yield return (champ, "Ce texte contient un guillemet, une fin de ligne ou un caractère que l'encodage du fichier ne peut pas représenter.");
    }

    // What is written must be readable again.
    private static bool IsDateFormat(string format)
    {
        if (format.Any(c => c is not ('d' or 'M' or 'y' or '/' or '-' or '.' or ' '))) return false;
        var day = new DateOnly(2008, 11, 29);
        return format.Split('/', '-', '.', ' ').All(p => p is "dd" or "MM" or "yyyy" or "yy" or "ddMMyyyy" or "yyyyMMdd" or "ddMMyy" or "yyMMdd")
            && DateOnly.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == day;
    }
}
