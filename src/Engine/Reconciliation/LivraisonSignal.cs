using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Some deliveries of these établissements may be due.</summary>
public sealed class LivraisonSignal : WakeSignal
{
    private readonly ConcurrentDictionary<string, bool> _etablissements = new(StringComparer.Ordinal);

    public void Wake(string etablissement)
    {
        _etablissements[etablissement] = true;
        Wake();
    }

    /// <summary>Those woken since the last call.</summary>
    public IReadOnlyList<string> Take() => [.. _etablissements.Keys.Where(e => _etablissements.TryRemove(e, out _))];
}
