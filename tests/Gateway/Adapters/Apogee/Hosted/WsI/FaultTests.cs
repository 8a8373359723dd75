using System.Xml.Linq;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>Faults, given and received.</summary>
[Collection(WsICollection.Name)]
public sealed class FaultTests(WsIGateway gateway)
{
    [Fact]
    public async Task R1000_A_fault_has_only_the_four_children_of_SOAP_1_1() =>
        Assert.All((await FaultAsync()).Elements(), e => Assert.Contains(e.Name.LocalName, (string[])["faultcode", "faultstring", "faultactor", "detail"]));

    [Fact]
    public async Task R1001_The_children_of_a_fault_are_unqualified() => Assert.All((await FaultAsync()).Elements(), e => Assert.Equal("", e.Name.NamespaceName));

    [Fact]
    public async Task R1004_The_fault_code_is_one_of_SOAP_1_1()
    {
        var code = (await FaultAsync()).Element("faultcode")!;
        var name = code.Value.Split(':');
        Assert.Equal(WsIGateway.Soap, code.GetNamespaceOfPrefix(name[0]));
        Assert.Contains(name[1], (string[])["VersionMismatch", "MustUnderstand", "Client", "Server"]);
    }

    [Fact]
    public async Task R1029_A_fault_takes_the_place_of_the_response()
    {
        var sent = await Sent.ByAsync(gateway, Sent.Fault);
        Assert.Equal([WsIGateway.Soap + "Fault"], sent.SoapBody.Elements().Select(e => e.Name));
    }

    [Fact]
    public async Task R1031_The_fault_code_is_not_refined_by_dots() => Assert.DoesNotContain('.', (await FaultAsync()).Element("faultcode")!.Value);

    [Fact]
    public async Task R2742_The_detail_of_a_fault_is_the_described_element()
    {
        var description = new Description(await gateway.WsdlAsync(WsIGateway.OpiContract));
        Assert.Equal(description.Resolve(description.Message("WebBaseException").Elements().Single().Attribute("element")!), (await FaultAsync()).Element("detail")!.Elements().Single().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<detail/>")]
    [InlineData("<detail><a/></detail>")]
    [InlineData("<detail><x:a xmlns:x='urn:x'>1</x:a><b/></detail>")]
    public async Task R1002_Our_client_accepts_any_number_of_detail_elements(string detail) => await AssertFaultAsync(detail);

    [Theory]
    [InlineData("<detail a='1'/>")]
    [InlineData("<detail x:a='1' xmlns:x='urn:x' b=''><c/></detail>")]
    public async Task R1003_Our_client_accepts_any_attribute_of_the_detail(string detail) => await AssertFaultAsync(detail);

    [Fact]
    public async Task R1016_Our_client_accepts_a_fault_string_with_a_language() => await AssertFaultAsync("", " xml:lang='fr'");

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    [InlineData(400)]
    public async Task R1107_Our_client_takes_a_body_with_a_fault_for_a_fault(int status) => await AssertFaultAsync("", status: status);

    private async Task<XElement> FaultAsync() => (await Sent.ByAsync(gateway, Sent.Fault)).SoapBody.Element(WsIGateway.Soap + "Fault")!;

    private static async Task AssertFaultAsync(string detail, string attributes = "", int status = 500)
    {
        var envelope = $"<e:Envelope xmlns:e='{WsIGateway.Soap}'><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring{attributes}>panne</faultstring>{detail}</e:Fault></e:Body></e:Envelope>";
        var fault = Assert.IsType<SoapClientResult.Fault>(await Sent.ReceivedAsync(status, envelope));
        Assert.Equal("panne", fault.Received.Text);
    }
}
