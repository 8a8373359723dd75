using System.Diagnostics;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>
/// A trace begins at the gateway's door: who calls from outside neither chooses its number nor whether it is kept, and says nothing that
/// would be handed on to others. His own trace is pointed to, for whoever can look at both.
/// </summary>
internal sealed class ContexteEntrant : DistributedContextPropagator
{
    private const string Header = "traceparent";

    private static readonly DistributedContextPropagator Outgoing = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => Outgoing.Fields;

    public static void Relier(Activity request, HttpRequest from)
    {
        if (ActivityContext.TryParse(from.Headers[Header], null, isRemote: true, out var his)) request.AddLink(new ActivityLink(his));
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        Outgoing.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
