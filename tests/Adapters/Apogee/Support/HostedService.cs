using System.Collections.Concurrent;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>The hosted service in process: it accepts what it can read, and remembers it.</summary>
public sealed class HostedService : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, OpiRecu> _received = new();
    private Server _server = null!;

    internal Uri Address => _server.Address;

    /// <summary>The last message of an OPI number, once.</summary>
    internal OpiRecu Take(string codOpi) => _received.TryRemove(codOpi, out var recu) ? recu : throw new InvalidOperationException($"{codOpi} did not arrive.");

    public async ValueTask InitializeAsync() => _server = await Server.StartAsync(app => app.MapSoap(
        "/services/OpiMetier",
        OpiMetierService.Create((lecture, _, _) =>
        {
            if (lecture is OpiRecu recu) _received[recu.CodOpiIntEpo] = recu;
            return new ValueTask<OpiFaute?>(lecture as OpiFaute);
        }),
        new SoapEndpointOptions { DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure) }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
