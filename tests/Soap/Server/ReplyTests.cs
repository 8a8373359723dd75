using System.Net;
using System.Xml.Linq;
using Parcoursup.Gateway.Soap.Xml;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Server;

public sealed class ReplyTests
{
    [Fact]
    public async Task A_request_is_answered_by_the_empty_wrapper_in_the_callers_namespace()
    {
        var operation = new GreetOperation();
        await using var server = await TestServer.WithAsync(operation);

        for (var again = 0; again < 3; again++)
        {
            using var response = await server.PostAsync(Greet("<name>Zoé</name><unknown><deep/></unknown>"));
            Assert.Equal("text/xml;charset=utf-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
            var body = await response.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            XNamespace soap = SoapNamespaces.Envelope, ns = Ns;
            var wrapper = XDocument.Parse(body).Root!.Element(soap + "Body")!.Elements().Single();
            Assert.Equal(ns + "greetResponse", wrapper.Name);
            Assert.True(wrapper.IsEmpty);
        }

        Assert.All(operation.Handled, greeting => Assert.Equal("Zoé", greeting.Name));
    }

    [Fact]
    public async Task A_payload_is_written_inside_the_body()
    {
        var operation = new GreetOperation((greeting, call) => SoapReply.Of(writer =>
        {
            writer.WriteStartElement("r", "greetResponse", call.Name.Namespace);
            writer.WriteElementString("text", $"Bonjour & bienvenue {greeting.Name}");
            writer.WriteEndElement();
        }));
        await using var server = await TestServer.WithAsync(operation);

        using var response = await server.PostAsync(Greet("<name>Zoé</name>"));

        var text = XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("text").Single().Value;
        Assert.Equal("Bonjour & bienvenue Zoé", text);
    }

    [Fact]
    public async Task A_value_goes_out_and_comes_back_with_its_carriage_returns()
    {
        const string Value = "a\rb\r\nc\td\n";
        var operation = new GreetOperation((_, call) => SoapReply.Of(writer =>
        {
            writer.WriteStartElement("r", "greetResponse", call.Name.Namespace);
            writer.WriteUnqualified("text", Value);
            writer.WriteEndElement();
        }));
        await using var server = await TestServer.WithAsync(operation);

        using var response = await server.PostAsync(Greet("<name>a&#13;b&#xD;&#10;c\td\n</name>"));

        Assert.Equal(Value, operation.Only.Name);
        Assert.Equal(Value, XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("text").Single().Value);
    }

    [Fact]
    public async Task A_fault_stands_in_the_callers_namespace_with_its_text_unchanged()
    {
        var operation = new GreetOperation((_, call) => SoapReply.FromFault(new(
            SoapFaultCode.Server,
            "technical.data.nullretrieve.etudiant",
            writer =>
            {
                writer.WriteStartElement("fault", call.Name.Namespace);
                writer.WriteUnqualified("lastErrorMsg", "Étudiant inconnu");
                writer.WriteEndElement();
            })));
        await using var server = await TestServer.WithAsync(operation);

        using var response = await server.PostAsync(Greet("<name>Zoé</name>"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var document = XDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("soapenv:Server", document.Descendants("faultcode").Single().Value);
        Assert.Equal("technical.data.nullretrieve.etudiant", document.Descendants("faultstring").Single().Value);
        var detail = document.Descendants("detail").Single().Elements().Single();
        Assert.Equal(XName.Get("fault", Ns), detail.Name);
        Assert.Equal("Étudiant inconnu", detail.Element("lastErrorMsg")!.Value);
    }
}
