using System.Net;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>SOAP over HTTP.</summary>
[Collection(WsICollection.Name)]
public sealed class HttpTests(WsIGateway gateway)
{
    [Fact]
    public async Task R1111_R1124_A_response_that_is_no_fault_is_a_200() => Assert.Equal(200, await StatusAsync(WsIGateway.Sound));

    [Theory]
    [InlineData("POST /services/OpiMetier HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST /services/OpiMetier HTTP/1.1\r\n\r\n")]
    [InlineData("POST /services/OpiMetier HTTP/1.1\r\nHost : a\r\n\r\n")]
    public async Task R1113_A_malformed_HTTP_request_is_a_400(string request)
    {
        await using var raw = await RawHttp.ConnectAsync(gateway.Gateway.Url);
        await raw.SendAsync(request);
        Assert.Equal(400, (await raw.ReceiveAsync()).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task R1114_Another_method_than_POST_is_a_405(string method)
    {
        var answer = await gateway.Gateway.Http.SendAsync(new HttpMethod(method), OpiMessages.OpiPath, basic: WsIGateway.Account);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
    }

    [Theory]
    [InlineData("application/soap+xml; charset=utf-8")]
    [InlineData("text/plain")]
    public async Task R1115_Another_content_type_is_a_415(string contentType)
    {
        using var response = await gateway.PostAsync(WsIGateway.Sound, contentType: contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task R1125_A_request_of_the_wrong_form_is_a_4xx()
    {
        using var response = await gateway.PostAsync(new byte[(1024 * 1024) + 1], null, "text/xml");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<x/>")]
    [InlineData("<e:Envelope xmlns:e='urn:x'/>")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><a xmlns='urn:a'/></e:Body></e:Envelope>")]
    public async Task R1126_A_fault_on_a_message_that_was_read_is_a_500(string message) => Assert.Equal(500, await StatusAsync(message));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"urn:quelconque\"")]
    [InlineData("sans-guillemets")]
    public async Task R1127_The_operation_does_not_depend_on_the_SOAPAction(string? action) => Assert.Equal(200, await StatusAsync(WsIGateway.Sound, action));

    [Fact]
    public async Task R1141_A_request_by_HTTP_1_0_is_served()
    {
        var body = Encoding.UTF8.GetBytes(WsIGateway.Sound);
        await using var raw = await RawHttp.ConnectAsync(gateway.Gateway.Url);
        await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", $"Content-Length: {body.Length}").Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal));
        await raw.TrySendAsync(body);
        Assert.Equal(200, (await raw.ReceiveAsync()).Status);
    }

    private async Task<int> StatusAsync(string message, string? action = "\"\"")
    {
        using var response = await gateway.PostAsync(message, action);
        return (int)response.StatusCode;
    }
}
