using System.Text;

namespace Parcoursup.Gateway.Simulators.Fichiers;

/// <summary>The records of a delimited text (RFC 4180), strictly: a stray quote or a missing last line end is an error.</summary>
internal static class DelimitedRecords
{
    /// <param name="crlf">Lines end with CR and LF; a line feed alone is an error.</param>
    public static List<string[]> Parse(string text, char separator, bool crlf = false)
    {
        var records = new List<string[]>();
        var record = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            record.Add(Field(text, ref at, separator));
            if (at >= text.Length) throw new ImportRefuse("La dernière ligne n'est pas terminée");
            if (text[at] == separator)
            {
                at++;
                continue;
            }

            if (crlf && text[at] != '\r') throw new ImportRefuse($"La ligne {records.Count + 1} se termine sans retour chariot");
            at += text[at] == '\r' ? 2 : 1;
            records.Add([.. record]);
            record.Clear();
        }

        return records;
    }

    // Leaves the place on the separator or on the line end.
    private static string Field(string text, ref int at, char separator)
    {
        var value = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            for (at++; ; at++)
            {
                if (at >= text.Length) throw new ImportRefuse("Un guillemet n'est pas fermé");
                if (text[at] != '"') value.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[++at]);
                else break;
            }

            at++;
            if (at < text.Length && !Ends(text, at, separator)) throw new ImportRefuse("Du texte suit un guillemet fermant");
            return value.ToString();
        }

        for (; at < text.Length && !Ends(text, at, separator); at++)
            value.Append(text[at] is '"' or '\r' ? throw new ImportRefuse("Un guillemet ou un retour chariot est hors des guillemets")
                : text[at]);
        return value.ToString();
    }

    private static bool Ends(string text, int at, char separator) =>
        text[at] == separator || text[at] == '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');
}
