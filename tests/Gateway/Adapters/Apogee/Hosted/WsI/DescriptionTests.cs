using System.Text;
using System.Xml;
using System.Xml.Linq;
using static Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI.Description;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>Structure of the contracts that the gateway serves: imports, types, messages, portTypes.</summary>
[Collection(WsICollection.Name)]
public sealed class DescriptionTests(WsIGateway gateway)
{
    // What WSDL 1.1 allows below each of its elements, in this order.
    private static readonly Dictionary<string, string[]> Order = new()
    {
        ["definitions"] = ["documentation", "import", "types", "message", "portType", "binding", "service"],
        ["message"] = ["documentation", "part"],
        ["portType"] = ["documentation", "operation"],
        ["service"] = ["documentation", "port"],
    };

    public static TheoryData<string> Contracts => WsIGateway.Contracts;

    [Theory, MemberData(nameof(Contracts))]
    public async Task R1034_The_prefix_xml_is_not_declared(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Root.DescendantsAndSelf().Attributes(), a => a.IsNamespaceDeclaration && a.Name.LocalName == "xml");

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2001_A_WSDL_import_imports_WSDL_only(string contract) => Assert.Empty((await ReadAsync(contract)).Root.Elements(Wsdl + "import"));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2002_R2003_Schemas_are_imported_by_schemas_only(string contract)
    {
        var imports = (await ReadAsync(contract)).Root.Descendants(Xsd + "import").ToList();
        Assert.NotEmpty(imports);
        Assert.All(imports, i => Assert.Equal(Xsd + "schema", i.Parent!.Name));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2004_R2007_Nothing_is_fetched_from_elsewhere(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Root.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "schemaLocation" || (a.Name.LocalName == "location" && a.Parent!.Name != SoapBinding + "address"));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2005_The_definitions_have_a_target_namespace(string contract) => Assert.NotEqual("", (await ReadAsync(contract)).Target.NamespaceName);

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2011_An_imported_namespace_is_that_of_a_schema_in_the_document(string contract)
    {
        var description = await ReadAsync(contract);
        var targets = description.Schemas.Select(s => (string?)s.Attribute("targetNamespace")).ToHashSet();
        Assert.All(description.Root.Descendants(Xsd + "import"), i => Assert.Contains((string?)i.Attribute("namespace"), targets));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2022_R2023_Imports_and_types_come_first(string contract)
    {
        var children = (await ReadAsync(contract)).Root.Elements().Select(e => Array.IndexOf(Order["definitions"], e.Name.LocalName)).ToList();
        Assert.Equal(children.Order(), children);
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2026_No_extension_is_required(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Root.DescendantsAndSelf().Attributes(), a => a.Name == Wsdl + "required");

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2028_The_elements_of_WSDL_stand_where_its_schema_has_them(string contract)
    {
        foreach (var element in (await ReadAsync(contract)).Components.Where(e => e.Name.Namespace == Wsdl))
        {
            if (Order.TryGetValue(element.Name.LocalName, out var allowed))
                Assert.All(element.Elements().Where(c => c.Name.Namespace == Wsdl), c => Assert.Contains(c.Name.LocalName, allowed));
            if (element.Attribute("name") is { } name) Assert.Equal(name.Value, XmlConvert.VerifyNCName(name.Value));
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2029_The_elements_of_the_SOAP_binding_stand_where_its_schema_has_them(string contract)
    {
        Dictionary<string, string[]> parents = new() { ["binding"] = ["binding"], ["operation"] = ["operation"], ["body"] = ["input", "output"], ["fault"] = ["fault"], ["address"] = ["port"] };
        var elements = (await ReadAsync(contract)).Components.Where(e => e.Name.Namespace == SoapBinding).ToList();
        Assert.NotEmpty(elements);
        Assert.All(elements, e => Assert.Contains(e.Parent!.Name, parents[e.Name.LocalName].Select(p => Wsdl + p)));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R4002_R4003_R4004_The_document_is_XML_1_0_in_UTF8(string contract)
    {
        using var response = await gateway.Gateway.Http.GetAsync(new Uri(contract, UriKind.Relative));
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(("1.0", "utf-8"), (XDocument.Parse(text).Declaration!.Version, XDocument.Parse(text).Declaration!.Encoding!.ToLowerInvariant()));
        Assert.Equal("utf-8", response.Content.Headers.ContentType!.CharSet);
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2101_References_lead_to_components_of_the_document(string contract)
    {
        var description = await ReadAsync(contract);
        foreach (var (kind, attributes) in new[]
        {
            ("message", description.PortTypes.Descendants().Attributes("message")),
            ("portType", description.Bindings.Attributes("type")),
            ("binding", description.Root.Descendants(Wsdl + "port").Attributes("binding")),
        })
        {
            Assert.NotEmpty(attributes);
            Assert.All(attributes, a => Assert.NotNull(description.Find(kind, a)));
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2102_References_to_types_lead_to_declared_or_imported_namespaces(string contract)
    {
        var description = await ReadAsync(contract);
        foreach (var schema in description.Schemas)
        {
            HashSet<string> known = [Xsd.NamespaceName, schema.Attribute("targetNamespace")!.Value, .. schema.Elements(Xsd + "import").Select(i => i.Attribute("namespace")!.Value)];
            Assert.All(schema.Descendants().Attributes().Where(a => a.Name.LocalName is "type" or "ref" or "base"), a => Assert.Contains(description.Resolve(a).NamespaceName, known));
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2105_Every_schema_has_a_target_namespace(string contract)
    {
        var schemas = (await ReadAsync(contract)).Schemas.ToList();
        Assert.NotEmpty(schemas);
        Assert.All(schemas, s => Assert.NotEqual("", (string?)s.Attribute("targetNamespace") ?? ""));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2110_R2111_Arrays_are_not_those_of_SOAP_encoding(string contract) =>
        Assert.DoesNotContain("schemas.xmlsoap.org/soap/encoding", (await ReadAsync(contract)).Root.ToString(), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2112_No_element_is_named_ArrayOf(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Root.Descendants(Xsd + "element"), e => e.Attribute("name")!.Value.StartsWith("ArrayOf", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2206_The_element_of_a_part_is_a_global_declaration(string contract)
    {
        var description = await ReadAsync(contract);
        var set = description.Compile();
        var references = description.Messages.Elements(Wsdl + "part").Attributes("element").Select(description.Resolve).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.NotNull(set.GlobalElements[new XmlQualifiedName(name.LocalName, name.NamespaceName)]));
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2306_A_part_has_an_element_or_a_type_never_both(string contract) =>
        Assert.All((await ReadAsync(contract)).Messages.Elements(Wsdl + "part"), p => Assert.NotEqual(p.Attribute("element") is null, p.Attribute("type") is null));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2303_Every_operation_is_one_way_or_request_response(string contract) =>
        Assert.All((await ReadAsync(contract)).PortTypes.Elements(Wsdl + "operation"), o => Assert.Equal(Wsdl + "input", o.Elements().First(e => e.Name.LocalName is "input" or "output").Name));

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2304_The_operations_of_a_portType_have_distinct_names(string contract)
    {
        foreach (var portType in (await ReadAsync(contract)).PortTypes)
        {
            var names = portType.Elements(Wsdl + "operation").Select(o => o.Attribute("name")!.Value).ToList();
            Assert.NotEmpty(names);
            Assert.Equal(names.Distinct(), names);
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2305_The_order_of_parameters_is_not_prescribed(string contract) =>
        Assert.DoesNotContain((await ReadAsync(contract)).Components.Attributes(), a => a.Name.LocalName == "parameterOrder");

    [Theory, MemberData(nameof(Contracts))]
    public async Task R2800_R2801_The_types_are_valid_XML_Schema_1_0(string contract) => Assert.True((await ReadAsync(contract)).Compile().IsCompiled);

    private async Task<Description> ReadAsync(string contract) => new(await gateway.WsdlAsync(contract));
}
