using System.IO.Compression;
using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>A workbook of one sheet with texts alone, as plain as the format allows.</summary>
internal static class ClasseurTexte
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <param name="lines">Values with semicolons between them.</param>
    /// <param name="more">Parts that no reader of the sheet asks for.</param>
    public static byte[] Of(IEnumerable<string> lines, params (string Name, string Text)[] more)
    {
        var rows = lines.Select(line => $"<row>{string.Concat(line.Split(';').Select(v => $"<c t=\"inlineStr\"><is><t>{v}</t></is></c>"))}</row>");
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in ((string, string)[])
            [
                ("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"w\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
                ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"F\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
                ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>"),
                .. more,
            ])
                using (var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false)))
                    writer.Write(text);
        return stream.ToArray();
    }
}
