using System.Xml.Linq;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Server;

public sealed class EnvelopeTests
{
    private const string Ok = "<ns:greet xmlns:ns=\"" + Ns + "\"/>";
    private readonly GreetOperation _operation = new();

    public static TheoryData<string, string> Refused => new()
    {
        { "Client", "" },
        { "Client", "hello" },
        { "Client", "<html/>" },
        { "Client", Around("") },
        { "Client", Around("text") },
        { "Client", Around(Ok + Ok) },
        { "Client", Around(Ok + "text") },
        { "Client", Around(Ok) + "<again/>" },
        { "Client", Around(Ok) + "junk" },
        { "Client", Around(Ok).Replace("</soapenv:Envelope>", "<x/></soapenv:Envelope>", StringComparison.Ordinal) },
        { "Client", Around(Ok).Replace("</soapenv:Envelope>", "", StringComparison.Ordinal) },
        { "Client", Around(Ok).Replace("</soapenv:Body>", "</soapenv:Boody>", StringComparison.Ordinal) },
        { "Client", Around(Ok).Replace("soapenv:Body", "soapenv:Other", StringComparison.Ordinal) },
        { "Client", Around("<ns:greet xmlns:ns=\"u\"><name>x</nome></ns:greet>") },
        { "Client", Greet("<name>a<b/></name>") },
        { "VersionMismatch", Around(Ok).Replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", StringComparison.Ordinal) },
        { "MustUnderstand", Around(Ok, "<soapenv:Header><w:Security xmlns:w=\"u\" soapenv:mustUnderstand=\"1\"/></soapenv:Header>") },
        { "MustUnderstand", Around(Ok, "<soapenv:Header><a/>\n<w:S xmlns:w=\"u\" soapenv:actor=\"http://schemas.xmlsoap.org/soap/actor/next\" soapenv:mustUnderstand=\"1\"><x/></w:S></soapenv:Header>") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_wrong_envelope_is_refused_with_the_right_code_and_nothing_is_done(string code, string message)
    {
        await using var server = await TestServer.WithAsync(_operation);

        using var response = await server.PostAsync(message);

        Assert.Equal(500, (int)response.StatusCode);
        var fault = XDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("soapenv:" + code, fault.Descendants("faultcode").Single().Value);
        Assert.NotEmpty(fault.Descendants("faultstring").Single().Value);
        Assert.Empty(_operation.Handled);
    }

    [Theory]
    [InlineData("<soapenv:Header/>")]
    [InlineData("\n <soapenv:Header>\n <w:S xmlns:w=\"u\"><deep/></w:S>\n </soapenv:Header>\n ")]
    [InlineData("<soapenv:Header><w:S xmlns:w=\"u\" soapenv:mustUnderstand=\"0\"/></soapenv:Header>")]
    [InlineData("<soapenv:Header><w:S xmlns:w=\"u\" soapenv:actor=\"urn:someone\" soapenv:mustUnderstand=\"1\"/></soapenv:Header>")]
    public async Task Headers_that_are_not_mandatory_for_us_are_ignored(string header)
    {
        await using var server = await TestServer.WithAsync(_operation);

        using var response = await server.PostAsync(
            "<?xml version='1.0' encoding='UTF-8'?>\n<!-- c -->" + Around("\n <!-- c --> " + Ok + "\n", header) + "\n<!-- c -->\n");

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_query_string_and_the_SOAPAction_decide_nothing()
    {
        await using var server = await TestServer.WithAsync(_operation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/soap?wsdl");
        request.Headers.Add("SOAPAction", "\"urn:somethingElse\"");
        request.Content = new StringContent(Around(Ok), null, "text/xml");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_position_of_a_mistake_is_told()
    {
        await using var server = await TestServer.WithAsync(_operation);

        using var response = await server.PostAsync("<?xml version=\"1.0\"?>\n" + Greet("\n<name>a<b/></name>"));

        Assert.Contains("ligne 3", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
