using System.Collections.Frozen;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// A place in the tree of a block. Its leaves are numbered in schema order, so that a message whose children come in
/// any order fills an array of values, which is then written in the one right order.
/// </summary>
internal sealed class OpiNode
{
    private readonly FrozenDictionary<string, OpiNode> _byName;

    private OpiNode(OpiElement element, string path, int place, ref int leaves)
    {
        Element = element;
        Path = path;
        Bit = element.EstRepete ? 0 : 1UL << place;
        JsonName = JsonEncodedText.Encode(element.Nom);
        First = leaves;
        if (element.Type is null) leaves++;
        else Children = [.. BuildChildren(element.Type, path, ref leaves)];
        End = leaves;
        _byName = Children.ToFrozenDictionary(c => c.Element.Nom, StringComparer.Ordinal);
        Item = Children.FirstOrDefault(c => c.Element.EstRepete);
    }

    public OpiElement Element { get; }
    public JsonEncodedText JsonName { get; }

    /// <summary>Its own among its siblings, so that a second one is noticed; none when it may be repeated.</summary>
    public ulong Bit { get; }

    /// <summary>From the block's (or the wish's) root, for the reader of a fault.</summary>
    public string Path { get; }

    /// <summary>Number of the first leaf below; of the leaf itself when it is one.</summary>
    public int First { get; }

    /// <summary>Behind the last leaf below.</summary>
    public int End { get; }

    public IReadOnlyList<OpiNode> Children { get; } = [];

    /// <summary>The repeated child of an array, whose leaves are numbered apart.</summary>
    public OpiNode? Item { get; }

    public bool IsLeaf => Element.Type is null;

    public static OpiNode Root(OpiElement element)
    {
        var leaves = 0;
        return new OpiNode(element, "", 0, ref leaves);
    }

    public OpiNode? Child(string localName) => _byName.GetValueOrDefault(localName);

    /// <summary>All leaves below, in schema order, those of a repeated child excepted.</summary>
    public IEnumerable<OpiNode> Leaves() =>
        IsLeaf ? [this] : Children.Where(c => !c.Element.EstRepete).SelectMany(c => c.Leaves());

    private static List<OpiNode> BuildChildren(OpiType type, string path, ref int leaves)
    {
        if (type.Elements.Count > 64) throw new InvalidOperationException($"{type.Nom} has more children than Bit has room for.");
        var children = new List<OpiNode>(type.Elements.Count);
        foreach (var element in type.Elements)
            if (element.EstRepete)
                children.Add(Root(element));
            else
                children.Add(new OpiNode(element, path.Length == 0 ? element.Nom : $"{path}.{element.Nom}", children.Count, ref leaves));
        return children;
    }
}
