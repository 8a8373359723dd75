using System.Text;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>Splits a text into the fields of a record.</summary>
internal static class Separation
{
    public const char Quote = '"';

    // Excel's, the one of its « texte » formats, and the one of other countries.
    private static readonly char[] Usual = [';', '\t', ','];

    /// <summary>The separator that a line <c>sep=;</c> names; null when the text is no such line.</summary>
    public static char? Named(string text)
    {
        var bare = text.Trim('"', ' ');
        return bare.Length >= 5 && bare.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && bare.AsSpan(5).Trim(bare[4]).IsEmpty
            ? bare[4] : null;
    }

    /// <summary>The one of the usual separators that the labels use.</summary>
    public static char FoundIn(string header) =>
        Usual.FirstOrDefault(usual => header.Contains(usual, StringComparison.Ordinal)) is var found && found != default ? found : Usual[0];

    /// <summary>
    /// False when a quoted field is not closed in this text; proper when every closing mark ends its field.
    /// </summary>
    public static bool TrySplit(string text, char separator, out List<string> fields, out bool proper)
    {
        (fields, proper) = ([], true);
        for (var at = 0; ;)
        {
            if (at < text.Length && text[at] == Quote)
            {
                var field = new StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= text.Length) return false;
                    if (text[at] != Quote) field.Append(text[at]);
                    else if (at + 1 < text.Length && text[at + 1] == Quote) field.Append(text[at++]);
                    else break;
                }

                // What follows the closing mark up to the separator belongs to the field: it is shown, not lost.
                var rest = text.IndexOf(separator, at);
                proper &= (rest < 0 ? text.Length : rest) == at + 1;
                field.Append(text, at + 1, (rest < 0 ? text.Length : rest) - at - 1);
                fields.Add(field.ToString());
                if (rest < 0) return true;
                at = rest + 1;
            }
            else
            {
                var end = text.IndexOf(separator, at);
                fields.Add(end < 0 ? text[at..] : text[at..end]);
                if (end < 0) return true;
                at = end + 1;
            }
        }
    }
}
