using System.Globalization;
using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>The audit as a file: one JSON object a line, or a table for a spreadsheet.</summary>
public static class AuditExport
{
    public const string Csv = "csv";

    private const char Separator = ';';

    private static readonly byte[] LineEnd = [(byte)'\n'];

    private static readonly string[] Columns =
    [
        "numero", "instant", "qui", "identifiant", "origine", "acte", "etablissement", "sujet", "issue", "nombre", "details", "correlation",
        "empreinte",
    ];

    /// <returns>How many entries.</returns>
    public static async Task<long> WriteAsync(Stream output, IAsyncEnumerable<AuditRow> rows, bool csv, CancellationToken ct)
    {
        long count = 0;
        // A spreadsheet takes UTF-8 without its mark for something else.
        if (csv) await output.WriteAsync(Encoding.UTF8.GetBytes('\uFEFF' + Line(Columns)), ct);
        await foreach (var row in rows)
        {
            if (csv) await output.WriteAsync(Encoding.UTF8.GetBytes(Line(Fields(row))), ct);
            else
            {
                await JsonSerializer.SerializeAsync(output, EntreeAuditView.Of(row), JsonText.Options, ct);
                await output.WriteAsync(LineEnd, ct);
            }

            count++;
        }

        await output.FlushAsync(ct);
        return count;
    }

    private static IEnumerable<string?> Fields(AuditRow row) =>
    [
        row.Numero.ToString(CultureInfo.InvariantCulture), TypeHandlers.Text(row.Instant), row.Qui, row.Identifiant, row.Origine, row.Acte,
        row.Etablissement, row.Sujet, row.Issue, row.Nombre.ToString(CultureInfo.InvariantCulture), row.Details, row.Correlation,
        row.Empreinte,
    ];

    private static string Line(IEnumerable<string?> fields) => string.Join(Separator, fields.Select(Field)) + "\r\n";

    // What a caller chose must not become a formula of whoever opens the file.
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t') text = "'" + text;
        return text.AsSpan().IndexOfAny(Separator, '"', '\n') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
