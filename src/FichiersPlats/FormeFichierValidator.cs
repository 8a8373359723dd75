using System.Globalization;

namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>What is wrong in the form of a file and in its headers, all at once, in French, whatever the file holds.</summary>
public static class FormeFichierValidator
{
    /// <param name="forme">The form.</param>
    /// <param name="colonnes">Header and constant, if any, of each column that the document names.</param>
    /// <param name="chemin">Where the form stands in the document.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(FormeFichier forme,
        IReadOnlyList<(string Entete, string? Valeur)> colonnes, string chemin)
    {
        ArgumentNullException.ThrowIfNull(forme);
        ArgumentNullException.ThrowIfNull(colonnes);
        if (forme.Separateur is not [var separator] || char.IsLetterOrDigit(separator) || separator is '"' or '\r' or '\n' or ' ' or '.'
            or '-' || separator > '~')
            yield return ($"{chemin}.separateur",
                "Indiquer un seul caractère, par exemple « ; », « | » ou une tabulation ; ni lettre, ni chiffre, ni guillemet, ni "
                + "espace, ni point, ni tiret.");

        var alphabet = AlphabetFichier.Of(forme.Encodage);
        var headers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < colonnes.Count; i++)
        {
            var (entete, valeur) = colonnes[i];
            foreach (var (champ, text) in new[] { ("entete", entete), ("valeur", valeur) })
                if (text is not null && (alphabet.Clean(text) != text || text.AsSpan().IndexOfAny("\r\n\"") >= 0))
                    yield return ($"{chemin}.colonnes[{i}].{champ}",
                        "Ce texte contient un guillemet, une fin de ligne ou un caractère que l'encodage du fichier ne peut pas "
                        + "représenter.");
            if (forme.Entete && !string.IsNullOrWhiteSpace(entete) && !headers.Add(entete.Trim()))
                yield return ($"{chemin}.colonnes[{i}].entete", $"L'en-tête « {entete} » figure deux fois : chaque colonne a le sien.");
            if (forme.Entete && string.IsNullOrWhiteSpace(entete))
                yield return ($"{chemin}.colonnes[{i}].entete",
                    "Indiquer l'en-tête de la colonne, ou mettre « entete » à false pour un fichier sans ligne d'en-tête.");
            if (forme.Guillemets == GuillemetsFichier.Jamais && $"{entete}{valeur}".Contains(forme.Separateur, StringComparison.Ordinal))
                yield return ($"{chemin}.colonnes[{i}]",
                    "L'en-tête ou la valeur contient le séparateur, alors que les guillemets sont exclus : changer l'un ou l'autre.");
        }
    }

    /// <summary>True for a format of dates that can be read again: dd, MM and yyyy (or yy), with or without separators.</summary>
    public static bool IsDateFormat(string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Any(c => c is not ('d' or 'M' or 'y' or '/' or '-' or '.' or ' '))) return false;
        var day = new DateOnly(2008, 11, 29);
        return format.Split('/', '-', '.', ' ')
            .All(p => p is "dd" or "MM" or "yyyy" or "yy" or "ddMMyyyy" or "yyyyMMdd" or "ddMMyy" or "yyMMdd")
            && DateOnly.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var read) && read == day;
    }
}
