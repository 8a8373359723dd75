using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>The grammar of a SOAP 1.1 envelope around the body's one element.</summary>
internal static class SoapEnvelopeReader
{
    /// <summary>Moves from the start of the document to the first element of the body.</summary>
    public static void MoveToBodyElement(HardenedXmlReader reader)
    {
        reader.Read();
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "Envelope")
            throw reader.Refuse("Une enveloppe SOAP 1.1 est attendue");
        if (reader.NamespaceURI != SoapNamespaces.Envelope)
            throw reader.Refuse(
                "La version de SOAP n'est pas prise en charge : une enveloppe SOAP 1.1 est attendue",
                SoapFaultCode.VersionMismatch);

        Enter(reader, "L'enveloppe SOAP est vide");
        if (IsSoap(reader, "Header")) ReadHeader(reader);
        if (!IsSoap(reader, "Body")) throw reader.Refuse("L'enveloppe SOAP n'a pas de corps (Body)");
        Enter(reader, "Le corps (Body) de l'enveloppe SOAP est vide");
        if (reader.NodeType != XmlNodeType.Element) throw reader.Refuse("Le corps (Body) de l'enveloppe SOAP est vide");
    }

    /// <summary>Moves from behind the body's element to the end of the document.</summary>
    public static void ReadToEnd(HardenedXmlReader reader)
    {
        var next = reader.MoveToContent();
        if (next != XmlNodeType.EndElement)
            throw reader.Refuse("Le corps (Body) de l'enveloppe SOAP doit contenir un seul élément");
        reader.Read();
        if (reader.MoveToContent() != XmlNodeType.EndElement)
            throw reader.Refuse("Rien ne doit suivre le corps (Body) dans l'enveloppe SOAP");
        reader.Read();
        if (reader.MoveToContent() != XmlNodeType.None)
            throw reader.Refuse("Rien ne doit suivre l'enveloppe SOAP");
    }

    private static void ReadHeader(HardenedXmlReader reader)
    {
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            if (IsMandatory(reader))
                throw reader.Refuse(
                    "Un en-tête SOAP obligatoire (mustUnderstand) n'est pas compris", SoapFaultCode.MustUnderstand);
            reader.Skip();
        }

        reader.MoveToContent();
    }

    // A header that names another actor is not for us, mandatory or not.
    private static bool IsMandatory(HardenedXmlReader reader) =>
        reader.GetAttribute("mustUnderstand", SoapNamespaces.Envelope)?.Trim() is "1" or "true"
        && reader.GetAttribute("actor", SoapNamespaces.Envelope)?.Trim() is null or "" or SoapNamespaces.ActorNext;

    private static bool IsSoap(HardenedXmlReader reader, string name) =>
        reader.NodeType == XmlNodeType.Element
        && reader.LocalName == name
        && reader.NamespaceURI == SoapNamespaces.Envelope;

    private static void Enter(HardenedXmlReader reader, string whenEmpty)
    {
        if (reader.IsEmptyElement) throw reader.Refuse(whenEmpty);
        reader.Read();
        reader.MoveToContent();
    }
}
