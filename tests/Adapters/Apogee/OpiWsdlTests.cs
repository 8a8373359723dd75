using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";

    [Fact]
    public void The_address_is_the_one_of_the_caller()
    {
        var address = WsdlSchemas.Wsdl.Descendants(Soap + "address").Single();
        Assert.Equal(WsdlSchemas.Address.AbsoluteUri, (string?)address.Attribute("location"));
    }

    [Fact]
    public void Names_are_those_of_Apogee()
    {
        var root = WsdlSchemas.Wsdl.Root!;
        Assert.Equal(Samples.Ns + "-impl", (string?)root.Attribute("targetNamespace"));
        Assert.Equal("OpiMetierServiceInterface", (string?)root.Element(Wsdl + "portType")!.Attribute("name"));
        Assert.Equal("OpiMetierSoapBinding", (string?)root.Element(Wsdl + "binding")!.Attribute("name"));
        Assert.Equal("OpiMetierServiceInterfaceService", (string?)root.Element(Wsdl + "service")!.Attribute("name"));
        Assert.Equal("OpiMetier", (string?)root.Element(Wsdl + "service")!.Element(Wsdl + "port")!.Attribute("name"));
    }

    [Fact]
    public void The_document_needs_no_other_one() =>
        Assert.DoesNotContain(WsdlSchemas.Wsdl.Descendants(), e => e.Attribute("schemaLocation") is not null || (e.Name == Wsdl + "import"));

    [Fact]
    public void Every_version_is_offered_with_its_wrappers()
    {
        var operations = WsdlSchemas.Wsdl.Root!.Element(Wsdl + "portType")!.Elements(Wsdl + "operation").Select(o => (string?)o.Attribute("name"));
        Assert.Equal(OpiSchema.Versions.Select(v => v.Operation), operations);
        foreach (var version in OpiSchema.Versions)
        {
            var wrapper = Element(version.Operation);
            var parameter = Assert.Single(Children(Assert.IsType<XmlSchemaComplexType>(wrapper.ElementSchemaType)));
            Assert.Equal("_donneesOpi", parameter.QualifiedName.Name);
            Assert.Equal("", parameter.QualifiedName.Namespace);
            Assert.Equal(new XmlQualifiedName(version.Donnees.Nom, version.Donnees.EspaceDeNoms), parameter.SchemaTypeName);
            Assert.Empty(Children(Assert.IsType<XmlSchemaComplexType>(Element(version.Reponse).ElementSchemaType)));
        }
    }

    [Fact]
    public void The_schemas_agree_with_the_table_in_name_order_and_type()
    {
        var seen = new HashSet<OpiType>();
        foreach (var version in OpiSchema.Versions) Compare(version.Donnees, seen);
        Assert.True(seen.Count > 15);
    }

    [Theory]
    [InlineData("requete-v9")]
    [InlineData("requete-v10")]
    [InlineData("reponse-v9")]
    [InlineData("reponse-v10")]
    [InlineData("faute")]
    public void The_sample_envelopes_are_valid(string name)
    {
        var body = Sample(name).Descendants(XName.Get("Body", Parcoursup.Gateway.Soap.SoapNamespaces.Envelope)).Single().Elements().Single();
        Assert.Empty(WsdlSchemas.Errors(name == "faute" ? body.Element("detail")!.Elements().Single() : body));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void The_sample_requests_are_accepted(int version)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Sample($"requete-v{version}").ToString());
        var recu = Assert.IsType<OpiRecu>(OpiMessageReader.Read(bytes, "text/xml"));
        Assert.Equal(["F", "S"], recu.Contenu.ReadVoeux()!.Select(v => v.CodDecVeu));
    }

    [Fact]
    public void A_request_with_an_element_out_of_order_is_not_valid()
    {
        var request = new XElement(Sample("requete-v10").Descendants(XName.Get("mettreajourDonneesOpi_v10", Samples.Ns)).Single());
        var first = request.Descendants("individu").Single().Elements().First();
        first.Remove();
        request.Descendants("individu").Single().Add(first);
        Assert.NotEmpty(WsdlSchemas.Errors(request));
    }

    private static void Compare(OpiType type, HashSet<OpiType> seen)
    {
        if (!seen.Add(type)) return;
        var schemaType = Assert.IsType<XmlSchemaComplexType>(WsdlSchemas.Set.GlobalTypes[new XmlQualifiedName(type.Nom, type.EspaceDeNoms)]);
        var children = Children(schemaType);
        Assert.Equal(type.Elements.Select(Describe), children.Select(Describe));
        foreach (var child in type.Elements)
            if (child.Type is not null) Compare(child.Type, seen);
    }

    private static (string, string, string, bool, bool) Describe(OpiElement e) => e.Type is { } complex
        ? (e.Nom, complex.Nom, complex.EspaceDeNoms, e.Nillable, e.EstRepete)
        : (e.Nom, e.Nature switch { NatureElement.Entier => "int", NatureElement.Decimal => "decimal", _ => "string" }, XmlSchema.Namespace, e.Nillable, e.EstRepete);

    private static (string, string, string, bool, bool) Describe(XmlSchemaElement e)
    {
        Assert.Equal("", e.QualifiedName.Namespace);
        Assert.Equal(e.MaxOccurs > 1 ? 0 : 1, e.MinOccurs);
        return (e.QualifiedName.Name, e.SchemaTypeName.Name, e.SchemaTypeName.Namespace, e.IsNillable, e.MaxOccurs > 1);
    }

    private static List<XmlSchemaElement> Children(XmlSchemaComplexType type) =>
        [.. ((type.ContentTypeParticle as XmlSchemaSequence)?.Items ?? []).Cast<XmlSchemaElement>()];

    private static XmlSchemaElement Element(string name) =>
        Assert.IsType<XmlSchemaElement>(WsdlSchemas.Set.GlobalElements[new XmlQualifiedName(name, Samples.Ns)]);

    private static XDocument Sample(string name) => XDocument.Load(Path.Combine(AppContext.BaseDirectory, "exemples", name + ".xml"));
}
