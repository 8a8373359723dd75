using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Parcoursup.Gateway.Tableurs.Tests;

/// <summary>Text as spreadsheets write it (rule K4).</summary>
public sealed class TexteTests
{
    private const string Two = "Nom;Prénom\r\nLefèvre;Zoé\r\nNoël;Éloi\r\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_end_of_line_is_read(string end) =>
        Assert.Equal(["Lefèvre|Zoé", "Noël|Éloi"], Lire.Lines(Lire.All(Two.Replace("\r\n", end, StringComparison.Ordinal))));

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    public void The_last_line_needs_no_end(string end) =>
        Assert.Equal(["Lefèvre|Zoé", "Noël|Éloi"], Lire.Lines(Lire.All(Two.Replace("\r\n", end, StringComparison.Ordinal).TrimEnd())));

    [Fact]
    public void A_return_inside_a_field_of_a_file_of_line_feeds_ends_no_line() =>
        Assert.Equal(["A|1 rue\rHaute", "B|2"], Lire.Lines(Lire.All("Nom;Adresse\r\nA;1 rue\rHaute\r\nB;2\r\n")));

    [Theory]
    [InlineData("\uFEFF\"Nom\";\"Prénom\"\r\n\"Lefèvre\";\"Zoé\"\r\n")]
    [InlineData("sep=;\r\nNom;Prénom\r\nLefèvre;Zoé\r\n")]
    [InlineData("\uFEFFsep=,\r\nNom,Prénom\r\nLefèvre,Zoé\r\n")]
    [InlineData("\"sep=|\"\r\nNom|Prénom\r\nLefèvre|Zoé\r\n")]
    [InlineData("sep=;;\r\nNom;Prénom\r\nLefèvre;Zoé\r\n")]
    [InlineData("Nom\tPrénom\r\nLefèvre\tZoé\r\n")]
    [InlineData("Nom,Prénom\r\nLefèvre,Zoé\r\n")]
    [InlineData("Nom;Prénom\r\nLefèvre;Zoé;;;\r\n")]
    [InlineData("Nom;Prénom;;\r\nLefèvre;Zoé;;\r\n")]
    [InlineData("\r\n;;\r\nNom;Prénom\r\n\r\nLefèvre;Zoé\r\n;\r\n ; \r\n\"\";\"\"\r\n;;;;\r\n")]
    public void Marks_separators_and_blank_rows_of_spreadsheets_are_no_content(string text) =>
        Assert.Equal(["Lefèvre|Zoé"], Lire.Lines(Lire.All(text)));

    [Fact]
    public void Blank_rows_are_neither_lines_nor_defects_and_keep_the_numbers_of_the_others()
    {
        var elements = Lire.All("Nom;Prénom\n;\n;;;;\nA;B\n\nC;D\n");
        Assert.Equal([4, 6], elements.OfType<LigneTableur>().Select(l => l.Ligne));
    }

