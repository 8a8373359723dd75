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

    [Theory]
    [InlineData(200, null)]
    [InlineData(200, "")]
    [InlineData(200, "\"\"")]
    [InlineData(200, "\"urn:somethingElse\"")]
    [InlineData(200, "greet")]
    [InlineData(200, "\"urn:x#greet\"")]
    [InlineData(200, "\"http://x/DEPART\"")]
    [InlineData(500, "depart")]
    [InlineData(500, "\"depart\"")]
    [InlineData(500, "\"urn:depart\"")]
    [InlineData(500, "\"http://x/y/depart\"")]
    [InlineData(500, " 'urn:x#depart' ")]
    public async Task The_query_string_decides_nothing_and_a_SOAPAction_only_when_it_names_another_operation(int status, string? action)
    {
        await using var server = await TestServer.WithAsync(_operation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/soap?wsdl");
        if (action is not null) request.Headers.TryAddWithoutValidation("SOAPAction", action);
        request.Content = new StringContent(Around(Ok), null, "text/xml");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, _operation.Handled.Count);
        if (status != 200) Assert.Contains("SOAPAction désigne l'opération depart", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    // Seen by the parser, by the reading of a value, and by the scan of the limits.
    [InlineData("<?xml version=\"1.0\"?>\n", "\n<name>Zoé</nom>", 3, "<name>Zoé</nom>")]
    [InlineData("<?xml version=\"1.0\"?>\n", "\n\n\n<name>😀é<b/></name>", 5, "<name>😀é<b/>")]
    [InlineData("<?xml version=\"1.0\"?>", "\r\n\r\n<title>é</title><name>é<b/></name>", 3, "<title>é</title><name>é<b/>")]
    [InlineData("<?xml version=\"1.0\"\n?>\n\n", "\n<name>é<?pi?></name>", 5, "<name>é<")]
    [InlineData("", "\n<name>éé&#0;</name>", 2, "<name>éé&#")]
    public async Task The_position_of_a_mistake_is_told_in_lines_and_characters(string declaration, string children, int line, string before)
    {
        await using var server = await TestServer.WithAsync(_operation);

        using var response = await server.PostAsync(declaration + Greet(children));

        var told = System.Text.RegularExpressions.Regex.Match(await response.Content.ReadAsStringAsync(), "ligne ([0-9]+), colonne ([0-9]+)");
        Assert.Equal(line, int.Parse(told.Groups[1].Value, null));
        // Just behind what was wrong or at its beginning: never further off than the element itself.
        Assert.InRange(int.Parse(told.Groups[2].Value, null), before.EnumerateRunes().Count() - 4, before.EnumerateRunes().Count() + 1);
    }

    [Fact]
    public async Task A_mistake_on_the_line_of_the_declaration_is_counted_from_its_beginning()
    {
        await using var server = await TestServer.WithAsync(_operation);
        const string Before = "<?xml version=\"1.0\"?><é>";

        using var response = await server.PostAsync(Before + "<?pi?></é>");

        Assert.Contains($"ligne 1, colonne {Before.Length + 2})", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
