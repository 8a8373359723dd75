namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Rule E2: the quiet time in which a call that nobody waits for any more may still arrive. It stands apart from the next attempt: a
/// person, a new content or a run may bring that forward, and none of them knows of the call.
/// </summary>
public static class Calme
{
    /// <summary>Condition that no such call can arrive any more; it needs <c>@now</c>.</summary>
    public const string Over = "(calme_jusqua IS NULL OR calme_jusqua <= @now)";

    /// <summary>Assignment that begins a quiet time, never one that shortens it; it needs <c>@calme</c>, null for none.</summary>
    public const string Begin =
        "calme_jusqua = CASE WHEN calme_jusqua > @calme THEN calme_jusqua ELSE COALESCE(@calme, calme_jusqua) END";

    /// <summary>How long it lasts for a destination: longer than the longest wait for its answer.</summary>
    public static TimeSpan After(TimeSpan timeout) => timeout + TimeSpan.FromSeconds(1);
}
