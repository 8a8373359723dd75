using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Voisinage;

/// <summary>What needs no right, or no more than a connection: readers who do not read, strangers who guess.</summary>
internal static class AbusDeConnexions
{
    // Of one address: more are turned away (Connexions:ParAdresse).
    private const int Readers = 200;
    private const int AskedByEach = 50;

    // From elsewhere than whom they harm.
    private static readonly HttpClient Strangers = new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync })
    {
        Timeout = TimeSpan.FromMinutes(10),
    };

    private static int _guess;

    /// <summary>Many who ask the façade for the whole list again and again and read nothing, until the gateway lets go of them.</summary>
    public static async Task ReadSlowlyAsync(Uri gateway, CancellationToken ct)
    {
        var body = "{\"identifiant\":{\"login\":\"psup\",\"pwd\":\"" + Etablissements.Password + "\"},\"codeEtablissement\":\"" + Etablissements.HostileUai + "\"}";
        var one = $"POST /parcoursup/{Etablissements.HostileUai}/ApiRest/getCandidatsAdmis HTTP/1.1\r\nHost: {gateway.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        var asked = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(one, AskedByEach)));
        var held = new List<Socket>();
        try
        {
            for (var i = 0; i < Readers; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                held.Add(socket);
                await socket.ConnectAsync(gateway.Host, gateway.Port, ct);
                await socket.SendAsync(asked, ct);
            }

            // He who reads the first byte of each now has waited long enough to be called slow.
            await Task.Delay(TimeSpan.FromSeconds(15), ct);
        }
        catch (SocketException)
        {
            // Turned away: he comes again.
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
        await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Another password, key and account at each call, at every door.</summary>
    public static async Task GuessAsync(string gateway, CancellationToken ct)
    {
        var guess = FormattableString.Invariant($"essai-{Interlocked.Increment(ref _guess)}");
        using var key = new HttpRequestMessage(HttpMethod.Get, $"{gateway}/api/etablissements/victime/synthese");
        key.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "pg_" + guess);
        using var account = new HttpRequestMessage(HttpMethod.Post, $"{gateway}/services/OpiMetier") { Content = new StringContent("<x/>", Encoding.UTF8, "text/xml") };
        account.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ecandidat-victime:" + guess)));
        using var push = new HttpRequestMessage(HttpMethod.Post, $"{gateway}/parcoursup/{Etablissements.VictimeUai}/admissionCandidat")
        {
            Content = Push.Of(1, Etablissements.VictimeUai, "psup-victime", guess),
        };
        foreach (var request in new[] { key, account, push })
        {
            using var answer = await Strangers.SendAsync(request, ct);
            await answer.Content.ReadAsByteArrayAsync(ct);
        }
    }
}
