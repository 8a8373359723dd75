using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Writes a contract: document/literal wrapped, everything below the wrapper unqualified, faults declared. Names are
/// Apogée's own (contract of OpiMetier §1), so that stubs generated from its WSDL and from ours are alike.
/// </summary>
internal static class OpiWsdlWriter
{
    private const string Fault = "WebBaseException";

    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Xsd = OpiXsdWriter.Xsd;

    public static string Write(OpiContrat contrat, Uri address)
    {
        var versions = contrat.Versions.Select(OpiSchema.Version).ToList();
        var impl = contrat.EspaceDeNoms + "-impl";
        var root = new XElement(Wsdl + "definitions",
            new XAttribute("name", "OpiMetierServiceInterfaceService"),
            new XAttribute("targetNamespace", impl),
            Prefix("wsdl", Wsdl.NamespaceName), Prefix("soap", Soap.NamespaceName), Prefix("xsd", Xsd.NamespaceName),
            Prefix("impl", impl), Prefix("opi", contrat.EspaceDeNoms),
            new XElement(Wsdl + "types", OpiXsdWriter.Schemas(contrat.EspaceDeNoms, versions)),
            versions.SelectMany(v =>
                new[] { Message(v.Operation + "Request", "parameters", v.Operation), Message(v.Reponse, "parameters", v.Reponse) }),
            Message(Fault, "fault", "fault"),
            new XElement(Wsdl + "portType", new XAttribute("name", "OpiMetierServiceInterface"), versions.Select(Operation)),
            new XElement(Wsdl + "binding", new XAttribute("name", "OpiMetierSoapBinding"),
                new XAttribute("type", "impl:OpiMetierServiceInterface"),
                new XElement(Soap + "binding", new XAttribute("style", "document"),
                    new XAttribute("transport", "http://schemas.xmlsoap.org/soap/http")),
                versions.Select(BoundOperation)),
            new XElement(Wsdl + "service", new XAttribute("name", "OpiMetierServiceInterfaceService"),
                new XElement(Wsdl + "port", new XAttribute("name", "OpiMetier"), new XAttribute("binding", "impl:OpiMetierSoapBinding"),
                    new XElement(Soap + "address", new XAttribute("location", address.AbsoluteUri)))));
        var comment = new XComment(
            $" Contract of the hosted OPI service: {string.Join(", ", contrat.Versions.Select(v => $"v{v}"))}. The gateway puts its own "
            + $"address in soap:address. ");
        return Text(new XDocument(comment, root));
    }

    private static XElement Message(string name, string part, string element) =>
        new(Wsdl + "message", new XAttribute("name", name),
            new XElement(Wsdl + "part", new XAttribute("name", part), new XAttribute("element", "opi:" + element)));

    private static XElement Operation(OpiVersion version) =>
        new(Wsdl + "operation", new XAttribute("name", version.Operation),
            new XElement(Wsdl + "input", new XAttribute("message", $"impl:{version.Operation}Request")),
            new XElement(Wsdl + "output", new XAttribute("message", $"impl:{version.Reponse}")),
            new XElement(Wsdl + "fault", new XAttribute("name", Fault), new XAttribute("message", $"impl:{Fault}")));

    private static XElement BoundOperation(OpiVersion version) =>
        new(Wsdl + "operation", new XAttribute("name", version.Operation),
            new XElement(Soap + "operation", new XAttribute("soapAction", "")),
            new XElement(Wsdl + "input", Literal("body")),
            new XElement(Wsdl + "output", Literal("body")),
            new XElement(Wsdl + "fault", new XAttribute("name", Fault), Literal("fault", new XAttribute("name", Fault))));

    private static XElement Literal(string name, XAttribute? attribute = null) =>
        new(Soap + name, attribute, new XAttribute("use", "literal"));

    private static XAttribute Prefix(string name, string ns) => new(XNamespace.Xmlns + name, ns);

    private static string Text(XDocument document)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n",
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var xml = XmlWriter.Create(stream, settings)) document.Save(xml);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
