using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// The cells of a sheet whose formula failed, by row and column from 1, with what the spreadsheet shows there (<c>#N/A</c>):
/// ExcelDataReader gives them as blank ones.
/// </summary>
internal static class CellulesEnErreur
{
    /// <summary>A workbook with more is refused line by line all the same.</summary>
    private const int Most = 100_000;

    // Of a row, as many as a spreadsheet can hold; of what a sheet has beside its rows, far more than a person makes.
    private const int MostCellsOfRow = 16_384;
    private const int MostBeside = 200_000;
    private const int LastRow = 1_048_576;
    private const int LongestColumn = 3;

    /// <summary>Those of each sheet, by its name; on the way each is held to what its reader may keep of it.</summary>
    /// <exception cref="InvalidDataException">A sheet is out of all measure.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<(int Row, int Column), string>> Of(
        MemoryStream file, CancellationToken ct)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var errors = new Dictionary<string, IReadOnlyDictionary<(int Row, int Column), string>>(StringComparer.Ordinal);
        var left = Most;
        foreach (var (sheet, part) in PartiesClasseur.Sheets(zip))
        {
            using var content = part.Open();
            using var xml = XmlReader.Create(content, XmlClasseur.Hardened);
            var found = Read(xml, left, ct);
            errors.Add(sheet, found);
            left -= found.Count;
        }

        return errors;
    }

    private static Dictionary<(int Row, int Column), string> Read(XmlReader xml, int most, CancellationToken ct)
    {
        var errors = new Dictionary<(int, int), string>();
        var (row, column, cells, beside) = (0, 0, 0, 0);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                ct.ThrowIfCancellationRequested();
                // Both numbers may be left out: the next one is meant.
                row = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                if (row > LastRow) throw new InvalidDataException("Row: beyond the last one of a spreadsheet.");
                (column, cells) = (0, 0);
            }
            else if (xml.LocalName == "c")
            {
                if (++cells > MostCellsOfRow) throw new InvalidDataException("Row: too many cells.");
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                if (errors.Count < most && xml.GetAttribute("t") == "e") errors[(row, column)] = Shown(xml);
            }
            else if (xml.LocalName is "col" or "mergeCell" && ++beside > MostBeside)
            {
                throw new InvalidDataException("Sheet: too many merged cells.");
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
        for (var i = 0; i < reference?.Length && char.IsAsciiLetter(reference[i]); i++)
        {
            if (i == LongestColumn) throw new InvalidDataException("Column: beyond the last one of a spreadsheet.");
            column = (column * 26) + (char.ToUpperInvariant(reference[i]) - 'A' + 1);
        }

        return column == 0 ? null : column;
    }
}
