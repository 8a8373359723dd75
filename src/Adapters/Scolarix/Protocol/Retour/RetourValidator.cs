using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>What is wrong in the description of the daily file, all at once, in French for the administrator.</summary>
public static class RetourValidator
{
    /// <param name="options">The description of one établissement.</param>
    /// <param name="chemin">Where it stands in the document, for instance <c>etablissements[0].scolarix.retour</c>.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(RetourOptions options, string chemin)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Separateur is not [var separator] || char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or ' ' or '/'
            or ':')
            yield return ($"{chemin}.separateur", "Indiquer un seul caractère, par exemple « ; », « | » ou une tabulation.");
        if (options.FormatDate is { } format && !IsReadable(format))
            yield return ($"{chemin}.formatDate",
                "Écrire le format d'une date avec dd, MM, yyyy, HH, mm et ss, par exemple dd/MM/yyyy HH:mm.");
        foreach (var (champ, entete) in options.Colonnes)
            if (!ColonneRetour.Toutes.Any(c => string.Equals(c.Champ, champ, StringComparison.OrdinalIgnoreCase)))
                yield return ($"{chemin}.colonnes.{champ}",
                    $"Champ inconnu. Champs possibles : {string.Join(", ", ColonneRetour.Toutes.Select(c => c.Champ))}.");
            else if (string.IsNullOrWhiteSpace(entete))
                yield return ($"{chemin}.colonnes.{champ}", "Indiquer l'en-tête de la colonne, ou retirer le champ.");
        foreach (var twice in ColonneRetour.Toutes.GroupBy(c => c.EnteteDe(options), StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1))
            yield return ($"{chemin}.colonnes",
                $"L'en-tête « {twice.Key} » est celui de plusieurs champs : {string.Join(", ", twice.Select(c => c.Champ))}.");
    }

    private static bool IsReadable(string format)
    {
        var day = new DateTime(2026, 11, 29, 23, 58, 0, DateTimeKind.Unspecified);
        try
        {
            // Without today for what the format leaves out: on one day of the year that would be this one.
            return DateTime.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.NoCurrentDateDefault, out var read) && read.Date == day.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
