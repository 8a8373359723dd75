using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>How operations and client bodies write their elements.</summary>
public static class XmlWriting
{
    /// <summary>
    /// Writes an element in no namespace. <see cref="XmlWriter.WriteElementString(string, string)"/> would let it fall
    /// into the default namespace of its parent.
    /// </summary>
    public static void WriteUnqualified(this XmlWriter writer, string localName, string? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartElement(null, localName, "");
        writer.WriteString(value);
        writer.WriteEndElement();
    }
}
