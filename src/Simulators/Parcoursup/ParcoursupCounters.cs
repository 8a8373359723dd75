using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>What passed through, and the refusals with their reason.</summary>
internal sealed class ParcoursupCounters
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly List<(int? Candidat, int? Formation, string Message)> _refusals = [];
    private readonly Dictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private int _mostInFlight;

    public void Count(string name, int by = 1)
    {
        lock (_lock)
            _calls[name] = _calls.GetValueOrDefault(name) + by;
    }

    /// <summary>Calls of the établissement in flight, this one included.</summary>
    public int Enter(string uai)
    {
        lock (_lock)
        {
            var number = _inFlight[uai] = _inFlight.GetValueOrDefault(uai) + 1;
            _mostInFlight = Math.Max(_mostInFlight, number);
            return number;
        }
    }

    public void Leave(string uai)
    {
        lock (_lock)
            _inFlight[uai]--;
    }

    public void Refused(int? candidat, int? formation, string message)
    {
        lock (_lock)
            _refusals.Add((candidat, formation, message));
    }

    public JsonObject Calls()
    {
        lock (_lock)
        {
            var written = new JsonObject { ["simultanesMax"] = _mostInFlight };
            foreach (var (name, number) in _calls)
                written[name] = number;
            return written;
        }
    }

    public JsonArray Refusals()
    {
        lock (_lock)
        {
            return new JsonArray([.. _refusals.Select(r => (JsonNode)new JsonObject
            {
                ["codeCandidat"] = r.Candidat,
                ["codeFormationPsup"] = r.Formation,
                ["message"] = r.Message,
            })]);
        }
    }
}
