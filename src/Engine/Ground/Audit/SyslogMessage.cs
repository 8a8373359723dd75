using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// An entry as a message of RFC 5424: its columns as structured data, so that a collector filters by them, and one sentence.
/// </summary>
internal static class SyslogMessage
{
    private const int Warning = 4;
    private const int Notice = 5;
    private static readonly string[] Refusals =
        [ActeAudit.IdentifiantsRefuses.Code, ActeAudit.AccesRefuse.Code, ActeAudit.AlerteRefus.Code];

    private const int LongestDetails = 1_000;

    // The number that IANA keeps for documents (RFC 5612): the gateway has none of its own.
    private const string Data = "audit@32473";
    private const string Application = "gateway";

    public static byte[] Of(AuditRow row, int facility)
    {
        var severity = Refusals.Contains(row.Acte) ? Warning : Notice;
        var head = string.Create(CultureInfo.InvariantCulture,
            $"<{(facility * 8) + severity}>1 {TypeHandlers.Text(row.Instant)} {Ascii(Environment.MachineName, 255)} {Application} "
            + $"{Environment.ProcessId} {Ascii(row.Acte, 32)} ");
        // The mark says that what follows is UTF-8 (RFC 5424 §6.4).
        return Encoding.UTF8.GetBytes(head + DataOf(row) + " \uFEFF" + SentenceOf(row));
    }

    private static string DataOf(AuditRow row)
    {
        (string Name, string? Value)[] columns =
        [
            ("numero", row.Numero.ToString(CultureInfo.InvariantCulture)), ("qui", row.Qui), ("identifiant", row.Identifiant),
            ("origine", row.Origine), ("acte", row.Acte), ("etablissement", row.Etablissement), ("sujet", row.Sujet),
            ("issue", row.Issue), ("nombre", row.Nombre.ToString(CultureInfo.InvariantCulture)), ("correlation", row.Correlation),
            ("empreinte", row.Empreinte),
        ];
        return $"[{Data}{string.Concat(columns.Where(c => c.Value is not null).Select(c => $" {c.Name}=\"{Escaped(c.Value!)}\""))}]";
    }

    private static string SentenceOf(AuditRow row)
    {
        var details = row.Details is { Length: > LongestDetails } long_ ? long_[..LongestDetails] + "…" : row.Details;
        return $"{row.Qui} ({row.Origine}) : {row.Acte}{(row.Sujet is null ? "" : " " + row.Sujet)}, {row.Issue}"
            + (row.Nombre > 1 ? string.Create(CultureInfo.InvariantCulture, $", {row.Nombre} fois") : "")
            + (details is null ? "" : " " + details);
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static string Ascii(string text, int longest)
    {
        var plain = string.Concat(text.Where(c => c is > ' ' and < '\u007f').Take(longest));
        return plain.Length == 0 ? "-" : plain;
    }
}
