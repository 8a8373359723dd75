using System.IO.Compression;
using System.Xml;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>Which part of a workbook is what: by the names that the library knows, and where each sheet lies.</summary>
internal static class PartiesClasseur
{
    public const string Workbook = "workbook";
    public const string Relations = "relations";
    public const string Styles = "styles";
    public const string Strings = "strings";
    public const string Sheet = "sheet";

    private const string Xml = ".xml";

    /// <summary>Null for one that nobody reads; a sheet may lie wherever the workbook says, but in XML.</summary>
    public static string? NameOf(ZipArchiveEntry entry)
    {
        var (path, name) = (entry.FullName.Replace('\\', '/').ToLowerInvariant(), entry.Name.ToLowerInvariant());
        return path.EndsWith(".rels", StringComparison.Ordinal) ? Relations
            : name.StartsWith("sharedstrings.", StringComparison.Ordinal) ? Strings
            : name.StartsWith("styles.", StringComparison.Ordinal) ? Styles
            : name.StartsWith("workbook.", StringComparison.Ordinal) ? Workbook
            : path.EndsWith(Xml, StringComparison.Ordinal) ? Sheet
            : null;
    }

    /// <summary>The parts of the sheets by the sheets' names, in their order.</summary>
    /// <exception cref="InvalidDataException">
    /// Several sheets lie in one part, which would be read for each; or one lies in a part of another kind.
    /// </exception>
    public static IReadOnlyDictionary<string, ZipArchiveEntry> Sheets(ZipArchive zip)
    {
        var parts = ByName(zip);
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(parts, "xl/_rels/workbook.xml.rels", xml =>
        {
            if (xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target && !targets.TryAdd(id, target))
                throw new InvalidDataException("Relationships: one number twice.");
        });
        var (sheets, taken) = (new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal), new HashSet<ZipArchiveEntry>());
        Read(parts, "xl/workbook.xml", xml =>
        {
            if (xml.LocalName != "sheet" || IdOf(xml) is not { } id || !targets.TryGetValue(id, out var target)) return;
            if (!parts.TryGetValue(target.StartsWith('/') ? target[1..] : "xl/" + target, out var part)) return;
            if (!part.FullName.EndsWith(Xml, StringComparison.OrdinalIgnoreCase)) throw new InvalidDataException("Sheets: not XML.");
            if (!taken.Add(part)) throw new InvalidDataException("Sheets: one part for several.");
            sheets.TryAdd(xml.GetAttribute("name") ?? "", part);
        });
        return sheets;
    }

    private static string? IdOf(XmlReader sheet)
    {
        var id = default(string);
        while (sheet.MoveToNextAttribute())
            if (sheet.LocalName == "id") id = sheet.Value;
        sheet.MoveToElement();
        return id;
    }

    // The library looks names up whatever their case: two that it takes for one could be two for us.
    private static Dictionary<string, ZipArchiveEntry> ByName(ZipArchive zip)
    {
        var parts = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
            if (!parts.TryAdd(entry.FullName.Replace('\\', '/'), entry)) throw new InvalidDataException("Parts: two of one name.");
        return parts;
    }

    private static void Read(Dictionary<string, ZipArchiveEntry> parts, string name, Action<XmlReader> element)
    {
        if (!parts.TryGetValue(name, out var entry)) return;
        using var content = entry.Open();
        using var xml = XmlReader.Create(content, XmlClasseur.Hardened);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element) element(xml);
    }
}
