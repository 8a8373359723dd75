using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Soap.Xml;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Client;

public sealed class ClientTests
{
    private static readonly SoapClientOptions Quick = new() { Timeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_response_is_a_success_that_can_be_read_and_carries_both_raw_messages()
    {
        var operation = new GreetOperation((greeting, call) => SoapReply.Of(writer =>
        {
            writer.WriteStartElement("greetResponse", call.Name.Namespace);
            writer.WriteUnqualified("text", "Bonjour " + greeting.Name);
            writer.WriteEndElement();
        }));
        await using var server = await TestServer.WithAsync(operation);

        var success = Assert.IsType<SoapClientResult.Success>(await CallAsync(server.Address));

        Assert.Equal(new XmlQualifiedName("greetResponse", Ns), success.ResponseName);
        using (var message = success.Open())
        {
            var children = message.Reader.EnterElement();
            Assert.True(children.MoveNext());
            Assert.Equal("Bonjour Zoé", message.Reader.ReadTextOrNull());
            Assert.False(children.MoveNext());
        }

        Assert.Contains("<name xmlns=\"\">Zoé</name>", Encoding.UTF8.GetString(success.Exchange.Request.Span), StringComparison.Ordinal);
        Assert.Contains("greetResponse", Encoding.UTF8.GetString(success.Exchange.Response!.Value.Span), StringComparison.Ordinal);
        Assert.Equal(200, success.Exchange.Status);
    }

    [Fact]
    public async Task The_request_carries_an_empty_SOAPAction_and_preemptive_credentials()
    {
        string? action = null, authorization = null, contentType = null;
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            action = http.Request.Headers["SOAPAction"];
            authorization = http.Request.Headers.Authorization;
            contentType = http.Request.ContentType;
            await http.Response.WriteAsync(Around($"<r xmlns=\"{Ns}\"/>"));
        });

        await CallAsync(server.Address, Quick with { Login = "opi", Password = "clé" });

        Assert.Equal("\"\"", action);
        Assert.Equal("text/xml; charset=utf-8", contentType);
        Assert.Equal("Basic " + Convert.ToBase64String("opi:clé"u8), authorization);
        Assert.DoesNotContain("clé", (Quick with { Login = "opi", Password = "clé" }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_non_SOAP_page_is_an_HTTP_failure()
    {
        var failure = Assert.IsType<SoapClientResult.HttpFailure>(
            await AgainstAsync(503, "<html><body>Maintenance<br></body></html>", "text/html"));

        Assert.Equal(503, failure.Status);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.NotNull(failure.Exchange.Response);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(401, false)]
    [InlineData(502, true)]
    public async Task An_empty_answer_is_an_HTTP_failure_even_with_status_200(int status, bool mayHaveBeenProcessed)
    {
        var failure = Assert.IsType<SoapClientResult.HttpFailure>(await AgainstAsync(status, ""));

        Assert.Equal(mayHaveBeenProcessed, failure.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_response_element_with_an_error_status_is_not_a_success() =>
        Assert.IsType<SoapClientResult.HttpFailure>(await AgainstAsync(500, Around($"<r xmlns=\"{Ns}\"/>")));

    [Fact]
    public async Task A_truncated_envelope_is_not_a_success() =>
        Assert.IsType<SoapClientResult.HttpFailure>(
            await AgainstAsync(200, Around($"<r xmlns=\"{Ns}\"/>").Replace("</soapenv:Envelope>", "", StringComparison.Ordinal)));

    [Fact]
    public async Task A_redirection_is_reported_and_not_followed() =>
        Assert.Equal(302, Assert.IsType<SoapClientResult.HttpFailure>(await AgainstAsync(302, "")).Status);

    [Fact]
    public async Task An_answer_beyond_the_limit_leaves_the_outcome_unknown_and_is_kept_up_to_it()
    {
        await using var server = await TestServer.RespondingAsync(http => http.Response.WriteAsync(new string('x', 5000)));

        var unknown = Assert.IsType<SoapClientResult.Unknown>(
            await CallAsync(server.Address, Quick with { ResponseLimits = new() { MaxBodyBytes = 1000 } }));

        Assert.Equal(UnknownReason.ResponseTooLarge, unknown.Reason);
        Assert.Equal(1000, unknown.Exchange.Response!.Value.Length);
    }

    [Fact]
    public async Task An_answer_in_another_encoding_is_read_as_such()
    {
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "text/xml; charset=ISO-8859-1";
            await http.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(
                Around("<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Échec</faultstring></soapenv:Fault>")));
        });

        var fault = Assert.IsType<SoapClientResult.Fault>(await CallAsync(server.Address));

        Assert.Equal("Échec", fault.Received.Text);
    }

    private static async Task<SoapClientResult> AgainstAsync(int status, string body, string contentType = "text/xml")
    {
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            if (status == 302) http.Response.Headers.Location = "/elsewhere";
            if (body.Length > 0) await http.Response.WriteAsync(body);
        });
        return await CallAsync(server.Address);
    }

    internal static async Task<SoapClientResult> CallAsync(
        Uri address, SoapClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(SoapClient.CreateHandler(TimeSpan.FromMinutes(5)));
        return await new SoapClient(http).CallAsync(address, WriteGreet, options ?? Quick, cancellationToken);
    }

    private static void WriteGreet(XmlWriter writer)
    {
        writer.WriteStartElement("greet", Ns);
        writer.WriteUnqualified("name", "Zoé");
        writer.WriteEndElement();
    }
}
