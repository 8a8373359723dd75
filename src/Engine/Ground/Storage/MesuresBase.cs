using System.Diagnostics;
using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>How long writing takes, from asking for a transaction to its end: the turn of SQLite's one writer is part of it.</summary>
public sealed class MesuresBase(IMeterFactory meters)
{
    private readonly Histogram<double> _duree = meters.Passerelle().CreateHistogram<double>(
        "passerelle.base.transaction.duree", "s", "Durée des transactions d'écriture, attente de leur tour comprise.");

    /// <returns>Null where nobody listens.</returns>
    internal Ecriture? Commence() => _duree.Enabled ? new Ecriture(_duree, Stopwatch.GetTimestamp()) : null;

    internal sealed class Ecriture(Histogram<double> duree, long since)
    {
        public void Fin(bool committed) => duree.Record(
            Stopwatch.GetElapsedTime(since).TotalSeconds, Mesures.De(Mesures.Issue, committed ? "validee" : "annulee"));
    }
}
