using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>
/// Entries of the log as they are sent: with the number of their event, and of an exception its kinds and where it was thrown. Its text,
/// which stays in the log of the machine, may quote what somebody sent. Of what the framework tells in detail, addresses among it, the
/// name of the event leaves.
/// </summary>
internal sealed class JournalSansTexte : BaseProcessor<LogRecord>
{
    public const string Evenement = "passerelle.evenement";

    private const string Ours = "Parcoursup.Gateway";

    public override void OnEnd(LogRecord data)
    {
        if (data.LogLevel < LogLevel.Warning && data.CategoryName?.StartsWith(Ours, StringComparison.Ordinal) != true)
            (data.FormattedMessage, data.Body, data.Attributes) = (null, data.EventId.Name, []);
        var attributes = new List<KeyValuePair<string, object?>>(data.Attributes ?? []);
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
