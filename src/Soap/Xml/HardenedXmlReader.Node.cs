using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

// The current node, passed through from the parser; nothing stands behind the fence.
public sealed partial class HardenedXmlReader
{
    /// <inheritdoc/>
    public override XmlNodeType NodeType => _atFence ? XmlNodeType.None : Parser.NodeType;

    /// <inheritdoc/>
    public override string LocalName => _atFence ? "" : Parser.LocalName;

    /// <inheritdoc/>
    public override string NamespaceURI => _atFence ? "" : Parser.NamespaceURI;

    /// <inheritdoc/>
    public override string Prefix => _atFence ? "" : Parser.Prefix;

    /// <inheritdoc/>
    public override string Value
    {
        get
        {
            try
            {
                return _atFence ? "" : Parser.Value;
            }
            catch (XmlException e)
            {
                throw Translate(e);
            }
        }
    }

    /// <inheritdoc/>
    public override int Depth => Parser.Depth;

    /// <inheritdoc/>
    public override string BaseURI => "";

    /// <inheritdoc/>
    public override bool IsEmptyElement => !_atFence && Parser.IsEmptyElement;

    /// <inheritdoc/>
    public override int AttributeCount => _atFence ? 0 : Parser.AttributeCount;

    /// <inheritdoc/>
    public override bool EOF => _atFence || Parser.EOF;

    /// <inheritdoc/>
    public override ReadState ReadState =>
        _parser is null ? ReadState.Closed : _atFence ? ReadState.EndOfFile : _parser.ReadState;

    /// <inheritdoc/>
    public override XmlNameTable NameTable => Parser.NameTable;

    /// <inheritdoc/>
    public override string GetAttribute(int i) => Parser.GetAttribute(i)!;

    /// <inheritdoc/>
    public override string? GetAttribute(string name) => _atFence ? null : Parser.GetAttribute(name);

    /// <inheritdoc/>
    public override string? GetAttribute(string name, string? namespaceURI) =>
        _atFence ? null : Parser.GetAttribute(name, namespaceURI);

    /// <inheritdoc/>
    public override string? LookupNamespace(string prefix) => Parser.LookupNamespace(prefix);

    /// <inheritdoc/>
    public override bool MoveToAttribute(string name) => !_atFence && Parser.MoveToAttribute(name);

    /// <inheritdoc/>
    public override bool MoveToAttribute(string name, string? ns) => !_atFence && Parser.MoveToAttribute(name, ns);

    /// <inheritdoc/>
    public override bool MoveToElement() => Parser.MoveToElement();

    /// <inheritdoc/>
    public override bool MoveToFirstAttribute() => !_atFence && Parser.MoveToFirstAttribute();

    /// <inheritdoc/>
    public override bool MoveToNextAttribute() => !_atFence && Parser.MoveToNextAttribute();

    /// <inheritdoc/>
    public override bool ReadAttributeValue() => Parser.ReadAttributeValue();

    /// <inheritdoc/>
    public override void ResolveEntity() => throw new InvalidOperationException("Entities never reach this reader.");
}
