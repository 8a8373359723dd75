using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>The schemas inside a served WSDL, compiled by .NET, which knows nothing of our table.</summary>
internal sealed class WsdlSchemas
{
    public static readonly Uri Address = new("https://passerelle.exemple.fr/0730013T/services/OpiMetier?a=1&b=2");

    private static readonly ConcurrentDictionary<string, WsdlSchemas> ByFile = new(StringComparer.Ordinal);

    private WsdlSchemas(OpiContrat contrat)
    {
        Wsdl = XDocument.Parse(OpiWsdl.Render(contrat, Address));
        foreach (var schema in Wsdl.Descendants(XName.Get("schema", XmlSchema.Namespace)))
        {
            using var reader = schema.CreateReader();
            Set.Add(XmlSchema.Read(reader, null)!);
        }
        Set.Compile();
    }

    public static WsdlSchemas Default => Of(OpiContrat.ParDefaut);

    /// <summary>Every version in the namespace without date.</summary>
    public static WsdlSchemas Everything => Of(OpiContrat.TryParse("2-10", null, out _)!);

    public XDocument Wsdl { get; }

    public XmlSchemaSet Set { get; } = new() { XmlResolver = null };

    public static WsdlSchemas Of(OpiContrat contrat) => ByFile.GetOrAdd(contrat.Fichier, _ => new WsdlSchemas(contrat));

    public IReadOnlyList<string> Errors(XElement request)
    {
        var errors = new List<string>();
        new XDocument(new XElement(request)).Validate(Set, (_, e) => errors.Add(e.Message));
        return errors;
    }
}
