using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>One call of <c>mettreajourDonneesOpi_vN</c> as it was read from the wire.</summary>
internal sealed partial record OpiMessage(string Namespace, int Version, XElement Donnees)
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    public string Operation => $"mettreajourDonneesOpi_v{Version}";

    /// <summary>With its key, which stood apart for a long time.</summary>
    public static string? Ine(XElement? etatCivil) =>
        Value(etatCivil, "codNneIndOpi") is { } number ? number + Value(etatCivil, OpiHistory.IneKey) : null;

    public string? CodOpiIntEpo => Value(Child(Donnees, "individu"), "codOpiIntEpo");

    /// <summary>Null when the bytes are no such call; the reason stands in <paramref name="erreur"/>.</summary>
    public static OpiMessage? Read(byte[] body, out string erreur)
    {
        if (BodyElement(body, out erreur) is not { } call)
            return null;

        var operation = OperationName().Match(call.Name.LocalName);
        if (!operation.Success || !ServiceNamespace().IsMatch(call.Name.NamespaceName))
        {
            erreur = $"Opération inconnue : {call.Name}";
            return null;
        }

        // Unqualified, as the WSDL says: a qualified child would be lost by the real service as well.
        var donnees = call.Element("_donneesOpi");
        erreur = donnees is null ? "Élément _donneesOpi (sans espace de noms) attendu" : "";
        return donnees is null
            ? null
            : new OpiMessage(call.Name.NamespaceName,
                int.Parse(operation.Groups["version"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), donnees);
    }

    /// <summary>The first element of the body of a SOAP 1.1 envelope; null when there is none, with the reason.</summary>
    public static XElement? BodyElement(byte[] body, out string erreur)
    {
        XDocument document;
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = 10_000_000,
                IgnoreComments = true,
            });
            document = XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            erreur = $"XML illisible : {e.Message}";
            return null;
        }

        var call = document.Root?.Name == Soap + "Envelope" ? document.Root.Element(Soap + "Body")?.Elements().FirstOrDefault() : null;
        erreur = call is null ? "Enveloppe SOAP 1.1 attendue" : "";
        return call;
    }

    /// <summary>A child that says something: absent, nil and empty all mean "no value".</summary>
    public static XElement? Child(XElement? parent, string name)
    {
        var child = parent?.Element(name);
        return child is null || IsNil(child) || (!child.HasElements && string.IsNullOrWhiteSpace(child.Value)) ? null : child;
    }

    public static string? Value(XElement? parent, string name)
    {
        var child = Child(parent, name);
        return child is null || child.HasElements ? null : child.Value.Trim();
    }

    /// <summary>An <c>item</c> in which nothing has a value removes all wishes.</summary>
    public static bool IsEmpty(XElement element) =>
        IsNil(element) || element.DescendantsAndSelf().Where(e => !e.HasElements).All(e => IsNil(e) || string.IsNullOrWhiteSpace(e.Value));

    public static bool IsNil(XElement element) => (string?)element.Attribute(Nil) is "true" or "1";

    [GeneratedRegex(@"^mettreajourDonneesOpi_v(?<version>[2-9]|10)\z")]
    private static partial Regex OperationName();

    [GeneratedRegex(@"^gouv\.education\.apogee\.commun\.servicesmetiers\.OpiMetier(_\d{8})?\z")]
    private static partial Regex ServiceNamespace();
}
