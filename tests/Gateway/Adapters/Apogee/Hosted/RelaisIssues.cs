using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Listens to the gateway's own count of how the waits in the mode Relais ended.</summary>
internal sealed class RelaisIssues : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _seen = new();

    public RelaisIssues(GatewayInstance gateway)
    {
        // Other gateways of this process have the same meter, each in a scope of its own.
        var scope = gateway.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "passerelle.opi.relais" && instrument.Meter.Scope == scope) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _seen.Enqueue((string)tags[0].Value!));
        _listener.Start();
    }

    public IReadOnlyList<string> Seen => [.. _seen];

    public void Dispose() => _listener.Dispose();
}
