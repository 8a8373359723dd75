using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Composes the JSON of a block or of a wish from values by path, in schema order.</summary>
internal sealed class BlocBuilder(OpiNode root)
{
    private readonly string?[] _values = new string?[root.End];

    /// <summary>Sets a leaf, for instance <c>etatCivil.libPr1IndOpi</c>; null and blank mean no value.</summary>
    public BlocBuilder Set(string path, string? value)
    {
        var node = root;
        foreach (var name in path.Split('.'))
            node = node.Child(name) ?? throw new ArgumentException($"No element {path} below {root.Element.Nom}.", nameof(path));
        _values[node.First] = string.IsNullOrWhiteSpace(value) ? null : value;
        return this;
    }

    /// <summary>Null when nothing was set.</summary>
    public string? Build()
    {
        if (!OpiJson.HasContent(root, _values)) return null;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, OpiJson.Options))
            OpiJson.WriteObject(json, root, _values);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The JSON of a list of wishes, empty or not.</summary>
    public static string List(IEnumerable<BlocBuilder> items) =>
        $$"""{"item":[{{string.Join(',', items.Select(i => i.Build()))}}]}""";
}
