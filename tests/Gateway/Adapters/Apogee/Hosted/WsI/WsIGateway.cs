using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>
/// The assertions of the WS-I Basic Profile 1.1 that apply to a document/literal service: a test for each, named after
/// its number and what it asserts. <c>docs/reference/soap-conformite.md</c> lists them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class WsICollection : ICollectionFixture<WsIGateway>
{
    public const string Name = "WS-I";
}

/// <summary>The gateway under examination.</summary>
public sealed class WsIGateway(PostgresServer postgres) : IAsyncLifetime
{
    public const string OpiContract = OpiPath + "?wsdl";
    public const string Account = "ecandidat:mdp-ecandidat";
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private readonly SharedGateway _shared = new(postgres);
    private readonly ConcurrentDictionary<string, XDocument> _wsdl = new();

    public GatewayInstance Gateway => _shared.Gateway;

    /// <summary>Where the published contracts are; another service's contract is another line.</summary>
    public static TheoryData<string> Contracts =>
    [
        OpiContract,
        .. OpiContrat.Publies.Select(c => $"{OpiContract}&version={string.Join(',', c.Versions)}{(c.Date is null ? "" : "&espace=" + c.Date)}"),
        "/services/PasserelleApogee?wsdl",
    ];

    public async Task<XDocument> WsdlAsync(string address)
    {
        if (_wsdl.TryGetValue(address, out var known)) return known;
        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, address);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
        return _wsdl.GetOrAdd(address, XDocument.Parse(answer.Text));
    }

    /// <summary>Posts a message as it is, and gives the answer; dispose it.</summary>
    public Task<HttpResponseMessage> PostAsync(string envelope, string? action = "\"\"", Encoding? encoding = null, string? contentType = null) =>
        PostAsync((encoding ?? Encoding.UTF8).GetBytes(envelope), action, contentType ?? $"text/xml; charset={(encoding ?? Encoding.UTF8).WebName}");

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? action, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OpiPath) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (action is not null) request.Headers.TryAddWithoutValidation("SOAPAction", action);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Account)));
        return await Gateway.Http.SendAsync(request);
    }

    /// <summary>The fault code without its prefix; null when the message was accepted.</summary>
    public async Task<string?> FaultCodeAsync(string envelope)
    {
        using var response = await PostAsync(envelope);
        return XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants(Soap + "Fault").SingleOrDefault()?.Element("faultcode")!.Value.Split(':')[1];
    }

    /// <summary>How many messages were accepted so far.</summary>
    public async Task<long> AcceptedAsync() =>
        (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal = 'Opi' AND id NOT IN (SELECT id FROM message_ecarte)"))[0];

    public static string Sound => Envelope(Individu("E1"));

    public ValueTask InitializeAsync() => _shared.InitializeAsync();

    public ValueTask DisposeAsync() => _shared.DisposeAsync();
}
