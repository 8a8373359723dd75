using System.Text;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>How operations read their elements: any order, unknown ones skipped, four spellings of "no value".</summary>
public static class XmlReading
{
    /// <summary>
    /// Enters the current element, to loop over its children in the order in which they come:
    /// <code>
    /// var children = reader.EnterElement();
    /// while (children.MoveNext())
    ///     switch (reader.LocalName)
    ///     {
    ///         case "codSexEtuOpi": sex = reader.ReadTextOrNull(); break;
    ///         default: reader.Skip(); break;
    ///     }
    /// </code>
    /// Each turn must consume the child. When the loop ends the element itself has been consumed.
    /// </summary>
    public static XmlChildren EnterElement(this XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return XmlChildren.Enter(reader);
    }

    /// <summary>Whether the current element says <c>xsi:nil="true"</c>.</summary>
    public static bool IsNil(this XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.AttributeCount > 0
            && reader.GetAttribute("nil", SoapNamespaces.SchemaInstance)?.Trim() is "true" or "1";
    }

    /// <summary>
    /// Consumes the current element and returns its text, as written; null when it is nil, empty or only white space.
    /// </summary>
    /// <exception cref="SoapRequestException">The element contains other elements.</exception>
    public static string? ReadTextOrNull(this XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var nil = reader.IsNil();
        if (reader.AttributeCount > 0) BinaryValues.Refuse(reader);
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return null;
        }

        string? first = null;
        StringBuilder? several = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.EndElement:
                    reader.Read();
                    var text = several?.ToString() ?? first;
                    return nil || string.IsNullOrWhiteSpace(text) ? null : Windows1252Text.Mend(text);
                case XmlNodeType.Element:
                    throw Refuse(reader, "Une valeur est attendue, mais l'élément contient d'autres éléments");
                default:
                    if (first is null) first = reader.Value;
                    else (several ??= new StringBuilder(first)).Append(reader.Value);
                    break;
            }
        }

        throw Refuse(reader, "Le message s'arrête au milieu d'un élément");
    }

    /// <summary>The position of the reader; zeros when it doesn't know.</summary>
    public static (int Line, int Column) Position(this XmlReader reader) =>
        reader is IXmlLineInfo info && info.HasLineInfo() ? (info.LineNumber, info.LinePosition) : (0, 0);

    /// <summary>A refusal of the message at the reader's position.</summary>
    public static SoapRequestException Refuse(this XmlReader reader, string message)
    {
        var (line, column) = reader.Position();
        return new(SoapFaultCode.Client, message, line, column);
    }
}
