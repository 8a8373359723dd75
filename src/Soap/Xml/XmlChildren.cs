using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>The loop over the child elements of one element; see <see cref="XmlReading.EnterElement"/>.</summary>
public readonly struct XmlChildren
{
    private readonly XmlReader? _reader;
    private readonly int _depth;

    private XmlChildren(XmlReader? reader, int depth)
    {
        _reader = reader;
        _depth = depth;
    }

    /// <summary>True when the reader stands on the next child; false once the parent has been consumed.</summary>
    public bool MoveNext()
    {
        if (_reader is null) return false;
        while (true)
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element when _reader.Depth == _depth + 1:
                    return true;
                case XmlNodeType.EndElement when _reader.Depth == _depth:
                    _reader.Read();
                    return false;
                case XmlNodeType.Element:
                    throw new InvalidOperationException("A child element was entered but not consumed.");
            }

            // Text between children carries no meaning in a document/literal message.
            if (!_reader.Read()) throw _reader.Refuse("Le message s'arrête au milieu d'un élément");
        }
    }

    internal static XmlChildren Enter(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element)
            throw new InvalidOperationException("The reader must stand on an element.");
        var depth = reader.Depth;
        var hasChildren = !reader.IsEmptyElement;
        reader.Read();
        return new(hasChildren ? reader : null, depth);
    }
}
