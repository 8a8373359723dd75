using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>The laissez-passer that this Apogée holds: one per person, year and VET, the latest call's content.</summary>
internal sealed class LaissezPasserBook
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (IndividuApogee Individu, VoisinCall Call, int Appels)> _held = new(StringComparer.Ordinal);

    public void Record(IndividuApogee person, VoisinCall call)
    {
        lock (_lock)
        {
            var key = $"{person.Numero}/{call["codAnu"]}/{call["codEtp"]}/{call["codVrsVet"]}";
            _held[key] = (person, call, _held.GetValueOrDefault(key).Appels + 1);
        }
    }

    public JsonArray Describe()
    {
        lock (_lock)
            return new JsonArray([.. _held.Values.Select(Describe)]);
    }

    private static JsonNode Describe((IndividuApogee Individu, VoisinCall Call, int Appels) held)
    {
        var written = new JsonObject { ["individu"] = held.Individu.Numero, ["operation"] = held.Call.Operation.Name,
            ["appels"] = held.Appels };
        foreach (var name in held.Call.Values.Keys.Select(name => name.TrimStart('_')))
            written[name] = held.Call[name];
        return written;
    }
}
