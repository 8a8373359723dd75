using System.Diagnostics;

namespace Parcoursup.Gateway.Engine.Ground.Telemetrie;

/// <summary>
/// One transaction's work on what came by several traces. What is of one trace is a span of it. What is of many is a span of its own,
/// which points to them, and when it has ended a span in each of them, which points back.
/// </summary>
public sealed class TravailCommun : IDisposable
{
    private const int MostLinks = 128;

    private readonly string _name;
    private readonly IReadOnlyList<string> _contextes;
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly DateTimeOffset _depuis;
    private readonly Activity? _span;
    private bool _reussi;

    private TravailCommun(string name, IReadOnlyList<string> contextes, int count, KeyValuePair<string, object?>[] tags)
    {
        // The clock of the spans is the machine's, whatever the business clock says.
        (_name, _tags, _depuis) = (name, tags, TimeProvider.System.GetUtcNow());
        var alone = contextes.Count == 1 && count == 1;
        _contextes = alone ? [] : contextes;
        _span = Traces.Commence(
            name, ActivityKind.Consumer, alone ? contextes[0] : null,
            alone ? null : contextes.Take(MostLinks).Select(c => new ActivityLink(Traces.ContexteDe(c))));
        Tell(_span);
        _span?.SetTag("messaging.batch.message_count", count);
    }

    /// <param name="file">What the work is taken from, such as <c>journal</c>.</param>
    /// <param name="contextes">Of each thing that is worked on, the trace that it came by; null for one that came by none.</param>
    /// <returns>Null where nobody listens.</returns>
    public static TravailCommun? Commence(string file, string etablissement, IReadOnlyCollection<string?> contextes) => !Traces.Ecoutees
        ? null
        : new($"process {file}", [.. contextes.OfType<string>().Distinct()], contextes.Count,
        [
            new("messaging.system", Messagerie.Systeme), new("messaging.operation.name", "process"),
            new("messaging.operation.type", "process"), new("messaging.destination.name", file),
            new(Messagerie.Etablissement, etablissement),
        ]);

    /// <summary>It is committed.</summary>
    public void Reussi() => _reussi = true;

    public void Dispose()
    {
        foreach (var contexte in _contextes)
        {
            using var own = Traces.Commence(
                _name, ActivityKind.Consumer, contexte, _span is null ? null : [new ActivityLink(_span.Context)], _depuis);
            Tell(own);
            End(own);
        }

        End(_span);
        _span?.Dispose();
    }

    private void Tell(Activity? span)
    {
        foreach (var (name, value) in _tags) span?.SetTag(name, value);
    }

    private void End(Activity? span)
    {
        if (_reussi) span.Reussi();
        else span.Echoue("transaction");
    }
}
