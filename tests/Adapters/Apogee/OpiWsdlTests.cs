using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using static Parcoursup.Gateway.Adapters.Apogee.Tests.WsdlSchemas;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";

    public static TheoryData<string> Files => [.. OpiContrat.Publies.Select(c => c.Fichier)];

    [Fact]
    public void One_file_per_dated_namespace_and_two_without_date() => Assert.Equal(
        ["OpiMetier-v2-v10.wsdl", "OpiMetier-v9-v10.wsdl", "OpiMetier_11092013-v2-v3.wsdl", "OpiMetier_13022017-v5-v6.wsdl", "OpiMetier_23042014-v3-v5.wsdl",
            "OpiMetier_24022011-v2.wsdl", "OpiMetier_27022018-v7-v8.wsdl", "OpiMetier_28072016-v3-v5.wsdl", "OpiMetier_28072017-v5-v7.wsdl", "OpiMetier_30042019-v7-v9.wsdl"],
        OpiContrat.Publies.Select(c => c.Fichier).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_in_the_repository_is_what_is_served(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "wsdl", file);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == OpiWsdl.Render(Named(file), OpiWsdl.AdresseExemple),
            $"wsdl/{file} differs from the type table; write it again: ./run wsdl --sortie wsdl");
    }

    [Fact]
    public void No_file_in_the_repository_is_left_over() =>
        Assert.Equal(
            OpiContrat.Publies.Select(c => c.Fichier).Order(StringComparer.Ordinal),
            new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "wsdl")).EnumerateFiles("OpiMetier*").Select(f => f.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_address_is_the_one_of_the_caller()
    {
        var address = Default.Wsdl.Descendants(Soap + "address").Single();
        Assert.Equal(Address.AbsoluteUri, (string?)address.Attribute("location"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Names_are_those_of_Apogee(string file)
    {
        var contrat = Named(file);
        var root = Of(contrat).Wsdl.Root!;
        Assert.Equal(contrat.EspaceDeNoms + "-impl", (string?)root.Attribute("targetNamespace"));
        Assert.Equal("OpiMetierServiceInterface", (string?)root.Element(Wsdl + "portType")!.Attribute("name"));
        Assert.Equal("OpiMetierSoapBinding", (string?)root.Element(Wsdl + "binding")!.Attribute("name"));
        Assert.Equal("OpiMetierServiceInterfaceService", (string?)root.Element(Wsdl + "service")!.Attribute("name"));
        Assert.Equal("OpiMetier", (string?)root.Element(Wsdl + "service")!.Element(Wsdl + "port")!.Attribute("name"));
        Assert.All(root.Descendants(Soap + "operation"), o => Assert.Equal("", (string?)o.Attribute("soapAction")));
    }

    /// <summary>As in Apogée's own WSDL of 2011; every release since has another order.</summary>
    [Fact]
    public void The_contract_of_2011_has_its_own_order_of_elements()
    {
        var wsdl = Of(Named("OpiMetier_24022011-v2.wsdl")).Wsdl;
        Assert.Equal(
            ["codDepPayDerDip", "codEtbDerDip", "codTdeDerDip", "codTdsOpi", "codTypDepPayDerDip", "daaEtbDerDip"], ElementsOf(wsdl, "MAJDernierDiplObtDTO"));
        Assert.Equal("codPcsAp", ElementsOf(wsdl, "MAJDonneesPersonnellesDTO2").Last());
        Assert.Equal("codTdeDerDip", ElementsOf(Of(Named("OpiMetier_11092013-v2-v3.wsdl")).Wsdl, "MAJDernierDiplObtDTO").First());
    }

    [Fact]
    public void A_request_of_2011_is_written_in_that_order()
    {
        var contenu = new OpiContenu
        {
            Individu = """{"codOpiIntEpo":"17","dernierDiplObt":{"codTdeDerDip":"A","codDepPayDerDip":"073"},"donneesPersonnelles":{"codPcsAp":"1","numTelPorOpi":"2"}}""",
        };
        string[] Order(ApogeeOptions options) => [.. Samples.Write(contenu, options).Request.Descendants()
            .Where(e => e.Name.LocalName is "codTdeDerDip" or "codDepPayDerDip" or "codPcsAp" or "numTelPorOpi").Select(e => e.Name.LocalName)];

        var old = Samples.Options with { Version = 2, Release = "4.10", EspaceDeNoms = $"{Samples.Ns}_24022011" };
        Assert.Equal(["codDepPayDerDip", "codTdeDerDip", "numTelPorOpi", "codPcsAp"], Order(old));
        Assert.Equal(["codTdeDerDip", "codDepPayDerDip", "codPcsAp", "numTelPorOpi"], Order(old with { EspaceDeNoms = $"{Samples.Ns}_11092013" }));
    }

    [Fact]
    public void What_version_10_added_to_the_baccalaureat_is_empty_by_default() => Assert.Equal(
        ["codOpt1Bac", "codOpt2Bac", "codOpt3Bac", "codOpt4Bac", "codSpe1BacTer", "codSpe2BacTer", "codSpeBacPre"],
        Default.Wsdl.Descendants().Where(e => (string?)e.Attribute("default") == "").Select(e => (string)e.Attribute("name")!).Order(StringComparer.Ordinal));

    private static IEnumerable<string> ElementsOf(XDocument wsdl, string type) => wsdl.Descendants()
        .Single(e => e.Name.LocalName == "complexType" && (string?)e.Attribute("name") == type).Descendants().Select(e => (string?)e.Attribute("name")).OfType<string>();

    [Theory]
    [MemberData(nameof(Files))]
    public void The_document_needs_no_other_one(string file) =>
        Assert.DoesNotContain(Of(Named(file)).Wsdl.Descendants(), e => e.Attribute("schemaLocation") is not null || (e.Name == Wsdl + "import"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_version_is_offered_with_its_wrappers_and_the_fault(string file)
    {
        var contrat = Named(file);
        var schemas = Of(contrat);
        var operations = schemas.Wsdl.Root!.Element(Wsdl + "portType")!.Elements(Wsdl + "operation").ToList();
        Assert.Equal(contrat.Versions.Select(v => $"mettreajourDonneesOpi_v{v}"), operations.Select(o => (string?)o.Attribute("name")));
        Assert.All(operations, o => Assert.Equal("impl:WebBaseException", (string?)Assert.Single(o.Elements(Wsdl + "fault")).Attribute("message")));
        foreach (var version in contrat.Versions.Select(OpiSchema.Version))
        {
            var parameter = Assert.Single(Children(Assert.IsType<XmlSchemaComplexType>(Element(version.Operation).ElementSchemaType)));
            Assert.Equal("_donneesOpi", parameter.QualifiedName.Name);
            Assert.Equal("", parameter.QualifiedName.Namespace);
            Assert.Equal(new XmlQualifiedName(version.Donnees.Nom, version.Donnees.EspaceDeNoms), parameter.SchemaTypeName);
            Assert.Empty(Children(Assert.IsType<XmlSchemaComplexType>(Element(version.Reponse).ElementSchemaType)));
        }

        Assert.Equal(new XmlQualifiedName("WebBaseException", "exception.transverse.commun.apogee.education.gouv"), Element("fault").SchemaTypeName);

        XmlSchemaElement Element(string name) =>
            Assert.IsType<XmlSchemaElement>(schemas.Set.GlobalElements[new XmlQualifiedName(name, contrat.EspaceDeNoms)]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_that_the_document_uses_is_declared_in_it(string file)
    {
        var root = Of(Named(file)).Wsdl.Root!;
        var messages = root.Elements(Wsdl + "message").Select(m => "impl:" + (string?)m.Attribute("name")).ToHashSet();
        Assert.Subset(messages, root.Descendants().Select(e => (string?)e.Attribute("message")).OfType<string>().ToHashSet());
        foreach (var part in root.Descendants(Wsdl + "part"))
            Assert.True(Of(Named(file)).Set.GlobalElements.Contains(Resolve(part, "element")));
        foreach (var element in root.Descendants(XName.Get("element", XmlSchema.Namespace)).Where(e => e.Attribute("type") is not null))
            Assert.True(Resolve(element, "type") is var type && (type.Namespace == XmlSchema.Namespace || Of(Named(file)).Set.GlobalTypes.Contains(type)));

        static XmlQualifiedName Resolve(XElement element, string attribute)
        {
            var parts = ((string)element.Attribute(attribute)!).Split(':');
            return new XmlQualifiedName(parts[1], element.GetNamespaceOfPrefix(parts[0])!.NamespaceName);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_stands_behind_those_that_it_imports(string file)
    {
        var before = new HashSet<string>();
        foreach (var schema in Of(Named(file)).Wsdl.Descendants(XName.Get("schema", XmlSchema.Namespace)))
        {
            Assert.Subset(before, schema.Elements(XName.Get("import", XmlSchema.Namespace)).Select(i => (string)i.Attribute("namespace")!).ToHashSet());
            before.Add((string)schema.Attribute("targetNamespace")!);
        }
    }

    [Fact]
    public void The_schemas_agree_with_the_table_in_name_order_and_type()
    {
        var seen = new HashSet<OpiType>();
        foreach (var version in OpiSchema.Versions) Compare(version.Donnees, seen);
        Assert.True(seen.Count > 40);
    }

    [Theory]
    [InlineData("9", false)]
    [InlineData("9-10", true)]
    [InlineData("10", true)]
    public void What_came_with_6_50_is_described_only_beside_the_version_that_release_speaks(string version, bool described)
    {
        var names = Of(OpiContrat.TryParse(version, null, out _)!).Wsdl.Descendants(XName.Get("element", XmlSchema.Namespace)).Select(e => (string?)e.Attribute("name")).ToList();
        Assert.Contains("codCatExoExt", names);
        Assert.Equal(described, names.Contains("codRge"));
        Assert.Equal(described, names.Contains("modEnv"));
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
        Assert.Empty(Default.Errors(name == "faute" ? body.Element("detail")!.Elements().Single() : body));
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
        Assert.NotEmpty(Default.Errors(request));
    }

    private static OpiContrat Named(string file) => OpiContrat.Publies.Single(c => c.Fichier == file);

    private static void Compare(OpiType type, HashSet<OpiType> seen)
    {
        if (!seen.Add(type)) return;
        var schemaType = Assert.IsType<XmlSchemaComplexType>(Everything.Set.GlobalTypes[new XmlQualifiedName(type.Nom, type.EspaceDeNoms)]);
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

    private static XDocument Sample(string name) => XDocument.Load(Path.Combine(AppContext.BaseDirectory, "exemples", name + ".xml"));
}
