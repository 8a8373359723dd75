using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Opens a connection to the first of the way to a target.</summary>
/// <exception cref="UnauthorizedAccessException">Such an address is not called; why, in French.</exception>
public delegate Task<Stream> Ouverture(Uri target, DnsEndPoint first, CancellationToken ct);

/// <summary>
/// The way to the server: straight, or through the établissement's outgoing proxy, as HttpClient would go. Without it
/// the test would fail where real calls pass.
/// </summary>
internal sealed class Route
{
    private const int LongestAnswer = 8 * 1024;
    private readonly NetworkCredential? _credentials;

    private readonly Ouverture? _open;

    private Route(Uri target, Uri? proxy, NetworkCredential? credentials, Ouverture? open) =>
        (Target, Proxy, _credentials, _open) = (target, proxy, credentials, open);

    public Uri Target { get; }

    private Uri? Proxy { get; }

    /// <summary>Whom a connection is opened to.</summary>
    public Uri First => Proxy ?? Target;

    public string Mention => Proxy is null ? "" : " (serveur mandataire)";

    /// <param name="open">How real calls open a connection; null: without a look at where it leads.</param>
    public static Route To(Uri target, IWebProxy proxy, Ouverture? open = null)
    {
        var address = proxy.IsBypassed(target) ? null : proxy.GetProxy(target);
        return address is null || address == target
            ? new Route(target, null, null, open)
            : new Route(target, address, proxy.Credentials?.GetCredential(address, "Basic"), open);
    }

    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_open is not null) return await _open(Target, new DnsEndPoint(First.IdnHost, First.Port), cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(First.IdnHost, First.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks the proxy, if any, to pass the connection through; what it says when it does not.</summary>
    public async Task<StepOutcome?> TunnelAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (Proxy is null) return null;
        if (Proxy.Scheme != Uri.UriSchemeHttp)
            return StepOutcome.Warning(
                $"Le certificat n'a pas été examiné : la connexion passe par un serveur mandataire {Proxy.Scheme}.",
                "L'étape suivante vérifie que la connexion chiffrée est acceptée.");

        var authority = $"{Target.IdnHost}:{Target.Port}";
        var request = new StringBuilder($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        if (_credentials is { UserName.Length: > 0 } pair)
            request.Append("Proxy-Authorization: Basic ")
            .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pair.UserName}:{pair.Password}"))).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), cancellationToken);

        var status = await ReadStatusAsync(stream, cancellationToken);
        return status is "200" ? null : StepOutcome.Failure(
            $"Le serveur mandataire {Proxy.Host} refuse le passage vers {Target.Host} "
            + $"({(status.Length > 0 ? "HTTP " + status : "réponse illisible")}).",
            "Demander l'ouverture de cette destination sur le serveur mandataire, ou vérifier ses identifiants.");
    }

    // Byte by byte: what follows the head belongs to the TLS handshake.
    private static async Task<string> ReadStatusAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < LongestAnswer && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n') break;
        }

        var line = head.ToString().Split('\r')[0].Split(' ');
        return line.Length > 1 && line[0].StartsWith("HTTP/1.", StringComparison.Ordinal) ? line[1] : "";
    }
}
