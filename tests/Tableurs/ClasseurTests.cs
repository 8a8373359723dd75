using System.Globalization;

namespace Parcoursup.Gateway.Tableurs.Tests;

/// <summary>Workbooks (rule K4): as a person sees them, within a budget, and everything else named for what it is.</summary>
public sealed class ClasseurTests
{
    [Fact]
    public void Values_are_those_that_a_person_sees()
    {
        var serial = (new DateTime(2026, 6, 2, 10, 5, 0) - new DateTime(1899, 12, 30)).TotalDays.ToString("R", CultureInfo.InvariantCulture);
        var file = Lire.Workbook(("Admis", "visible",
            Lire.Row(1, Lire.Text("Nom"), Lire.Text("Numéro"), Lire.Text("Naissance"), Lire.Text("Réponse"), Lire.Text("Téléphone"), Lire.Text("Groupé"))
            + Lire.Row(3, Lire.Text("Lefèvre"), Lire.Number("711301"), Lire.Number("39506", 1), Lire.Number(serial, 2), Lire.Number("612345678", 3), Lire.Number("711302", 4))));

        var elements = Lire.All(file);

        Assert.Equal(("Admis", 1), (Assert.IsType<EnteteTableur>(elements[0]).Feuille, ((EnteteTableur)elements[0]).Ligne));
        var line = Assert.IsType<LigneTableur>(elements[1]);
        Assert.Equal(3, line.Ligne);
        Assert.Equal(["Lefèvre", "711301", "28/02/2008", "02/06/2026 10:05", "0612345678"], line.Champs.Take(5));
        Assert.Equal("711302", string.Concat(line.Champs[5].Where(char.IsAsciiDigit)));
    }

    [Fact]
    public void Dates_take_the_form_that_was_agreed_on()
    {
        var file = Lire.Workbook(("F", "visible", Lire.Row(1, Lire.Text("Date")) + Lire.Row(2, Lire.Number("39506", 1))));
        Assert.Equal(["20080228"], Lire.Lines(Lire.All(file, new OptionsTableur { FormatDate = "yyyyMMdd" })));
    }

    [Fact]
    public void Blank_rows_and_notes_beside_the_list_are_no_content()
    {
        var file = Lire.Workbook(("F", "visible",
            Lire.Row(2, Lire.Text("Nom"), Lire.Text("Code")) + Lire.Row(3, Lire.Text("A"), Lire.Text("1"), Lire.Text("à revoir")) + Lire.Row(7, Lire.Text(" ")) + Lire.Row(9, Lire.Text("B"))));

        var lines = Lire.All(file).OfType<LigneTableur>().ToList();

        Assert.Equal([(3, "A|1"), (9, "B|")], lines.Select(l => (l.Ligne, string.Join('|', l.Champs))));
    }

    [Theory]
    [InlineData("<c r=\"@\" t=\"e\"><v>#N/A</v></c>", "#N/A")]
    [InlineData("<c r=\"@\" t=\"e\"><f>RECHERCHEV(A1;B:C;2)</f><v>#REF!</v></c>", "#REF!")]
    [InlineData("<c t=\"e\"><v>#DIV/0!</v></c>", "#DIV/0!")]
    [InlineData("<c r=\"@\" t=\"e\"/>", "#VALEUR!")]
    [InlineData("<c r=\"@\" t=\"e\"><v>#BLOCKED!</v></c>", "#VALEUR!")]
    [InlineData("<c r=\"@\" t=\"inlineStr\"><is><t>#N/A</t></is></c>", "#N/A")]
    public void A_cell_in_error_is_told_with_its_line_and_column(string cell, string shown)
    {
        var file = Lire.Workbook(
            ("Vide", "visible", ""),
            ("F", "visible", Lire.Row(1, Lire.Text("Nom"), Lire.Text("Code")) + Lire.Row(2, Lire.Text("A"), Lire.Number("1")) + Lire.Row(4, Lire.Text("B"), cell)));

        var elements = Lire.All(file);

        Assert.Equal(["A|1"], Lire.Lines(elements));
        var told = Assert.Single(elements.OfType<LigneTableur>(), l => l.Defaut is not null);
        Assert.Equal((4, "Code"), (told.Ligne, told.Defaut!.Colonne));
        Assert.Contains($"« {shown} »", told.Defaut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_sheet_that_holds_something_and_is_seen_is_read_and_two_are_refused()
    {
        var list = Lire.Row(1, Lire.Text("Nom")) + Lire.Row(2, Lire.Text("A"));
        Assert.Equal(["A"], Lire.Lines(Lire.All(Lire.Workbook(("Vide", "visible", ""), ("Cachée", "hidden", list), ("Liste", "visible", list)))));

        var message = Lire.Refusal(Lire.All(Lire.Workbook(("Juin", "visible", list), ("Juillet", "visible", list))));
        Assert.Contains("« Juin », « Juillet »", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content.xml", ".ods")]
    [InlineData("xl/workbook.bin", ".xlsb")]
    [InlineData("word/document.xml", "Word")]
    [InlineData("admis.csv", "ZIP")]
    public void Another_archive_is_named(string part, string words) =>
        Assert.Contains(words, Lire.Refusal(Lire.All(Lire.Zip((part, "<a/>")))), StringComparison.Ordinal);

    [Fact]
    public void A_workbook_that_unpacks_to_gigabytes_is_refused()
    {
        var text = new string('x', 60_000_000);
        var file = Lire.Zip([("xl/workbook.xml", "<a/>"), .. Enumerable.Range(0, 9).Select(i => ($"xl/worksheets/sheet{i}.xml", text))]);
        Assert.True(file.Length < 5_000_000);

        Assert.Contains("512 Mio", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_at_the_far_end_of_a_sheet_is_refused_at_once()
    {
        var file = Lire.Workbook(("F", "visible", Lire.Row(1, Lire.Text("Nom")) + "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>"));
        Assert.Contains("colonnes", Lire.Refusal(Lire.All(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_workbook_is_refused()
    {
        var file = Lire.Workbook(("F", "visible", Lire.Row(1, Lire.Text("Nom")) + Lire.Row(2, Lire.Text("A"))));
        foreach (var length in new[] { 10, 200, file.Length - 40 }) Assert.Contains("classeur", Lire.Refusal(Lire.All(file[..length])), StringComparison.Ordinal);
        Assert.Contains("classeur", Lire.Refusal(Lire.All(Lire.Workbook(("F", "visible", "<row r=\"1\"><c r=\"A1\"")))), StringComparison.Ordinal);
        Assert.Contains("classeur", Lire.Refusal(Lire.All(Lire.Workbook(("F", "visible", "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;")))), StringComparison.Ordinal);
    }
}
