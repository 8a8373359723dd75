using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Addresses of services are typed in by administrators of établissements: the gateway must not reach for them what they cannot reach
/// themselves (rule J1). Looked at where the connection is opened, behind the resolution of the name. Private networks stay open:
/// that is where the systems of an établissement lie.
/// </summary>
public sealed class AppelsSortants(PorteeAppels portee)
{
    public const string Reglage = $"{SecurityOptions.Section}:{nameof(SecurityOptions.BouclePermise)}";

    /// <summary>Opens a connection wherever it leads: for addresses of the operator's own settings.</summary>
    public static async ValueTask<Stream> LibreAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await OpenAsync(await AddressesAsync(context.DnsEndPoint.Host, ct), context.DnsEndPoint.Port, ct);
    }

    /// <summary>Makes a handler open its connections here, unless it has its own way.</summary>
    public void Apply(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        handler.ConnectCallback ??= async (context, ct) =>
            await ConnectAsync(context.InitialRequestMessage.RequestUri!, context.DnsEndPoint, ct);
    }

    /// <param name="target">What is asked for.</param>
    /// <param name="first">Whom the connection is opened to: the target, or the operator's proxy.</param>
    /// <exception cref="AppelRefuseException">It leads where nobody is called.</exception>
    /// <exception cref="SocketException">It cannot be opened.</exception>
    public async Task<Stream> ConnectAsync(Uri target, DnsEndPoint first, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(first);
        if (!string.Equals(target.IdnHost, first.Host, StringComparison.OrdinalIgnoreCase) || target.Port != first.Port)
        {
            // A proxy resolves names itself and has rules of its own; what is plainly written is refused here.
            var written = target.IsLoopback ? IPAddress.Loopback : IPAddress.TryParse(target.IdnHost, out var ip) ? ip : null;
            if (written is not null && Refusal(target.Host, written, target.Port) is { } refused) throw refused;
            return await OpenAsync(await AddressesAsync(first.Host, ct), first.Port, ct);
        }

        var addresses = await AddressesAsync(first.Host, ct);
        var allowed = addresses.Where(address => Refusal(first.Host, address, first.Port) is null).ToArray();
        if (addresses.Length > 0 && allowed.Length == 0) throw Refusal(first.Host, addresses[0], first.Port)!;
        return await OpenAsync(allowed, first.Port, ct);
    }

    private AppelRefuseException? Refusal(string host, IPAddress address, int port) => NatureAdresse.Of(address) switch
    {
        Nature.Interdite => new(host, address, "adresse de lien local, de diffusion ou non attribuée, qu'aucun service n'a"),
        Nature.Boucle when !portee.Boucle => new(host, address, $"la machine de la passerelle elle-même ; seul son exploitant peut le "
            + $"permettre ({Reglage}=true)"),
        _ when !portee.Boucle && portee.Ports.Contains(port) && portee.IsOwn(address) =>
            new(host, address, $"la passerelle elle-même ; seul son exploitant peut le permettre ({Reglage}=true)"),
        _ => null,
    };

    // The resolver refuses the unspecified address in words of its own.
    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host, ct);

    private static async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            // Kept by the socket: the client asks for it later, where a connection cut at once would end in an exception that is no
            // failure of a request.
            _ = socket.RemoteEndPoint;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>
/// A call that the gateway itself refuses, in French for whoever typed the address in; the layers below know it by its base.
/// </summary>
public sealed class AppelRefuseException(string host, IPAddress address, string reason) : UnauthorizedAccessException(
    $"L'adresse {(host == address.ToString() ? host : $"{host} ({address})")} n'est pas appelée : {reason}. Saisir l'adresse du service.");

/// <summary>Every client that the host makes, also those that are still to come.</summary>
internal sealed class AppelsSortantsFilter(AppelsSortants calls) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.PrimaryHandler is SocketsHttpHandler handler) calls.Apply(handler);
    };
}
