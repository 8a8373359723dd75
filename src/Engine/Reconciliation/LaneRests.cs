using System.Collections.Concurrent;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Until when each lane leaves its destination alone, and why. The breaker's own state would say "open" for ever: only a new
/// call can close it.
/// </summary>
public sealed class LaneRests(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Destination, string Etablissement), (DateTimeOffset Until, string Reason)> _rests = new();

    /// <param name="reason">What the destination answered last, in French.</param>
    public void Rest(string destination, string etablissement, TimeSpan duration, string reason) =>
        _rests[(destination, etablissement)] = (time.GetUtcNow() + duration, reason);

    public bool IsResting(string destination, string etablissement) =>
        _rests.TryGetValue((destination, etablissement), out var rest) && time.GetUtcNow() < rest.Until;

    /// <summary>Why it was left alone last; null when it never was.</summary>
    public string? ReasonOf(string destination, string etablissement) =>
        _rests.TryGetValue((destination, etablissement), out var rest) ? rest.Reason : null;
}
