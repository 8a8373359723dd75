using System.Diagnostics;

namespace Parcoursup.Gateway.Engine.Ground.Telemetrie;

/// <summary>
/// The spans of the gateway's own work (ADR 0018). Where work is handed over by a row of the database, the row keeps the context of the
/// trace that it belongs to, so that whichever node takes it up goes on with the same trace. Nothing of it costs where nobody listens.
/// </summary>
public static class Traces
{
    /// <summary>The name of the source: whoever wants the spans listens to it.</summary>
    public const string Nom = "Passerelle";

    private static readonly ActivitySource Source = new(Nom);

    /// <summary>Whether anybody listens.</summary>
    public static bool Ecoutees => Source.HasListeners();

    /// <summary>
    /// The present trace as a row keeps it (W3C traceparent); null where nobody listens: the framework makes identifiers all the same.
    /// </summary>
    public static string? Contexte => Ecoutees && Activity.Current is { IdFormat: ActivityIdFormat.W3C } now ? now.Id : null;

    /// <summary>Begins a span; dispose it.</summary>
    /// <param name="contexte">The trace that it belongs to, as a row has kept it; null for the present one, or a new one.</param>
    /// <returns>Null where nobody wants it.</returns>
    public static Activity? Commence(
        string name, ActivityKind kind, string? contexte = null, IEnumerable<ActivityLink>? links = null,
        DateTimeOffset depuis = default) => Ecoutees
        ? Source.StartActivity(name, kind, ContexteDe(contexte), tags: null, links, depuis) : null;

    /// <summary>The context that a row has kept; none where it cannot be read.</summary>
    public static ActivityContext ContexteDe(string? contexte) =>
        ActivityContext.TryParse(contexte, null, isRemote: false, out var own)
        // Who has decided that a trace is not kept is followed, in what the framework adds to it too.
        && (own.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) || ActivityContext.TryParse(contexte, null, isRemote: true, out own))
            ? own : default;

    /// <summary>It ended well.</summary>
    public static void Reussi(this Activity? span) => span?.SetStatus(ActivityStatusCode.Ok);

    /// <summary>It failed; of the failure only its kind is told, since its text may hold anything.</summary>
    public static void Echoue(this Activity? span, string kind) => span?.SetTag("error.type", kind).SetStatus(ActivityStatusCode.Error);
}
