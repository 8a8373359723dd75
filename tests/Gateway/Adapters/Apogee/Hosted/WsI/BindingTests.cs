using System.Xml.Linq;
using static Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI.Description;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>The SOAP bindings of the contracts that the gateway serves.</summary>
[Collection(WsICollection.Name)]
public sealed class BindingTests(WsIGateway gateway)
{
    public static TheoryData<string> Contracts => WsIGateway.Contracts;

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2201_R2210_A_body_refers_to_one_part_at_most(string contract)
    {
        var description = await ReadAsync(contract);
        foreach (var (bound, @abstract) in description.Operations)
            foreach (var way in new[] { "input", "output" })
            {
                Assert.True((bound.Element(Wsdl + way)!.Element(SoapBinding + "body")!.Attribute("parts")?.Value.Split(' ').Length ?? 0) <= 1);
                Assert.InRange(description.Find("message", @abstract.Element(Wsdl + way)!.Attribute("message")!)!.Elements(Wsdl + "part").Count(), 0, 1);
            }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2204_A_body_refers_to_parts_with_an_element_only(string contract)
    {
        var description = await ReadAsync(contract);
        foreach (var message in description.Operations.SelectMany(o => new[] { o.Abstract.Element(Wsdl + "input")!, o.Abstract.Element(Wsdl + "output")! }))
            Assert.All(description.Find("message", message.Attribute("message")!)!.Elements(Wsdl + "part"), p => Assert.NotNull(p.Attribute("element")));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2205_A_fault_refers_to_parts_with_an_element_only(string contract)
    {
        var description = await ReadAsync(contract);
        var faults = description.Operations.SelectMany(o => o.Abstract.Elements(Wsdl + "fault")).ToList();
        Assert.NotEmpty(faults);
        Assert.All(faults, f => Assert.NotNull(description.Find("message", f.Attribute("message")!)!.Elements(Wsdl + "part").Single().Attribute("element")));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2209_Every_part_of_a_message_is_bound(string contract)
    {
        var description = await ReadAsync(contract);
        var bound = description.Operations.SelectMany(o => o.Abstract.Elements()).Attributes("message").Select(a => description.Find("message", a)).ToHashSet();
        Assert.All(description.Messages, m => Assert.Contains(m, bound));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2401_The_binding_is_that_of_SOAP(string contract)
    {
        var bindings = (await ReadAsync(contract)).Bindings.ToList();
        Assert.NotEmpty(bindings);
        Assert.All(bindings, b => Assert.Single(b.Elements(SoapBinding + "binding")));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2701_R2702_The_transport_is_HTTP(string contract) =>
        Assert.All((await ReadAsync(contract)).Bindings, b => Assert.Equal("http://schemas.xmlsoap.org/soap/http", b.Element(SoapBinding + "binding")!.Attribute("transport")!.Value));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2705_The_style_is_document_throughout(string contract) =>
        Assert.All((await ReadAsync(contract)).Bindings.DescendantsAndSelf().Attributes("style"), a => Assert.Equal("document", a.Value));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2706_R2707_The_use_is_literal_throughout(string contract)
    {
        var elements = (await ReadAsync(contract)).Bindings.Descendants().Where(e => e.Name == SoapBinding + "body" || e.Name == SoapBinding + "fault" || e.Name == SoapBinding + "header").ToList();
        Assert.NotEmpty(elements);
        Assert.All(elements, e => Assert.Equal("literal", e.Attribute("use")?.Value ?? "literal"));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2710_Every_operation_has_a_message_of_its_own_on_the_wire(string contract)
    {
        var description = await ReadAsync(contract);
        var elements = description.Operations.Select(o => description.Resolve(description.Find("message", o.Abstract.Element(Wsdl + "input")!.Attribute("message")!)!.Elements().Single().Attribute("element")!)).ToList();
        Assert.Equal(elements.Distinct(), elements);
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2711_No_two_ports_have_the_same_address(string contract) => Assert.Single((await ReadAsync(contract)).Root.Descendants(SoapBinding + "address"));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2716_Nothing_in_the_binding_names_a_namespace(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Bindings.Descendants().Where(e => e.Name.Namespace == SoapBinding).Attributes(), a => a.Name == "namespace");

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2718_The_binding_has_the_operations_of_its_portType(string contract)
    {
        var description = await ReadAsync(contract);
        foreach (var binding in description.Bindings)
            Assert.Equal(
                description.Find("portType", binding.Attribute("type")!)!.Elements(Wsdl + "operation").Attributes("name").Select(a => a.Value),
                binding.Elements(Wsdl + "operation").Attributes("name").Select(a => a.Value));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2721_R2754_A_bound_fault_has_the_name_of_the_described_one(string contract)
    {
        foreach (var (bound, @abstract) in (await ReadAsync(contract)).Operations)
        {
            var names = @abstract.Elements(Wsdl + "fault").Attributes("name").Select(a => a.Value).ToList();
            Assert.Equal(names, bound.Elements(Wsdl + "fault").Attributes("name").Select(a => a.Value));
            Assert.Equal(names, bound.Elements(Wsdl + "fault").Elements(SoapBinding + "fault").Attributes("name").Select(a => a.Value));
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2722_R2723_The_use_of_a_fault_is_literal(string contract) =>
        Assert.All((await ReadAsync(contract)).Bindings.Descendants(SoapBinding + "fault"), f => Assert.Equal("literal", f.Attribute("use")!.Value));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2738_R2740_Known_faults_are_described_and_no_header_is_asked_for(string contract)
    {
        var description = await ReadAsync(contract);
        Assert.All(description.Operations, o => Assert.Single(o.Bound.Elements(Wsdl + "fault")));
        Assert.Empty(description.Root.Descendants(SoapBinding + "header"));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2745_The_SOAPAction_is_empty_so_that_a_quoted_empty_one_is_right(string contract) =>
        Assert.All((await ReadAsync(contract)).Operations, o => Assert.Equal("", o.Bound.Element(SoapBinding + "operation")!.Attribute("soapAction")?.Value ?? ""));

    private async Task<Description> ReadAsync(string contract) => new(await gateway.WsdlAsync(contract));
}
