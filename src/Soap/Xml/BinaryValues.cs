using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>A text that its <c>xsi:type</c> calls binary holds an encoding of the value: stored, it would be a wrong one.</summary>
internal static class BinaryValues
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema";

    public static void Refuse(XmlReader reader)
    {
        if (reader.GetAttribute("type", SoapNamespaces.SchemaInstance)?.Trim() is not { } type) return;
        var colon = type.IndexOf(':', StringComparison.Ordinal);
        if (type[(colon + 1)..] is not ("base64Binary" or "hexBinary") || reader.LookupNamespace(type[..Math.Max(colon, 0)]) != Schema)
            return;
        throw reader.Refuse($"L'élément {reader.LocalName} est typé {type[(colon + 1)..]} : envoyer la valeur en texte (xsd:string)");
    }
}
