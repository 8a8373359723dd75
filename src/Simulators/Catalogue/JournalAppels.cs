using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>What came in: counts, bodies in their order, refusals with their words, and what was against the contract.</summary>
internal sealed class JournalAppels
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _nombres = new(StringComparer.Ordinal);
    private readonly List<(string Methode, string Corps)> _recus = [];
    private readonly List<(string Rco, string Message)> _refus = [];
    private readonly List<string> _jetons = [];
    private readonly SortedSet<string> _anomalies = new(StringComparer.Ordinal);

    public void Compter(string nom)
    {
        lock (_lock)
            _nombres[nom] = _nombres.GetValueOrDefault(nom) + 1;
    }

    public void Recu(string methode, string corps)
    {
        lock (_lock)
            _recus.Add((methode, corps));
    }

    public void Refuse(string rco, string message)
    {
        lock (_lock)
            _refus.Add((rco, message));
    }

    public void JetonRefuse(string motif)
    {
        lock (_lock)
            _jetons.Add(motif);
    }

    public void Anomalies(IEnumerable<string> anomalies)
    {
        lock (_lock)
            _anomalies.UnionWith(anomalies);
    }

    public void Decrire(JsonObject etat)
    {
        lock (_lock)
        {
            etat["appels"] = new JsonObject(_nombres.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value)));
            etat["recus"] = new JsonArray(
                [.. _recus.Select(r => (JsonNode)new JsonObject { ["methode"] = r.Methode, ["corps"] = r.Corps })]);
            etat["refus"] = new JsonArray([.. _refus.Select(r => (JsonNode)new JsonObject { ["rco"] = r.Rco, ["message"] = r.Message })]);
            etat["jetonsRefuses"] = new JsonArray([.. _jetons.Select(j => (JsonNode)j)]);
            etat["anomalies"] = new JsonArray([.. _anomalies.Select(a => (JsonNode)a)]);
        }
    }
}
