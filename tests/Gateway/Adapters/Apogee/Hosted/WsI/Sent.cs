using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>A message that the gateway sends: the answers of its service, and the requests of its client.</summary>
/// <param name="Fields">Header fields, lower-case names.</param>
public sealed record Sent(byte[] Body, IReadOnlyDictionary<string, string> Fields, string Protocol)
{
    public const string Response = nameof(Response);
    public const string Fault = nameof(Fault);
    public const string Request = nameof(Request);

    public XElement Envelope => XDocument.Parse(Text).Root!;

    public string Text => Encoding.UTF8.GetString(Body);

    public XElement SoapBody => Envelope.Element(WsIGateway.Soap + "Body")!;

    public static async Task<Sent> ByAsync(WsIGateway gateway, string kind)
    {
        if (kind == Request) return await RequestAsync();
        using var response = await gateway.PostAsync(kind == Fault ? WsIGateway.Sound.Replace("LEA", "", StringComparison.Ordinal) : WsIGateway.Sound);
        Assert.Equal(kind == Fault ? 500 : 200, (int)response.StatusCode);
        var fields = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value));
        return new(await response.Content.ReadAsByteArrayAsync(), fields, $"HTTP/{response.Version}");
    }

    private static async Task<Sent> RequestAsync()
    {
        var seen = new TaskCompletionSource<Sent>();
        await using var server = await AnsweringAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            seen.SetResult(new(body.ToArray(), http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), $"{http.Request.Method} {http.Request.Protocol}"));
        });
        using var client = new HttpClient(SoapClient.CreateHandler(Poll.Patience));
        await new SoapClient(client).CallAsync(
            new Uri(server.Urls.Single()),
            writer =>
            {
                writer.WriteStartElement("opi", "mettreajourDonneesOpi_v10", OpiMessagesNamespace);
                writer.WriteElementString("_donneesOpi", "", "é");
                writer.WriteEndElement();
            },
            new SoapClientOptions { Timeout = Poll.Patience },
            default);
        return await seen.Task;
    }

    /// <summary>What our client makes of an answer.</summary>
    public static async Task<SoapClientResult> ReceivedAsync(int status, string envelope)
    {
        await using var server = await AnsweringAsync(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/xml; charset=utf-8";
            await http.Response.WriteAsync(envelope);
        });
        using var client = new HttpClient(SoapClient.CreateHandler(Poll.Patience));
        return await new SoapClient(client).CallAsync(
            new Uri(server.Urls.Single()), writer => writer.WriteElementString("o", "urn:x", ""), new SoapClientOptions { Timeout = Poll.Patience }, default);
    }

    private const string OpiMessagesNamespace = Hosting.OpiMessages.Namespace;

    private static async Task<WebApplication> AnsweringAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
