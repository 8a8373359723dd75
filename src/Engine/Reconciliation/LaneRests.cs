using System.Collections.Concurrent;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Until when each lane leaves its destination alone after the breaker opened. The breaker's own state would say
/// "open" for ever: only a new call can close it.
/// </summary>
public sealed class LaneRests(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Destination, string Etablissement), DateTimeOffset> _until = new();

    public void Rest(string destination, string etablissement, TimeSpan duration) =>
        _until[(destination, etablissement)] = time.GetUtcNow() + duration;

    public bool IsResting(string destination, string etablissement) =>
        _until.TryGetValue((destination, etablissement), out var until) && time.GetUtcNow() < until;
}