    [Fact]
    public void A_value_too_many_is_still_a_line_stuck_to_the_next()
    {
        var defect = Assert.Single(Lire.All("Nom;Prénom\nA;B;C\n").OfType<LigneTableur>()).Defaut!;
        Assert.Contains("3 colonnes au lieu de 2", defect.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("windows-1252", false)]
    public void The_encodings_of_Excel_are_read(string name, bool mark)
    {
        var encoding = name == "windows-1252" ? Lire.Windows : Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Two)];
        Assert.Equal(["Lefèvre|Zoé", "Noël|Éloi"], Lire.Lines(Lire.All(bytes)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_line_of_another_encoding_is_the_only_one_rejected(bool mark)
    {
        byte[] bytes = [.. mark ? Encoding.UTF8.Preamble : default, .. "NOM;PRENOM\nLefèvre;Zoé\nNoël;Éloi\nM"u8, 0xFC, .. "ller;In"u8, 0xE8, .. "s\nDurand;Léa\n"u8];

        var elements = Lire.All(bytes);

        Assert.Equal(["Lefèvre|Zoé", "Noël|Éloi", "Durand|Léa"], Lire.Lines(elements));
        var wrong = Assert.Single(elements.OfType<LigneTableur>(), l => l.Defaut is not null);
        Assert.Equal((4, "NOM"), (wrong.Ligne, wrong.Defaut!.Colonne));
        Assert.Contains("UTF-8", wrong.Defaut.Message, StringComparison.Ordinal);
        Assert.Contains("0xFC (n° 2 de la ligne)", wrong.Defaut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_UTF_8_in_a_file_of_windows_1252_never_becomes_other_letters()
    {
        byte[] bytes = [.. Lire.Windows.GetBytes("Nom;Prénom\nLefèvre;Zoé\nL’Hermite;Anne\n"), .. "Noël;Éloi\n"u8];

        var elements = Lire.All(bytes);

        Assert.Equal(["Lefèvre|Zoé", "L’Hermite|Anne"], Lire.Lines(elements));
        Assert.Equal(4, Assert.Single(elements.OfType<LigneTableur>(), l => l.Defaut is not null).Ligne);
    }

    [Fact]
    public void A_byte_that_windows_1252_does_not_know_costs_its_line()
    {
        byte[] bytes = [.. Lire.Windows.GetBytes("Nom;Prénom\nLefèvre;Zoé\nA;B"), 0x81, .. "\n"u8];

        var wrong = Assert.Single(Lire.All(bytes).OfType<LigneTableur>(), l => l.Defaut is not null);

        Assert.Equal("Prénom", wrong.Defaut!.Colonne);
        Assert.Contains("0x81", wrong.Defaut.Message, StringComparison.Ordinal);
    }

    /// <summary>« Noël;Zoé » as « CSV Macintosh » and « CSV MS-DOS » of Excel write it.</summary>
    [Theory]
    [InlineData(0x91, 0x8E)]
    [InlineData(0x89, 0x82)]
    public void Accents_that_could_be_others_are_refused_and_never_guessed(byte first, byte second)
    {
        byte[] bytes = [.. "Nom;Pr"u8, second, .. "nom\rNo"u8, first, .. "l;Zo"u8, second, .. "\r"u8];

        Assert.Contains("CSV UTF-8", Lire.Refusal(Lire.All(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_two_halves_is_refused()
    {
        byte[] bytes = [.. "Nom\nLefèvre\n"u8, .. Lire.Windows.GetBytes("Noël\n")];

        Assert.Contains("mélange", Lire.Refusal(Lire.All(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_the_spreadsheet_is_no_value()
    {
        var wrong = Assert.Single(Lire.All("Nom;Code\nA;#REF!\n").OfType<LigneTableur>());
        Assert.Equal("Code", wrong.Defaut!.Colonne);
    }

    [Theory]
    [InlineData("%PDF-1.7\n%", "PDF")]
    [InlineData("<html><table><tr><td>Nom</td></tr></table></html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "XML")]
    [InlineData("\n  <!DOCTYPE html><p>Erreur", "HTML")]
    public void Another_kind_of_file_is_named(string text, string kind) =>
        Assert.Contains(kind, Lire.Refusal(Lire.All(text)), StringComparison.Ordinal);

    [Fact]
    public void An_old_workbook_and_a_compressed_file_are_named()
    {
        Assert.Contains(".xls", Lire.Refusal(Lire.All([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])), StringComparison.Ordinal);
        Assert.Contains("gzip", Lire.Refusal(Lire.All([0x1F, 0x8B, 8, 0])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_word_that_is_stored_tells_all() => Assert.All(
        Enum.GetValues<FormatTableur>().SelectMany(f => new[] { new NatureTableur(f), new NatureTableur(f, true) }),
        nature => Assert.Equal(nature, NatureTableur.Of(nature.Nom)));

    [Fact]
    public void What_is_seen_does_not_depend_on_the_pieces()
    {
        var texts = Gen.Elements("A;é\n", "B;\"x\ny\"\r\n", "\r", ";\n", "Ç;L’\r\n", "C\n").ListOf();
        Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (lines, piece) =>
        {
            foreach (var encoding in new[] { Encoding.UTF8, Lire.Windows })
            {
                var bytes = encoding.GetBytes("Nom;Prénom\n" + string.Concat(lines));
                var sonde = new SondeTableur();
                foreach (var some in bytes.Chunk(piece)) sonde.Look(some);
                Assert.Equal(SondeTableur.Of(bytes), sonde.Settle());
            }
        }));
    }

    /// <summary>Whatever the bytes are, reading ends without an exception, and every line stands behind the one before.</summary>
    [Fact]
    public void Any_bytes_end_without_an_exception() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var lines = Lire.All([.. "Nom;\"x\"\n"u8, .. bytes]).OfType<LigneTableur>().Select(l => l.Ligne).ToList();
            Assert.Equal(lines.Distinct().Order(), lines);
        }));

    [Fact]
    public void What_a_spreadsheet_writes_is_read_back()
    {
        var value = Gen.Elements("", "a", "é", "1;2", "x\"y", "deux\r\nlignes", "œ’", "#5", " ");
        Check.QuickThrowOnFailure(Prop.ForAll(value.ArrayOf(3).NonEmptyListOf().ToArbitrary(), Gen.Elements(0, 1, 2).ToArbitrary(), (rows, how) =>
        {
            var text = string.Concat(rows.Prepend(["A", "B", "É"]).Select(r => string.Join(';', r.Select(Quoted)) + (how == 1 ? ";;" : "") + "\r\n"));
            byte[] bytes = how switch { 0 => Encoding.UTF8.GetBytes(text), 1 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], _ => Lire.Windows.GetBytes(text) };
            var expected = rows.Where(r => r.Any(v => v.Trim().Length > 0)).Select(r => string.Join('|', r).Replace("\r\n", "\n", StringComparison.Ordinal));
            Assert.Equal(expected, Lire.Lines(Lire.All(bytes)));
        }));

        static string Quoted(string v) => v.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : v;
    }
}
