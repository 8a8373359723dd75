using System.Text;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>The envelopes that the gateway writes: answers, faults, and the requests of its own client.</summary>
[Collection(WsICollection.Name)]
public sealed class SentEnvelopeTests(WsIGateway gateway)
{
    private static readonly XName EncodingStyle = WsIGateway.Soap + "encodingStyle";

    public static TheoryData<string> Kinds => [Sent.Response, Sent.Fault, Sent.Request];

    [Theory, MemberData(nameof(Kinds))]
    public async Task R9980_The_envelope_has_the_structure_of_SOAP_1_1(string kind)
    {
        var envelope = (await SentAsync(kind)).Envelope;
        Assert.Equal(WsIGateway.Soap + "Envelope", envelope.Name);
        Assert.Equal([WsIGateway.Soap + "Body"], envelope.Elements().Where(e => e.Name != WsIGateway.Soap + "Header").Select(e => e.Name));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task R9981_The_body_has_one_child_at_most(string kind) => Assert.Single((await SentAsync(kind)).SoapBody.Elements());

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1005_No_element_of_the_envelope_has_an_encodingStyle(string kind) =>
        Assert.DoesNotContain((await SentAsync(kind)).Envelope.DescendantsAndSelf().Where(e => e.Name.Namespace == WsIGateway.Soap), e => e.Attribute(EncodingStyle) is not null);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1006_No_child_of_the_body_has_an_encodingStyle(string kind) =>
        Assert.DoesNotContain((await SentAsync(kind)).SoapBody.Elements(), e => e.Attribute(EncodingStyle) is not null);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1008_There_is_no_document_type_declaration(string kind) => Assert.Null((await SentAsync(kind)).Envelope.Document!.DocumentType);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1009_There_is_no_processing_instruction(string kind) =>
        Assert.DoesNotContain((await SentAsync(kind)).Envelope.Document!.DescendantNodes(), n => n is XProcessingInstruction);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1011_Nothing_follows_the_body(string kind) => Assert.Equal(WsIGateway.Soap + "Body", (await SentAsync(kind)).Envelope.Elements().Last().Name);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1012_The_envelope_is_UTF8(string kind) => Assert.NotEmpty(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString((await SentAsync(kind)).Body));

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1014_The_children_of_the_body_are_qualified(string kind) =>
        Assert.All((await SentAsync(kind)).SoapBody.Elements(), e => Assert.NotEqual("", e.Name.NamespaceName));

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1018_The_content_type_names_the_charset(string kind) =>
        Assert.Equal("text/xml;charset=utf-8", (await SentAsync(kind)).Fields["content-type"].Replace(" ", "", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1032_The_elements_of_the_envelope_have_no_attribute_of_its_namespace(string kind) =>
        Assert.DoesNotContain((await SentAsync(kind)).Envelope.DescendantsAndSelf().Where(e => e.Name.Namespace == WsIGateway.Soap).SelectMany(e => e.Attributes()), a => a.Name.Namespace == WsIGateway.Soap);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1033_The_prefix_xml_is_not_declared(string kind) => Assert.DoesNotContain("xmlns:xml=", (await SentAsync(kind)).Text, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1108_The_HTTP_extension_framework_is_not_used(string kind) =>
        Assert.DoesNotContain((await SentAsync(kind)).Fields.Keys, name => name is "man" or "opt" or "c-man" or "c-opt");

    [Fact]
    public async Task R1109_The_SOAPAction_header_is_quoted() => Assert.Matches("^\".*\"$", (await SentAsync(Sent.Request)).Fields["soapaction"]);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1121_No_cookie_is_asked_for(string kind) => Assert.DoesNotContain((await SentAsync(kind)).Fields.Keys, name => name is "set-cookie" or "cookie");

    [Fact]
    public async Task R1132_A_request_is_sent_by_POST() => Assert.StartsWith("POST ", (await SentAsync(Sent.Request)).Protocol, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Kinds))]
    public async Task R1140_R1141_Messages_travel_by_HTTP_1_1(string kind) => Assert.EndsWith("HTTP/1.1", (await SentAsync(kind)).Protocol, StringComparison.Ordinal);

    [Fact]
    public async Task R2712_The_child_of_the_body_is_the_element_of_the_described_message()
    {
        var wsdl = await gateway.WsdlAsync(WsIGateway.OpiContract + "&version=10");
        var message = new Description(wsdl).Message("mettreajourDonneesOpi_v10Response");
        Assert.Equal(new Description(wsdl).Resolve(message.Elements().Single().Attribute("element")!), (await SentAsync(Sent.Response)).SoapBody.Elements().Single().Name);
    }

    [Fact]
    public async Task R2744_The_SOAPAction_that_we_send_is_the_described_one() =>
        Assert.Equal($"\"{(await gateway.WsdlAsync(WsIGateway.OpiContract)).Descendants(Description.SoapBinding + "operation").First().Attribute("soapAction")!.Value}\"", (await SentAsync(Sent.Request)).Fields["soapaction"]);

    private Task<Sent> SentAsync(string kind) => Sent.ByAsync(gateway, kind);
}
