using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// The cells of a sheet whose formula failed, by row and column from 1, with what the spreadsheet shows there (<c>#N/A</c>):
/// ExcelDataReader gives them as blank ones.
/// </summary>
internal static class CellulesEnErreur
{
    /// <summary>A sheet with more is refused line by line all the same.</summary>
    private const int Most = 100_000;

    private static readonly XmlReaderSettings Hardened = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true,
    };

    public static IReadOnlyDictionary<(int Row, int Column), string> Of(MemoryStream file, string sheet, CancellationToken ct)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (PartOf(zip, sheet) is not { } part) return new Dictionary<(int, int), string>();
        using var content = part.Open();
        using var xml = XmlReader.Create(content, Hardened);
        return Read(xml, ct);
    }

    private static Dictionary<(int Row, int Column), string> Read(XmlReader xml, CancellationToken ct)
    {
        var errors = new Dictionary<(int, int), string>();
        var (row, column) = (0, 0);
        while (errors.Count < Most && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                ct.ThrowIfCancellationRequested();
                // Both numbers may be left out: the next one is meant.
                row = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                column = 0;
            }
            else if (xml.LocalName == "c")
            {
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                if (xml.GetAttribute("t") == "e") errors[(row, column)] = Shown(xml);
            }
        }

        return errors;
    }

    // The value beside the formula; a cell without one failed as well, and so did one that a later version of the spreadsheet names.
    private static string Shown(XmlReader cell)
    {
        using var inside = cell.ReadSubtree();
        if (!inside.ReadToDescendant("v", cell.NamespaceURI)) return "#VALEUR!";
        var text = inside.ReadElementContentAsString().Trim();
        return ErreurTableur.Is(text) ? text : "#VALEUR!";
    }

    // The letters of «AB12».
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(3))
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        return column == 0 ? null : column;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = Load(zip, "xl/workbook.xml")?.Descendants()
            .FirstOrDefault(e => e.Name.LocalName == "sheet" && (string?)e.Attribute("name") == sheet)
            ?.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value;
        var target = (string?)Load(zip, "xl/_rels/workbook.xml.rels")?.Root?.Elements()
            .FirstOrDefault(e => (string?)e.Attribute("Id") == id)?.Attribute("Target");
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static XDocument? Load(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry) return null;
        using var content = entry.Open();
        using var xml = XmlReader.Create(content, Hardened);
        return XDocument.Load(xml);
    }
}
