using System.Xml.Linq;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Writes the schemas of a contract: one per DTO's namespace, the faults', and the operations' own.</summary>
internal static class OpiXsdWriter
{
    public static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    public static IEnumerable<XElement> Schemas(string ns, IReadOnlyList<OpiVersion> versions)
    {
        var users = new Dictionary<OpiType, List<int>>();
        var ordered = new List<OpiType>();
        foreach (var version in versions) Visit(version.Donnees, version.Numero, users, ordered);
        return
        [
            // Behind all that it imports: JAX-WS looks for a type backwards only.
            .. ordered.GroupBy(t => t.EspaceDeNoms, StringComparer.Ordinal).OrderBy(types => ordered.IndexOf(types.Last()))
                .Select(types => Schema(types.Key, [.. types], users, Ordre2011.IsMeant(ns))),
            Exceptions(),
            Operations(ns, versions),
        ];
    }

    // Behind what they are made of, each once, with the versions that use them.
    private static void Visit(OpiType type, int version, Dictionary<OpiType, List<int>> users, List<OpiType> ordered)
    {
        var isNew = !users.TryGetValue(type, out var versions);
        if (isNew) users[type] = versions = [];
        if (versions!.Contains(version)) return;
        versions.Add(version);
        foreach (var element in type.Elements)
            if (element.Type is { } child) Visit(child, version, users, ordered);
        if (isNew) ordered.Add(type);
    }

    private static XElement Schema(string ns, IReadOnlyList<OpiType> types, Dictionary<OpiType, List<int>> users, bool of2011)
    {
        // A release that never had an element must not see it: Axis refuses what its bean does not know.
        var shown = types.Select(t => (Type: t, Elements: t.Elements.Where(e => users[t].Any(v => OpiOffer.KnownTo(e.Depuis, v))).ToList()))
            .ToList();
        var used = shown.SelectMany(s => s.Elements).Select(e => e.Type?.EspaceDeNoms).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToList();
        var others = used.Where(n => n != ns).ToList();
        var prefixes = used.ToDictionary(n => n, n => n == ns ? "tns" : $"n{others.IndexOf(n) + 1}", StringComparer.Ordinal);
        return new XElement(Xsd + "schema", new XAttribute("targetNamespace", ns),
            prefixes.Select(p => new XAttribute(XNamespace.Xmlns + p.Value, p.Key)),
            others.Select(Import),
            shown.Select(s => Type(s.Type.Nom,
                (of2011 ? Ordre2011.Of(s.Type.Nom, s.Elements, e => e.Nom) : s.Elements).Select(e => Element(e, prefixes)))));
    }

    private static XElement Element(OpiElement element, Dictionary<string, string> prefixes) =>
        Element(element.Nom, element switch
        {
            { Type: { } complex } => $"{prefixes[complex.EspaceDeNoms]}:{complex.Nom}",
            { Nature: NatureElement.Entier } => "xsd:int",
            { Nature: NatureElement.Decimal } => "xsd:decimal",
            _ => "xsd:string",
        }, element.Nillable, element.EstRepete, element.DefautVide);

    private static XElement Exceptions() =>
        new(Xsd + "schema", new XAttribute("targetNamespace", OpiNamespaces.Exception),
            new XAttribute(XNamespace.Xmlns + "tns", OpiNamespaces.Exception),
            Type("TableauString", [Element("item", "xsd:string", isNillable: false, isRepeated: true)]),
            Type("WebBaseException",
            [
                Element("domaine", "xsd:string"),
                Element("element", "xsd:string"),
                Element("messages", "tns:TableauString"),
                Element("nature", "xsd:string"),
                Element("type", "xsd:string"),
                Element("lastErrorMsg", "xsd:string"),
            ]));

    private static XElement Operations(string ns, IReadOnlyList<OpiVersion> versions) =>
        new(Xsd + "schema", new XAttribute("targetNamespace", ns),
            new XAttribute(XNamespace.Xmlns + "ex", OpiNamespaces.Exception),
            versions.Select(v => new XAttribute(XNamespace.Xmlns + $"d{v.Numero}", v.Donnees.EspaceDeNoms)),
            versions.Select(v => Import(v.Donnees.EspaceDeNoms)),
            Import(OpiNamespaces.Exception),
            versions.SelectMany(v => new[]
            {
                Wrapper(v.Operation, Element("_donneesOpi", $"d{v.Numero}:{v.Donnees.Nom}", isNillable: false)),
                Wrapper(v.Reponse, null),
            }),
            new XElement(Xsd + "element", new XAttribute("name", "fault"), new XAttribute("type", "ex:WebBaseException")));

    private static XElement Wrapper(string name, XElement? child) =>
        new(Xsd + "element", new XAttribute("name", name),
            new XElement(Xsd + "complexType", new XElement(Xsd + "sequence", child)));

    private static XElement Type(string name, IEnumerable<XElement> elements) =>
        new(Xsd + "complexType", new XAttribute("name", name), new XElement(Xsd + "sequence", elements));

    private static XElement Import(string ns) => new(Xsd + "import", new XAttribute("namespace", ns));

    private static XElement Element(string name, string type, bool isNillable = true, bool isRepeated = false,
        bool isEmptyByDefault = false) =>
        new(Xsd + "element", new XAttribute("name", name), new XAttribute("type", type),
            isNillable ? new XAttribute("nillable", "true") : null,
            isEmptyByDefault ? new XAttribute("default", "") : null,
            isRepeated ? new[] { new XAttribute("minOccurs", "0"), new XAttribute("maxOccurs", "unbounded") } : null);
}
