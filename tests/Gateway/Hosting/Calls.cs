using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The <c>message</c> of an acknowledgement.</summary>
    public string Message => Json["message"]!.GetValue<string>();

    public JsonArray Erreurs => Json["erreurs"]!.AsArray();
}

/// <summary>Raw calls of the gateway's addresses.</summary>
public static class Calls
{
    public static async Task<Answer> SendAsync(this HttpClient http, HttpMethod method, string path, HttpContent? content = null, string? key = null, string? basic = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (basic is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public static Task<Answer> PostJsonAsync(this HttpClient http, string path, string body, string? key = null) =>
        http.SendAsync(HttpMethod.Post, path, Json(body), key);

    public static Task<Answer> PutJsonAsync(this HttpClient http, string path, string body, string? key = null) =>
        http.SendAsync(HttpMethod.Put, path, Json(body), key);

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>A caller with another address of the loopback; dispose it.</summary>
    public static HttpClient From(this GatewayInstance gateway, string address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = (context, ct) =>
            ConnectAsync(address, new IPEndPoint(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port), ct),
    }) { BaseAddress = gateway.Url };

    /// <summary>A connection from this address of the loopback; cut at once, it ends as a failed request like any other.</summary>
    internal static async ValueTask<Stream> ConnectAsync(string from, IPEndPoint to, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(to, ct);
        // The client asks for it again, and would throw what is no failure of a request where the other side is gone meanwhile.
        _ = socket.RemoteEndPoint;
        return new NetworkStream(socket, ownsSocket: true);
    }
}
