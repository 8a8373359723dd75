using System.Text;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>Reads the fault of a response: typed or plain, children in any order.</summary>
internal static class SoapFaultReader
{
    public static SoapFaultReceived Read(XmlReader reader)
    {
        string? code = null, text = null;
        var detail = new Detail(null, Empty);
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            switch (reader.LocalName)
            {
                case "faultcode": code = reader.ReadTextOrNull(); break;
                case "faultstring": text = reader.ReadTextOrNull(); break;
                case "detail": detail = ReadDetail(reader); break;
                default: reader.Skip(); break;
            }
        }

        return new(WithoutPrefix(code), text ?? "", detail.Name, detail.Fields);
    }

    private static readonly Dictionary<string, IReadOnlyList<string>> Empty = [];

    private sealed record Detail(XmlQualifiedName? Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields);

    private static string WithoutPrefix(string? code) => code is null ? "" : code[(code.IndexOf(':') + 1)..].Trim();

    private static Detail ReadDetail(XmlReader reader)
    {
        Detail? best = null;
        var entries = reader.EnterElement();
        while (entries.MoveNext())
        {
            var entry = new Detail(new(reader.LocalName, reader.NamespaceURI), ReadFields(reader));
            if (best is null || (best.Fields.Count == 0 && entry.Fields.Count > 0)) best = entry;
        }

        return best ?? new(null, Empty);
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadFields(XmlReader reader)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>();
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            var name = reader.LocalName;
            var values = ReadValues(reader);
            fields[name] = fields.TryGetValue(name, out var before) ? [.. before, .. values] : values;
        }

        return fields;
    }

    /// <summary>The texts of the leaves below the current element, itself included when it is one.</summary>
    private static List<string> ReadValues(XmlReader reader)
    {
        var values = new List<string>();
        var leaf = new StringBuilder();
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return values;
        }

        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                if (!string.IsNullOrWhiteSpace(leaf.ToString())) values.Add(leaf.ToString());
                leaf.Clear();
                if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth) break;
            }
            else
            {
                leaf.Append(reader.Value);
            }
        }

        reader.Read();
        return values;
    }
}
