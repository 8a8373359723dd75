using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>A reader of delimited text of the tests' own, so that the writer is not checked by its own library.</summary>
internal static class Csv
{
    public static List<string[]> Parse(string text, char separator, string lineEnd)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] == separator) Next();
            else if (!quoted && text.AsSpan(i).StartsWith(lineEnd))
            {
                Next();
                records.Add([.. fields]);
                fields.Clear();
                i += lineEnd.Length - 1;
            }
            else field.Append(text[i]);
        }

        Assert.False(quoted || field.Length > 0 || fields.Count > 0, "The text ends within a record.");
        return records;

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
