using System.Text.Json;
using System.Xml;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Writes a content as the request of a version, in schema order and valid against Apogée's WSDL: what has no value is
/// written as <c>xsi:nil</c>, as Apogée's own client does. What the version or the release cannot carry is left out,
/// what exceeds its column is cut, and both are recorded. Keys are never cut: Apogée refuses them, rather than taking
/// another VET. The INE takes the form of the version (contract §2).
/// </summary>
public sealed class OpiRequestWriter
{
    private readonly XmlWriter _xml;
    private readonly OpiLayout _layout;
    private readonly ApogeeRelease _release;
    private readonly bool _of2011;
    private readonly List<Modification> _modifications = [];

    private OpiRequestWriter(XmlWriter xml, ApogeeOptions options)
    {
        _xml = xml;
        _layout = OpiLayout.Of(options.Version);
        _release = ApogeeRelease.TryParse(options.Release) ?? default;
        _of2011 = Ordre2011.IsMeant(options.EspaceDeNomsEffectif);
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
        foreach (var bloc in _layout.Blocs) WriteBlock(bloc, contenu[bloc.Bloc]);
        foreach (var bloc in OpiContenu.Blocs)
            if (contenu[bloc] is { } text && _layout.Bloc(bloc.Element()) is null)
                using (var json = JsonDocument.Parse(text)) Report(null, json.RootElement, bloc.Element());
    }

    private void WriteBlock(OpiBlocLayout bloc, string? text)
    {
        if (text is null)
        {
            Nil(bloc.Root.Element);
            return;
        }

        if (bloc.Bloc == BlocOpi.Individu) text = IneConversion.Convert(text, _layout, _modifications);
        using var json = JsonDocument.Parse(text);
        Report(bloc.Root, json.RootElement, bloc.Root.Element.Nom);
        WriteComplex(bloc.Root, json.RootElement, bloc.Root.Element.Nom);
    }

    // A block or a part of which nothing is left says nothing: children all nil could be taken for "erase".
    private void WriteComplex(OpiNode node, JsonElement value, string path)
    {
        if (!OpiLosses.Carries(node, value, _release))
        {
            Nil(node.Element);
            return;
        }

        Start(node.Element.Nom);
        WriteChildren(node, value, path);
        _xml.WriteEndElement();
    }

    private void WriteChildren(OpiNode node, JsonElement? value, string path)
    {
        foreach (var child in _of2011 ? Ordre2011.Of(node.Element.Type?.Nom, node.Children, c => c.Element.Nom) : node.Children)
        {
            if (child.Element.Depuis > _release) continue;
            JsonElement? member = value is { } v && v.TryGetProperty(child.Element.Nom, out var found) ? found : null;
            var childPath = $"{path}.{child.Element.Nom}";
            if (child.Element.EstRepete)
                WriteItems(child, member, childPath);
            else if (member is null)
                Nil(child.Element);
            else if (child.IsLeaf)
                WriteLeaf(child.Element, member.Value.GetString()!, childPath);
            else
                WriteComplex(child, member.Value, childPath);
        }
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
                _modifications.Add(new Modification($"{path}[{index}]", Text(wish, "codEtp"), null,
                    "VET déjà présente dans la liste : Apogée refuserait l'ensemble"));
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
            // Cut, it would be somebody else's, into whom Apogée would merge this person.
            if (element.Nom == IneConversion.Nne)
            {
                _modifications.Add(new Modification(path, value, null,
                    $"non transmis : plus long que les {width} caractères de la colonne d'Apogée"));
                Nil(element);
                return;
            }

            sent = TexteApogee.Cut(value, width);
            _modifications.Add(new Modification(path, value, sent, $"coupé à {width} caractères, largeur de la colonne d'Apogée"));
        }

        Start(element.Nom);
        _xml.WriteString(sent);
        _xml.WriteEndElement();
    }

    private void Report(OpiNode? node, JsonElement value, string path) =>
        OpiLosses.Report(node, value, path, _layout.Version, _release, _modifications);

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
