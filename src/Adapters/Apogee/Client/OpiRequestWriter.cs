using System.Text.Json;
using System.Xml;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// Writes a content as the request of a version, in schema order and valid against Apogée's WSDL: what has no value is
/// written as <c>xsi:nil</c>, as Apogée's own client does. What the version or the release cannot carry is left out,
/// what exceeds its column is cut, and both are recorded. Keys are never cut: Apogée refuses them, rather than taking
/// another VET.
/// </summary>
public sealed class OpiRequestWriter
{
    private readonly XmlWriter _xml;
    private readonly OpiLayout _layout;
    private readonly ApogeeRelease _release;
    private readonly List<Modification> _modifications = [];

    private OpiRequestWriter(XmlWriter xml, ApogeeOptions options)
    {
        _xml = xml;
        _layout = OpiLayout.Of(options.Version);
        _release = ApogeeRelease.TryParse(options.Release) ?? default;
    }

    /// <summary>Writes the request element.</summary>
    /// <param name="xml">Where to; stands where an element may be written.</param>
    /// <param name="options">Version, release and namespace.</param>
    /// <returns>What was cut or left out.</returns>
    public static IReadOnlyList<Modification> Write(XmlWriter xml, ApogeeOptions options, OpiContenu contenu)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contenu);
        var writer = new OpiRequestWriter(xml, options);
        writer.WriteOperation(options.EspaceDeNomsEffectif, contenu);
        return writer._modifications;
    }

    /// <summary>Writes the parameter alone, under another name.</summary>
    internal static IReadOnlyList<Modification> WriteDonnees(XmlWriter xml, string element, ApogeeOptions options, OpiContenu contenu)
    {
        var writer = new OpiRequestWriter(xml, options);
        writer.Start(element);
        xml.WriteAttributeString("xmlns", "xsi", null, SoapNamespaces.SchemaInstance);
        writer.WriteBlocks(contenu);
        xml.WriteEndElement();
        return writer._modifications;
    }

    private void WriteOperation(string ns, OpiContenu contenu)
    {
        _xml.WriteStartElement("opi", _layout.Version.Operation, ns);
        _xml.WriteAttributeString("xmlns", "xsi", null, SoapNamespaces.SchemaInstance);
        Start("_donneesOpi");
        WriteBlocks(contenu);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteBlocks(OpiContenu contenu)
    {
        foreach (var bloc in _layout.Blocs)
        {
            if (contenu[bloc.Bloc] is not { } text)
            {
                Nil(bloc.Root.Element);
                continue;
            }

            using var json = JsonDocument.Parse(text);
            Start(bloc.Root.Element.Nom);
            WriteChildren(bloc.Root, json.RootElement, bloc.Root.Element.Nom);
            _xml.WriteEndElement();
        }
    }

    private void WriteChildren(OpiNode node, JsonElement? value, string path)
    {
        foreach (var child in node.Children)
        {
            JsonElement? member = value is { } v && v.TryGetProperty(child.Element.Nom, out var found) ? found : null;
            var childPath = $"{path}.{child.Element.Nom}";
            if (child.Element.Depuis > _release)
                NotCarried(childPath, member, $"n'existe qu'à partir d'Apogée {child.Element.Depuis}");
            else if (child.Element.EstRepete)
                WriteItems(child, member, childPath);
            else if (member is null)
                Nil(child.Element);
            else if (child.IsLeaf)
                WriteLeaf(child.Element, member.Value.GetString()!, childPath);
            else
            {
                Start(child.Element.Nom);
                WriteChildren(child, member, childPath);
                _xml.WriteEndElement();
            }
        }

        if (value is not { } whole) return;
        foreach (var member in whole.EnumerateObject())
            if (node.Child(member.Name) is null)
                NotCarried($"{path}.{member.Name}", member.Value, $"n'existe pas dans la version {_layout.Version.Numero}");
    }

    // A list with one empty item is how Apogée is told that there are no wishes.
    private void WriteItems(OpiNode item, JsonElement? list, string path)
    {
        if (list is not { } items) return;
        if (items.GetArrayLength() == 0) WriteItem(item, null, path);
        var seen = new HashSet<(string?, string?, string?)>();
        var index = 0;
        foreach (var wish in items.EnumerateArray())
        {
            index++;
            if (seen.Add((Text(wish, "codCge"), Text(wish, "codEtp"), Text(wish, "codVrsVet"))))
                WriteItem(item, wish, $"{path}[{index}]");
            else
                _modifications.Add(new Modification($"{path}[{index}]", Text(wish, "codEtp"), null, "VET déjà présente dans la liste : Apogée refuserait l'ensemble"));
        }
    }

    private void WriteItem(OpiNode item, JsonElement? wish, string path)
    {
        Start(item.Element.Nom);
        WriteChildren(item, wish, path);
        _xml.WriteEndElement();
    }

    private void WriteLeaf(OpiElement element, string value, string path)
    {
        var sent = value;
        if (element is { Largeur: { } width, EstCle: false } && value.Length > width)
        {
            sent = TexteApogee.Cut(value, width);
            _modifications.Add(new Modification(path, value, sent, $"coupé à {width} caractères, largeur de la colonne d'Apogée"));
        }

        Start(element.Nom);
        _xml.WriteString(sent);
        _xml.WriteEndElement();
    }

    private void NotCarried(string path, JsonElement? value, string reason)
    {
        if (value is not { } lost) return;
        var text = lost.ValueKind == JsonValueKind.String ? lost.GetString() : lost.GetRawText();
        _modifications.Add(new Modification(path, text, null, "non transmis : " + reason));
    }

    private void Nil(OpiElement element)
    {
        if (!element.Nillable) return;
        Start(element.Nom);
        _xml.WriteAttributeString("xsi", "nil", SoapNamespaces.SchemaInstance, "true");
        _xml.WriteEndElement();
    }

    private void Start(string name) => _xml.WriteStartElement(null, name, "");

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
