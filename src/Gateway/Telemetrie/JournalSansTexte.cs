using System.Collections.Frozen;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>
/// Entries of the log as they are sent (rule J5): what the program says, as it stands in its source and without the values that are put
/// into it; of these the ones that are named here, and no other. Who was refused, from where, and the text of a failure stay in the log of
/// the machine. Of what libraries tell, the name of the event leaves: their sentences are not ours to vouch for. Of an exception, its kinds
/// and where it was thrown.
/// </summary>
internal sealed class JournalSansTexte : BaseProcessor<LogRecord>
{
    public const string Evenement = "passerelle.evenement";

    /// <summary>
    /// Numbers of the gateway's own rows, counts and durations, words of the program, codes of établissements: nothing that another side
    /// wrote.
    /// </summary>
    public static readonly FrozenSet<string> Permis =
        ((string[])
        [
            "Acte", "Attempt", "Bytes", "Column", "Correlation", "Count", "Covered", "Day", "Destination", "Essai", "Etablissement",
            "Etablissements", "Execution", "Id", "Import", "Issue", "Kind", "Lignes", "Line", "Lines", "Method", "Milliseconds", "Minutes",
            "Nombre", "Number", "Outcome", "Since", "State", "Status", "Step", "Times", "Travail", "Uai", "Version",
        ]).ToFrozenSet(StringComparer.Ordinal);

    private const string Ours = "Parcoursup.Gateway";
    private const string Template = "{OriginalFormat}";

    public override void OnEnd(LogRecord data)
    {
        var given = data.CategoryName?.StartsWith(Ours, StringComparison.Ordinal) == true ? data.Attributes ?? [] : [];
        var attributes = given.Where(a => Permis.Contains(a.Key)).ToList();
        (data.FormattedMessage, data.Body) = (null, given.FirstOrDefault(a => a.Key == Template).Value as string ?? data.EventId.Name);
        if (data.EventId.Id != 0) attributes.Add(new(Evenement, data.EventId.Id));
        if (data.Exception is { } failure)
        {
            attributes.Add(new("exception.type", string.Join(" ← ", Chain(failure).Select(e => e.GetType().FullName))));
            attributes.Add(new("exception.stacktrace", failure.StackTrace));
            data.Exception = null;
        }

        data.Attributes = attributes;
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }
}
