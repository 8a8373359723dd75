using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Composition;

/// <summary>Section <c>Connexions</c> of the settings.</summary>
internal sealed record ConnectionOptions
{
    public const string Section = "Connexions";

    /// <summary>How many connections the gateway holds at once.</summary>
    public int Maximum { get; init; } = 4000;

    /// <summary>How many of them one address may have; the reverse proxies of <c>Adresses:Mandataires</c> are not counted.</summary>
    public int ParAdresse { get; init; } = 1500;
}

/// <summary>
/// How many may be connected, and how long they may take. The whole has a bound so that descriptors and memory do; each address has
/// one of its own, so that whoever opens connections and says nothing fills up his share and not the whole.
/// </summary>
internal static class ConnectionLimits
{
    // Bytes a second, over what is waited for alone: a caller who pauses between two requests is not slow.
    private const double SlowestBytesPerSecond = 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(15);

    public static void Apply(
        this KestrelServerOptions kestrel, ConnectionOptions options, IReadOnlyList<IPAddress> proxies, Ecoutes ecoutes)
    {
        kestrel.Limits.MaxConcurrentConnections = options.Maximum;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        kestrel.Limits.RequestHeadersTimeout = Headers;
        var perAddress = new ConnectionsByAddress(options.ParAdresse, proxies);
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            var ecoute = ecoutes.Of(listen);
            listen.Use(next => connection =>
            {
                connection.Features.Set(ecoute);
                return perAddress.ServeAsync(connection, next);
            });
        });
    }

    public static IEnumerable<string> Errors(ConnectionOptions options) =>
        options.ParAdresse < 1 || options.Maximum < options.ParAdresse
            ? ["Connexions : Maximum et ParAdresse valent au moins 1, et ParAdresse au plus Maximum."] : [];
}

/// <summary>Counts the connections of each address; the one too many is closed unheard.</summary>
internal sealed class ConnectionsByAddress(int most, IReadOnlyList<IPAddress> proxies)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // Without an address it is a socket of this machine.
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || proxies.Contains(Plain(address)))
        {
            await next(connection);
            return;
        }

        var source = CallerAddress.SourceOf(Plain(address));
        if (_open.AddOrUpdate(source, 1, (_, n) => n + 1) > most)
        {
            Leave(source);
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(source);
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private void Leave(string source)
    {
        // Forgotten at nought, unless somebody came meanwhile.
        if (_open.AddOrUpdate(source, 0, (_, n) => n - 1) == 0) _open.TryRemove(new KeyValuePair<string, int>(source, 0));
    }
}
