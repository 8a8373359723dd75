using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>The contract of the service for jobs: needs no other document, says what the code reads and writes.</summary>
public sealed class PasserelleApogeeWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly Uri Address = new("https://passerelle.exemple.fr/0730013T/services/PasserelleApogee");
    private static readonly XDocument Document = XDocument.Parse(PasserelleApogeeWsdl.Document.Render(Address));
    private static readonly XmlSchemaSet Schemas = Load();

    [Fact]
    public void The_document_needs_no_other_one_and_has_the_caller_s_address()
    {
        Assert.DoesNotContain(Document.Descendants(), e => e.Attribute("schemaLocation") is not null || e.Name == Wsdl + "import");
        Assert.Equal(Address.AbsoluteUri, (string?)Document.Descendants(Soap + "address").Single().Attribute("location"));
    }

    [Fact]
    public void Every_operation_is_wrapped_has_an_answer_of_its_name_and_the_typed_fault()
    {
        var operations = Document.Root!.Element(Wsdl + "portType")!.Elements(Wsdl + "operation").ToList();
        Assert.Equal(["acquitterOpi", "confirmerListeOpi", "confirmerOpi", "declarerInscriptions", "recupererOpi", "testerConnecteur"],
            operations.Select(o => (string)o.Attribute("name")!).Order(StringComparer.Ordinal));
        foreach (var operation in operations)
        {
            var name = (string)operation.Attribute("name")!;
            Assert.NotNull(Schemas.GlobalElements[new XmlQualifiedName(name, PasserelleApogee.EspaceDeNoms)]);
            Assert.NotNull(Schemas.GlobalElements[new XmlQualifiedName(name + "Response", PasserelleApogee.EspaceDeNoms)]);
            Assert.Equal("tns:Faute", (string?)operation.Element(Wsdl + "fault")!.Attribute("message"));
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void The_types_of_an_OPI_are_those_of_OpiMetier(int version)
    {
        var seen = new HashSet<OpiType>();
        Compare(OpiSchema.Version(version).Donnees, seen);
        Assert.True(seen.Count > 15);
    }

    [Theory]
    [InlineData("traitement-recuperer")]
    [InlineData("traitement-acquitter")]
    [InlineData("traitement-confirmer")]
    [InlineData("traitement-declarer")]
    public void The_sample_envelopes_are_valid_and_understood(string name)
    {
        var sample = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "exemples", name + ".xml"));
        var body = sample.Descendants(XName.Get("Body", Parcoursup.Gateway.Soap.SoapNamespaces.Envelope)).Single().Elements().Single();

        Assert.Empty(Errors(body));
        Assert.IsNotType<DemandeTraitement.Incorrecte>(PasserelleApogee.Read(Encoding.UTF8.GetBytes(sample.ToString()), "text/xml"));
    }

    [Fact]
    public void Children_are_read_in_any_order_and_unknown_ones_ignored()
    {
        var asked = PasserelleApogee.Read(Encoding.UTF8.GetBytes(
            $"""<e:Envelope xmlns:e="{Parcoursup.Gateway.Soap.SoapNamespaces.Envelope}"><e:Body><p:recupererOpi xmlns:p="{PasserelleApogee.EspaceDeNoms}"><version> 9 </version><autre><x/></autre><taille>7</taille></p:recupererOpi></e:Body></e:Envelope>"""), null);

        Assert.Equal(new DemandeTraitement.RecupererOpi(7, 9), asked);
    }

    private static void Compare(OpiType type, HashSet<OpiType> seen)
    {
        if (!seen.Add(type)) return;
        var schemaType = Assert.IsType<XmlSchemaComplexType>(Schemas.GlobalTypes[new XmlQualifiedName(type.Nom, type.EspaceDeNoms)]);
        var children = ((XmlSchemaSequence)schemaType.ContentTypeParticle).Items.Cast<XmlSchemaElement>().Select(e => (e.QualifiedName.Name, e.SchemaTypeName.Name));
        Assert.Equal(type.Elements.Select(e => (e.Nom, e.Type?.Nom ?? e.Nature switch { NatureElement.Entier => "int", NatureElement.Decimal => "decimal", _ => "string" })), children);
        foreach (var child in type.Elements)
            if (child.Type is not null) Compare(child.Type, seen);
    }

    private static List<string> Errors(XElement element)
    {
        var errors = new List<string>();
        new XDocument(new XElement(element)).Validate(Schemas, (_, e) => errors.Add(e.Message));
        return errors;
    }

    private static XmlSchemaSet Load()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var schema in Document.Descendants(XName.Get("schema", XmlSchema.Namespace)))
        {
            using var reader = schema.CreateReader();
            set.Add(XmlSchema.Read(reader, null)!);
        }

        set.Compile();
        return set;
    }
}
