using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Attempts at deliveries, by destination and by how they ended.</summary>
public sealed class MesuresLivraison(IMeterFactory meters)
{
    private readonly Counter<long> _tentatives = meters.Passerelle().CreateCounter<long>(
        "passerelle.livraison.tentatives", "{tentative}", "Tentatives de livraison, par destination, établissement et issue.");

    private readonly Histogram<double> _duree = meters.Passerelle().CreateHistogram<double>(
        "passerelle.livraison.duree", "s", "Durée d'une tentative de livraison, par destination et issue.");

    /// <summary>Attempts whose end is recorded; what never left was none.</summary>
    internal void Fin(IEnumerable<AttemptRecord> attempts)
    {
        foreach (var attempt in attempts)
        {
            if (attempt.Echange is not { Issue: var ended }) continue;
            var destination = Mesures.De(Mesures.Destination, attempt.Row.Destination);
            var issue = Mesures.De(Mesures.Issue, NomDe(ended));
            _tentatives.Add(1, destination, issue, Mesures.De(Mesures.Etablissement, attempt.Row.Etablissement));
            _duree.Record((attempt.End - attempt.Start).TotalSeconds, destination, issue);
        }
    }

    /// <summary>How an attempt ended, as it is called in metrics and traces.</summary>
    internal static string NomDe(IssueEnvoi issue) => issue switch
    {
        IssueEnvoi.Acquittee => "acquittee",
        IssueEnvoi.Refusee => "refusee",
        IssueEnvoi.NonEnvoyee => "non_envoyee",
        IssueEnvoi.Incertaine => "incertaine",
        _ => "echec",
    };
}
