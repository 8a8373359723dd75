using System.IO.Compression;
using System.Text;

namespace Parcoursup.Gateway.Tableurs.Tests;

/// <summary>Rule J1: a workbook costs what its list is worth, whatever its parts are called and whatever they say of themselves.</summary>
public sealed class BudgetTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string List = "xl/worksheets/sheet1.xml";
    private static readonly byte[] Good = Lire.Workbook(("F", "visible", Lire.Row(1, Lire.Text("Nom")) + Lire.Row(2, Lire.Text("A"))));

    [Fact]
    public void A_part_beside_the_list_is_counted_whatever_its_name()
    {
        var file = With("xl/media/fond.dat", Part(513, new string('x', 1024 * 1024)));
        Assert.True(file.Length < BudgetClasseur.LargestFile);
        Assert.Contains("512 Mio", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dat")]
    [InlineData("bin")]
    public void A_sheet_of_another_kind_is_refused(string kind)
    {
        var file = Renamed("sheet1.xml", "sheet1." + kind);
        Assert.Contains("classeur", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "</sheets>", "</sheets><extLst>", "<a/>", "</extLst>")]
    [InlineData("xl/_rels/workbook.xml.rels", "</Relationships>", "", "<Relationship/>", "</Relationships>")]
    [InlineData("xl/styles.xml", "</styleSheet>", "", "<a b=\"c\" d=\"e\" f=\"g\" h=\"i\" j=\"k\" l=\"m\" n=\"o\" p=\"q\"/>", "</styleSheet>")]
    public void A_part_that_is_kept_in_memory_has_a_bound_of_its_own(string part, string before, string opening, string filler, string closing)
    {
        var (text, at) = (TextOf(part), TextOf(part).IndexOf(before, StringComparison.Ordinal));
        var file = With(part, [text[..at], opening, .. Part(40, Full(filler)), closing, text[(at + before.Length)..]]);
        var (refusal, allocated) = Costly(file);

        Assert.Contains($"« {part} »", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void Shared_strings_are_bounded_by_their_number()
    {
        var file = With("xl/sharedStrings.xml", [$"<sst xmlns=\"{Main}\">", .. Part(30, Full("<si><t/></si>")), "</sst>"]);
        var (refusal, allocated) = Costly(file);
        Assert.Contains("deux millions", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void Shared_strings_are_bounded_by_their_size()
    {
        var file = With("xl/sharedStrings.xml", [$"<sst xmlns=\"{Main}\">", .. Part(65, Full($"<si><t>{new string('x', 1000)}</t></si>")), "</sst>"]);
        Assert.Contains("« xl/sharedStrings.xml »", Costly(file).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_strings_in_binary_are_refused_and_not_read()
    {
        var (refusal, allocated) = Costly(With("xl/sharedStrings.bin", Part(40, new string('\u0013', 1024 * 1024))));
        Assert.NotEmpty(refusal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void A_row_has_no_more_cells_than_a_spreadsheet_can_hold()
    {
        var file = With(List, [$"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">", .. Part(40, Full("<c r=\"A1\"><v>1</v></c>")), "</row></sheetData></worksheet>"]);
        Assert.InRange(Costly(file).Allocated, 0, 20_000_000);
    }

    [Theory]
    [InlineData("<row r=\"2000000000\"/>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")]
    public void What_lies_beyond_the_end_of_a_spreadsheet_is_refused_at_once(string row)
    {
        var (refusal, allocated) = Costly(With(List, [$"<worksheet xmlns=\"{Main}\"><sheetData>{row}</sheetData></worksheet>"]));
        Assert.Contains("abîmé", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void A_sheet_is_held_to_its_bounds_whatever_the_case_of_its_name()
    {
        const string Rels = "xl/_rels/workbook.xml.rels";
        var file = Changed(
            (List, List, [$"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"2000000000\"/></sheetData></worksheet>"]),
            (Rels, Rels, [TextOf(Rels).Replace("sheet1.xml", "SHEET1.xml", StringComparison.Ordinal)]));
        Assert.Contains("abîmé", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_parts_of_one_name_and_two_relations_of_one_number_are_refused()
    {
        const string Rels = "xl/_rels/workbook.xml.rels";
        Assert.Contains("abîmé", Lire.Refusal(Lire.All(With("xl/worksheets/SHEET1.xml", ["<a/>"]))), StringComparison.Ordinal);
        var twice = TextOf(Rels).Replace("</Relationships>", "<Relationship Id=\"r1\" Target=\"worksheets/sheet2.xml\"/></Relationships>", StringComparison.Ordinal);
        Assert.Contains("abîmé", Lire.Refusal(Lire.All(With(Rels, [twice]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Merged_cells_have_an_end()
    {
        var file = With(List, [$"<worksheet xmlns=\"{Main}\"><sheetData/><mergeCells>", .. Part(40, Full("<mergeCell ref=\"A1:B2\"/>")), "</mergeCells></worksheet>"]);
        Assert.InRange(Costly(file).Allocated, 0, 40_000_000);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "</t></is></c></row>")]
    [InlineData("<row r=\"1\" a=\"", "\"/>")]
    public void A_text_or_attribute_without_end_is_not_kept(string before, string after)
    {
        var file = With(List, [$"<worksheet xmlns=\"{Main}\"><sheetData>{before}", .. Part(40, new string('x', 1024 * 1024)), $"{after}</sheetData></worksheet>"]);
        var (refusal, allocated) = Costly(file);
        Assert.Contains("démesurée", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Theory]
    [InlineData("<![CDATA[", "]]>")]
    [InlineData("<?a ", "?>")]
    [InlineData("<!-- <? --><![CDATA[ ?>", "]]>")]
    [InlineData("<![CDATA[ <!-- ]]><?b ", "?>")]
    public void A_section_or_an_instruction_without_end_is_not_kept(string before, string after)
    {
        var file = With(List, [$"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{before}", .. Part(40, Full("<a>")), $"{after}</t></is></c></row></sheetData></worksheet>"]);
        var (refusal, allocated) = Costly(file);
        Assert.Contains("démesurée", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void Sections_and_long_comments_of_a_good_list_are_read()
    {
        var rows = "<!-- " + new string('x', 3_000_000) + " -->" + string.Concat(Enumerable.Range(1, 5000).Select(i => Lire.Row(i, Lire.Text($"<![CDATA[n<{i}>]]>"))));
        var file = Lire.Workbook(("F", "visible", rows));
        Assert.Equal(4999, Lire.Lines(Lire.All(file)).Length);
    }

    [Fact]
    public void Many_sheets_of_one_part_are_refused()
    {
        var text = TextOf("xl/workbook.xml");
        var sheet = text[text.IndexOf("<sheet ", StringComparison.Ordinal)..text.IndexOf("</sheets>", StringComparison.Ordinal)];
        var file = With("xl/workbook.xml", [text.Replace(sheet, sheet + sheet.Replace("\"F\"", "\"G\"", StringComparison.Ordinal), StringComparison.Ordinal)]);
        Assert.Contains("abîmé", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_large_workbook_is_read_at_a_time_and_a_small_one_does_not_wait_for_it()
    {
        var large = With("docProps/app.xml", ["<a>", .. Part(20, Full("<b/>")), "</a>"]);
        var ct = TestContext.Current.CancellationToken;
        await using var first = Reading(large, ct);
        Assert.True(await first.MoveNextAsync());
        await using var second = Reading(large, ct);
        var waiting = second.MoveNextAsync().AsTask();

        Assert.Equal(["A"], Lire.Lines(Lire.All(Good)));
        Assert.False(waiting.IsCompleted);

        await first.DisposeAsync();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_no_place_taken()
    {
        var large = With("docProps/app.xml", ["<a>", .. Part(20, Full("<b/>")), "</a>"]);
        using var stop = new CancellationTokenSource();
        await using (var first = Reading(large, TestContext.Current.CancellationToken))
        {
            Assert.True(await first.MoveNextAsync());
            await using var second = Reading(large, stop.Token);
            var waiting = second.MoveNextAsync().AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(["A"], Lire.Lines(Lire.All(large)));
    }

    private static IAsyncEnumerator<ElementTableur> Reading(byte[] file, CancellationToken ct) =>
        LecteurTableur.ReadAsync(new MemoryStream(file), SondeTableur.Of(file), new OptionsTableur(), ct).GetAsyncEnumerator(ct);

    // Bytes that its reading made, beside what is left of them.
    private static (string Refusal, long Allocated) Costly(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var elements = Lire.All(file);
        return (Lire.Refusal(elements), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Full(string filler) => string.Concat(Enumerable.Repeat(filler, 1024 * 1024 / filler.Length));

    private static IEnumerable<string> Part(int times, string mebi) => Enumerable.Repeat(mebi, times);

    private static string TextOf(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Good));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] With(string name, IEnumerable<string> content) => Changed((name, name, content));

    private static byte[] Renamed(string from, string to) => Changed(
        ("xl/worksheets/" + from, "xl/worksheets/" + to, [TextOf("xl/worksheets/" + from)]),
        ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels", [TextOf("xl/_rels/workbook.xml.rels").Replace(from, to, StringComparison.Ordinal)]));

    private static byte[] Changed(params (string Former, string Name, IEnumerable<string> Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var good = new ZipArchive(new MemoryStream(Good)))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var kept in good.Entries.Where(e => !parts.Any(p => p.Former == e.FullName))) Write(zip, kept.FullName, [TextOf(kept.FullName)]);
            foreach (var (_, name, content) in parts) Write(zip, name, content);
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string name, IEnumerable<string> content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        foreach (var piece in content) writer.Write(piece);
    }
}
