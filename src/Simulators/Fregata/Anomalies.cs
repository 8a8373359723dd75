using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>Whatever in the gateway's answers is not as the contract says, once each.</summary>
internal sealed class Anomalies
{
    private readonly Lock _lock = new();
    private readonly List<string> _toutes = [];

    public void Noter(string anomalie)
    {
        lock (_lock)
        {
            if (!_toutes.Contains(anomalie))
                _toutes.Add(anomalie);
        }
    }

    public JsonArray Describe()
    {
        lock (_lock)
            return new JsonArray([.. _toutes.Select(a => (JsonNode)a)]);
    }
}
