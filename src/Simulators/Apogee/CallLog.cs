using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>Attests what the callers did: totals, overlapping calls of one OPI, the faults answered.</summary>
internal sealed class CallLog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _overlaps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _faultsByOpi = new(StringComparer.Ordinal);
    private readonly List<(string? Code, OpiFault Fault)> _faults = [];

    public void Count(string name)
    {
        lock (_lock)
            _totals[name] = _totals.GetValueOrDefault(name) + 1;
    }

    public int Number(string name)
    {
        lock (_lock)
            return _totals.GetValueOrDefault(name);
    }

    public void Enter(string code)
    {
        lock (_lock)
        {
            _inFlight[code] = _inFlight.GetValueOrDefault(code) + 1;
            if (_inFlight[code] > 1)
                _overlaps[code] = _overlaps.GetValueOrDefault(code) + 1;
        }
    }

    public void Leave(string code)
    {
        lock (_lock)
        {
            if (--_inFlight[code] == 0)
                _inFlight.Remove(code);
        }
    }

    public void Refused(string? code, OpiFault fault)
    {
        lock (_lock)
        {
            _faults.Add((code, fault));
            if (code is not null)
                _faultsByOpi[code] = _faultsByOpi.GetValueOrDefault(code) + 1;
        }
    }

    public (int Fautes, int Chevauchements) Of(string code)
    {
        lock (_lock)
            return (_faultsByOpi.GetValueOrDefault(code), _overlaps.GetValueOrDefault(code));
    }

    public JsonObject Totals()
    {
        lock (_lock)
        {
            var written = new JsonObject { ["fautes"] = _faults.Count, ["chevauchements"] = _overlaps.Values.Sum() };
            foreach (var (name, number) in _totals)
                written[name] = number;
            return written;
        }
    }

    public JsonArray Faults()
    {
        lock (_lock)
        {
            return new JsonArray([.. _faults.Select(f => (JsonNode)new JsonObject
            {
                ["codOpiIntEpo"] = f.Code,
                ["code"] = f.Fault.Code,
                ["message"] = f.Fault.Message,
            })]);
        }
    }
}
