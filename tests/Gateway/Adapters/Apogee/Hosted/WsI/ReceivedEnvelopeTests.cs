using System.Text;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>What the hosted service does with the envelopes that it receives.</summary>
[Collection(WsICollection.Name)]
public sealed class ReceivedEnvelopeTests(WsIGateway gateway)
{
    private const string Mandatory = "<e:Header><s:Security xmlns:s='urn:s' e:mustUnderstand='1'/></e:Header>";

    private static string WithHeader(string header) => WsIGateway.Sound.Replace("<e:Body>", header + "<e:Body>", StringComparison.Ordinal);

    private static string OtherVersion(string envelope) => envelope.Replace(WsIGateway.Soap.NamespaceName, "http://www.w3.org/2003/05/soap-envelope", StringComparison.Ordinal);

    private static string WithoutDeclaration => WsIGateway.Sound[WsIGateway.Sound.IndexOf("<e:Envelope", StringComparison.Ordinal)..];

    [Fact]
    public async Task R9981_A_body_with_two_children_is_refused() =>
        Assert.Equal("Client", await gateway.FaultCodeAsync(WsIGateway.Sound.Replace("</e:Body>", "<a xmlns='urn:a'/></e:Body>", StringComparison.Ordinal)));

    [Fact]
    public async Task R1008_A_document_type_declaration_is_refused() => Assert.Equal("Client", await gateway.FaultCodeAsync("<!DOCTYPE x>" + WithoutDeclaration));

    [Fact]
    public async Task R1009_A_processing_instruction_is_refused() => Assert.Equal("Client", await gateway.FaultCodeAsync("<?x y?>" + WithoutDeclaration));

    [Fact]
    public async Task R1010_An_XML_declaration_is_accepted()
    {
        Assert.StartsWith("<?xml", WsIGateway.Sound, StringComparison.Ordinal);
        Assert.Null(await gateway.FaultCodeAsync(WsIGateway.Sound));
        Assert.Null(await gateway.FaultCodeAsync(WithoutDeclaration));
    }

    [Fact]
    public async Task R1011_An_element_behind_the_body_is_refused() =>
        Assert.Equal("Client", await gateway.FaultCodeAsync(WsIGateway.Sound.Replace("</e:Envelope>", "<a/></e:Envelope>", StringComparison.Ordinal)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task R1012_UTF8_and_UTF16_are_accepted(string encoding)
    {
        using var response = await gateway.PostAsync(WithoutDeclaration, encoding: Encoding.GetEncoding(encoding));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task R4001_A_byte_order_mark_is_accepted(string encoding)
    {
        var with = Encoding.GetEncoding(encoding);
        using var response = await gateway.PostAsync([.. with.GetPreamble(), .. with.GetBytes(WithoutDeclaration)], "\"\"", "text/xml");
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task R1013_mustUnderstand_is_0_or_1()
    {
        Assert.Null(await gateway.FaultCodeAsync(WithHeader(Mandatory.Replace("'1'", "'0'", StringComparison.Ordinal))));
        Assert.Equal("MustUnderstand", await gateway.FaultCodeAsync(WithHeader(Mandatory)));
    }

    [Theory]
    [InlineData("<x/>")]
    [InlineData("<e:Body xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'/>")]
    public async Task R1015_A_document_that_is_no_envelope_is_a_fault(string document) => Assert.Equal("Client", await gateway.FaultCodeAsync(document));

    [Fact]
    public async Task R1017_xsi_type_is_not_asked_for()
    {
        Assert.DoesNotContain("xsi:type", WsIGateway.Sound, StringComparison.Ordinal);
        Assert.Null(await gateway.FaultCodeAsync(WsIGateway.Sound));
    }

    [Theory]
    [InlineData("</_donneesOpi>", "</_donneesOpi>")]
    [InlineData("LEA", "")]
    public async Task R1025_Mandatory_headers_are_checked_before_anything_is_processed(string before, string after)
    {
        var accepted = await gateway.AcceptedAsync();
        Assert.Equal("MustUnderstand", await gateway.FaultCodeAsync(WithHeader(Mandatory).Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(accepted, await gateway.AcceptedAsync());
    }

    [Fact]
    public async Task R1027_A_mandatory_header_that_is_not_understood_is_a_MustUnderstand_fault()
    {
        Assert.Equal("MustUnderstand", await gateway.FaultCodeAsync(WithHeader(Mandatory)));
        Assert.Null(await gateway.FaultCodeAsync(WithHeader(Mandatory.Replace("e:mustUnderstand", "e:actor='urn:quelquun' e:mustUnderstand", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task R1028_After_a_fault_nothing_more_is_processed()
    {
        var accepted = await gateway.AcceptedAsync();
        Assert.Equal("Client", await gateway.FaultCodeAsync(WsIGateway.Sound.Replace("</e:Envelope>", "<a/></e:Envelope>", StringComparison.Ordinal)));
        Assert.Equal(accepted, await gateway.AcceptedAsync());
    }

    [Fact]
    public async Task R2724_A_message_that_does_not_fit_the_description_is_a_Client_fault() =>
        Assert.Equal("Client", await gateway.FaultCodeAsync(WsIGateway.Sound.Replace("mettreajourDonneesOpi_v10", "autreChose", StringComparison.Ordinal)));

    [Fact]
    public async Task R2725_VersionMismatch_comes_before_MustUnderstand_and_that_before_Client()
    {
        var wrong = WithHeader(Mandatory).Replace("mettreajourDonneesOpi_v10", "autreChose", StringComparison.Ordinal);
        Assert.Equal("VersionMismatch", await gateway.FaultCodeAsync(OtherVersion(wrong)));
        Assert.Equal("MustUnderstand", await gateway.FaultCodeAsync(wrong));
        Assert.Equal("Client", await gateway.FaultCodeAsync(wrong.Replace(Mandatory, "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task R2739_A_header_that_is_not_described_is_accepted() =>
        Assert.Null(await gateway.FaultCodeAsync(WithHeader("<e:Header><t:trace xmlns:t='urn:t'>1</t:trace></e:Header>")));

    [Fact]
    public async Task R2751_The_order_of_headers_does_not_matter()
    {
        Assert.Null(await gateway.FaultCodeAsync(WithHeader("<e:Header><a xmlns='urn:a'/><b xmlns='urn:b'/></e:Header>")));
        Assert.Null(await gateway.FaultCodeAsync(WithHeader("<e:Header><b xmlns='urn:b'/><a xmlns='urn:a'/></e:Header>")));
    }
}
