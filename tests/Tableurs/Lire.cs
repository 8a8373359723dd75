using System.IO.Compression;
using System.Text;

namespace Parcoursup.Gateway.Tableurs.Tests;

/// <summary>Files in small, and what is read of them.</summary>
internal static class Lire
{
    public static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static List<ElementTableur> All(byte[] file, OptionsTableur? options = null) =>
        [.. LecteurTableur.Read(file, options ?? new OptionsTableur())];

    public static List<ElementTableur> All(string text) => All(Encoding.UTF8.GetBytes(text));

    /// <summary>Each line as its values between bars.</summary>
    public static string[] Lines(IEnumerable<ElementTableur> elements) =>
        [.. elements.OfType<LigneTableur>().Where(l => l.Defaut is null).Select(l => string.Join('|', l.Champs))];

    public static string Refusal(IEnumerable<ElementTableur> elements) => Assert.Single(elements.OfType<RefusTableur>()).Message;

    /// <summary>A workbook with these parts.</summary>
    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
                using (var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false)))
                    writer.Write(content);
        return stream.ToArray();
    }

    /// <summary>A workbook of sheets, each the XML of its rows; the styles are: 0 standard, 1 date, 2 date and time, 3 ten digits, 4 with groups.</summary>
    public static byte[] Workbook(params (string Name, string State, string Rows)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        var names = sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"r{i + 1}\"/>");
        var relations = sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>");
        return Zip(
        [
            ("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"w\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(names)}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(relations)}<Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"170\" formatCode=\"0000000000\"/><numFmt numFmtId=\"171\" formatCode=\"dd/mm/yyyy hh:mm\"/></numFmts>"
                + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                + "<cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"171\" applyNumberFormat=\"1\"/>"
                + "<xf numFmtId=\"170\" applyNumberFormat=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
            .. sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{s.Rows}</sheetData></worksheet>")),
        ]);
    }

    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((c, i) => c.Length == 0 ? "" : c.Replace("@", $"{(char)('A' + i)}{number}", StringComparison.Ordinal)))}</row>";

    public static string Text(string text) => $"<c r=\"@\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Number(string value, int style = 0) => $"<c r=\"@\" s=\"{style}\"><v>{value}</v></c>";
}
