using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>The schemas inside the served WSDL, compiled by .NET, which knows nothing of our table.</summary>
internal static class WsdlSchemas
{
    public static readonly Uri Address = new("https://passerelle.exemple.fr/0730013T/services/OpiMetier?a=1&b=2");

    public static XDocument Wsdl { get; } = XDocument.Parse(OpiWsdl.Render(Address));

    public static XmlSchemaSet Set { get; } = Load();

    public static IReadOnlyList<string> Errors(XElement request)
    {
        var errors = new List<string>();
        new XDocument(new XElement(request)).Validate(Set, (_, e) => errors.Add(e.Message));
        return errors;
    }

    private static XmlSchemaSet Load()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var schema in Wsdl.Descendants(XName.Get("schema", XmlSchema.Namespace)))
        {
            using var reader = schema.CreateReader();
            set.Add(XmlSchema.Read(reader, null)!);
        }
        set.Compile();
        return set;
    }
}
