using System.Xml.Linq;
using System.Xml.Schema;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.WsI;

/// <summary>A WSDL 1.1 document, read by names only: it knows nothing of how ours are written.</summary>
internal sealed class Description(XDocument document)
{
    public static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    public static readonly XNamespace SoapBinding = "http://schemas.xmlsoap.org/wsdl/soap/";
    public static readonly XNamespace Xsd = XmlSchema.Namespace;

    public XElement Root => document.Root!;

    public XNamespace Target => Root.Attribute("targetNamespace")!.Value;

    public IEnumerable<XElement> Schemas => Root.Elements(Wsdl + "types").Elements(Xsd + "schema");

    public IEnumerable<XElement> Bindings => Root.Elements(Wsdl + "binding");

    public IEnumerable<XElement> PortTypes => Root.Elements(Wsdl + "portType");

    public IEnumerable<XElement> Messages => Root.Elements(Wsdl + "message");

    /// <summary>All WSDL and binding elements, without the schemas.</summary>
    public IEnumerable<XElement> Components => Root.DescendantsAndSelf().Where(e => e.Name.Namespace == Wsdl || e.Name.Namespace == SoapBinding);

    public XElement Message(string name) => Messages.Single(m => (string?)m.Attribute("name") == name);

    /// <summary>The component to which a QName in an attribute leads; null when there is none.</summary>
    public XElement? Find(string kind, XAttribute reference)
    {
        var name = Resolve(reference);
        return name.Namespace == Target ? Root.Elements(Wsdl + kind).SingleOrDefault(e => (string?)e.Attribute("name") == name.LocalName) : null;
    }

    public XName Resolve(XAttribute reference)
    {
        var parts = reference.Value.Split(':');
        return parts.Length == 1
            ? reference.Parent!.GetDefaultNamespace() + parts[0]
            : (reference.Parent!.GetNamespaceOfPrefix(parts[0]) ?? throw new InvalidOperationException($"Unknown prefix {parts[0]}.")) + parts[1];
    }

    /// <summary>The schemas as .NET compiles them.</summary>
    public XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        set.ValidationEventHandler += (_, e) => throw e.Exception;
        foreach (var schema in Schemas)
        {
            using var reader = schema.CreateReader();
            set.Add(XmlSchema.Read(reader, null)!);
        }

        set.Compile();
        return set;
    }

    /// <summary>The part of a binding that belongs to an operation of its portType.</summary>
    public IEnumerable<(XElement Bound, XElement Abstract)> Operations =>
        from binding in Bindings
        let portType = Find("portType", binding.Attribute("type")!)!
        from bound in binding.Elements(Wsdl + "operation")
        select (bound, portType.Elements(Wsdl + "operation").Single(o => (string?)o.Attribute("name") == (string?)bound.Attribute("name")));
}
