using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Drivers;

namespace Parcoursup.Gateway.Interop.Tests;

/// <summary>Client × version × case, as a Markdown table: what each client saw.</summary>
internal static class Matrix
{
    private const string Begin = "<!-- matrix: written by the tests -->\n";
    private const string End = "<!-- end of the matrix -->";

    public static string Render(Func<Call, string> cell)
    {
        var table = new StringBuilder("| client | operation | namespace |");
        foreach (var @case in Case.All) table.Append(CultureInfo.InvariantCulture, $" {@case.Title} |");
        table.Append("\n|---|---|---|").Insert(table.Length, "---|", Case.All.Count).Append('\n');
        foreach (var calls in ForeignClient.All.SelectMany(client => client.Calls.GroupBy(c => c.Version).Select(g => (client.Title, g))))
        {
            var contract = Contract.Of(calls.g.Key);
            table.Append(CultureInfo.InvariantCulture, $"| {calls.Title} | v{calls.g.Key} | `OpiMetier{contract.Suffix}` |");
            foreach (var call in calls.g) table.Append(CultureInfo.InvariantCulture, $" {cell(call)} |");
            table.Append('\n');
        }

        return table.ToString();
    }

    /// <summary>How an outcome reads in its cell: a fault by the type in which the client hands it over.</summary>
    public static string Describe(Outcome outcome) => outcome.Kind switch
    {
        "ok" => "ok",
        "refused" => $"{outcome.Words[^1]} `{outcome.Type}`",
        "fault" => $"`{outcome.Type}`",
        _ => "**error** " + outcome.Type,
    };

    /// <summary>The table that stands in a document.</summary>
    public static string In(string document)
    {
        var start = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return start < 0 || end < start ? "" : document[(start + Begin.Length)..end];
    }

    public static string Replace(string document, string table) => document.Replace(Begin + In(document) + End, Begin + table + End, StringComparison.Ordinal);
}
