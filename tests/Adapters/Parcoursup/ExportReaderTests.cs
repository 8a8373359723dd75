using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Tests;

/// <summary>Parcoursup's CSV export of admitted candidates (contract §8).</summary>
public sealed class ExportReaderTests
{
    private static readonly (string First, string Second, string Value)[] Columns =
    [
        ("Numéro candidat", "Numéro", "17"), ("Numéro INE", "Numéro INE", "123456789AB"), ("Nom", "Nom", "Lefèvre"), ("Prénom", "Prénom", "Zoé"),
        ("Etat civil", "Civilité", "Mme"), ("Date de Naissance", "Date de naissance", "28/02/2008"), ("Ville de naissance", "Ville de naissance", "Chambéry"),
        ("Pays de naissance", "Pays de naissance", "FRANCE"), ("Nationalité", "Nationalité", "Française"), ("Adresse 1", "Adresse 1", "1 rue de l'Église"),
        ("Code postal", "Code postal", "73000"), ("Commune", "Commune", "Chambéry"), ("Pays", "Pays", "FRANCE"), ("Téléphone fixe", "Téléphone fixe", "0479000000"),
        ("Téléphone mobile", "Téléphone", "0612345678"), ("e-mail du candidat", "Adresse mail", "zoe@exemple.fr"), ("Série diplôme", "Série diplôme", "Générale"),
        ("Mention diplôme", "Mention diplôme", "Bien"), ("Année de césure", "Année de césure", "non"), ("Internat", "Internat obtenu", "oui"),
        ("date réponse", "Date réponse", "03/06/2026 10:05"),
    ];

    private static readonly LigneExport Zoe = new()
    {
        Ligne = 2, CodeCandidat = 17, Ine = "123456789AB", Sexe = "F", Nom = "Lefèvre", Prenom = "Zoé", DateNaissance = new DateOnly(2008, 2, 28), VilleNaissance = "Chambéry",
        PaysNaissance = "FRANCE", Nationalite = "Française", Adresse1 = "1 rue de l'Église", CodePostal = "73000", Commune = "Chambéry", Pays = "FRANCE",
        TelFixe = "0479000000", TelMobile = "0612345678", Mail = "zoe@exemple.fr", SerieBac = "Générale", MentionBac = "Bien", Cesure = false, Internat = true,
        DateReponse = new DateTime(2026, 6, 3, 10, 5, 0, DateTimeKind.Unspecified),
    };

    [Fact]
    public void Columns_are_read_by_their_label_in_any_order_and_variant()
    {
        var shuffled = Gen.Shuffle(Columns).Zip(Gen.ArrayOf(Gen.Elements(true, false), Columns.Length));
        Check.QuickThrowOnFailure(Prop.ForAll(shuffled.ToArbitrary(), file =>
        {
            var header = file.Item1.Select((c, i) => file.Item2[i] ? c.First : c.Second);
            var text = $"{string.Join(';', header)}\r\n{string.Join(';', file.Item1.Select(c => c.Value))}\r\n";
            var read = Assert.Single(Read(Encoding.UTF8.GetBytes(text)).OfType<LigneExport>());
            Assert.Equal(Zoe, read with { Ignorees = Zoe.Ignorees });
        }));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("windows-1252", false)]
    public void The_encoding_is_found_by_the_bytes(string encoding, bool mark)
    {
        var text = "Numéro;Prénom\n17;Zoé Œuvrard\n";
        var codage = encoding == "utf-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!;
        byte[] bytes = [.. mark ? Encoding.UTF8.Preamble : default, .. codage.GetBytes(text)];

        Assert.Equal("Zoé Œuvrard", Assert.Single(Read(bytes, piece: 1).OfType<LigneExport>()).Prenom);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_mark_settles_UTF_8_and_one_stray_byte_costs_its_line_only(int piece)
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. "Numéro;Numéro INE;Prénom\n17;123456789AB;Zoé\n18;123456789AC;Zo"u8, 0xE9, .. "\n19;123456789AD;Noé\n"u8];

        var elements = Read(bytes, piece);

        Assert.Equal([(17, "Zoé"), (19, "Noé")], elements.OfType<LigneExport>().Select(l => (l.CodeCandidat, l.Prenom!)));
        var rejected = Assert.Single(elements.OfType<LigneRejetee>());
        Assert.Equal((3, "Prénom", 18, "123456789AC"), (rejected.Ligne, rejected.Colonne, rejected.CodeCandidat, rejected.Ine));
        Assert.Contains("illisible", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Concatenated_and_incomplete_lines_are_reported_and_the_others_go_on()
    {
        var elements = Read("Numéro;Numéro INE;Nom\n1;111111111AA;A2;222222222AA;B\n3;333333333AA;C\n4;444444444AA\n5;555555555AA;E\n"u8.ToArray());

        Assert.Equal([3, 5], elements.OfType<LigneExport>().Select(l => l.CodeCandidat));
        Assert.Equal([(2, "111111111AA"), (4, "444444444AA")], elements.OfType<LigneRejetee>().Select(l => (l.Ligne, l.Ine!)));
        Assert.Contains("collées", elements.OfType<LigneRejetee>().First().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/02/2008;03/06/2026 10:00;non", "Date de naissance")]
    [InlineData("28/02/2008;demain;non", "Date réponse")]
    [InlineData("28/02/2008;03/06/2026 10:00;peut-être", "Internat obtenu")]
    public void A_value_that_cannot_be_read_is_reported_with_its_line_column_and_INE(string values, string column)
    {
        var rejected = Assert.Single(Read(Encoding.UTF8.GetBytes($"Numéro;Numéro INE;Date de naissance;Date réponse;Internat obtenu\n17;123456789AB;{values}\n")).OfType<LigneRejetee>());

        Assert.Equal((2, column, 17, "123456789AB"), (rejected.Ligne, rejected.Colonne, rejected.CodeCandidat, rejected.Ine));
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_its_line_only()
    {
        var elements = Read("Numéro;Nom;Adresse 1\n1;A;\"1 rue; haute\"\n2;B;\"2 rue basse\n3;C;\"3 \"\"grande\"\" rue\"\n4;D;\"4 rue\nbis\"\n"u8.ToArray());

        Assert.Equal(["1 rue; haute", "\"2 rue basse", "3 \"grande\" rue", "4 rue\nbis"], elements.OfType<LigneExport>().Select(l => l.Adresse1));
    }

    [Fact]
    public void Unknown_columns_are_ignored_and_listed_and_missing_ones_too()
    {
        var header = Assert.IsType<ExportEntete>(Read("Numéro;Couleur;Nom\n17;bleu;A\n"u8.ToArray())[0]);

        Assert.Equal(["Numéro", "Nom"], header.Lues);
        Assert.Equal(["Couleur"], header.Ignorees);
        Assert.Contains("date réponse", header.Absentes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("Nom,Prénom\nA,B\n")]
    [InlineData("%PDF-1.4")]
    public void What_is_no_export_is_refused_as_a_whole(string text) => Assert.IsType<ExportRefuse>(Assert.Single(Read(Encoding.UTF8.GetBytes(text))));

    /// <summary>What a spreadsheet makes of a number: read, or cited with a right form (rule K3).</summary>
    [Theory]
    [InlineData("711301.0")]
    [InlineData("711 301")]
    [InlineData("711\u202F301")]
    [InlineData("711\u00A0301,00")]
    public void A_file_number_is_read_as_a_spreadsheet_writes_it(string number) =>
        Assert.Equal(711301, Assert.Single(Read(Encoding.UTF8.GetBytes($"Numéro;Nom\n{number};A\n")).OfType<LigneExport>()).CodeCandidat);

    [Theory]
    [InlineData("Numéro;Nom\n7,113E+05;A\n", "« 7,113E+05 »")]
    [InlineData("Numéro;Nom\n711301.5;A\n", "« 711301.5 »")]
    [InlineData("Numéro;Date de naissance\n17;2008/28/02\n", "« 2008/28/02 »")]
    [InlineData("Numéro;Date réponse\n17;demain\n", "02/06/2026 10:05")]
    [InlineData("Numéro;Internat\n17;peut-être\n", "« peut-être »")]
    public void A_refusal_cites_the_value_and_a_right_form(string text, string words) =>
        Assert.Contains(words, Assert.Single(Read(Encoding.UTF8.GetBytes(text)).OfType<LigneRejetee>()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_without_line_breaks_does_not_fill_the_memory()
    {
        var bytes = Encoding.UTF8.GetBytes("Numéro;Nom\n" + new string('x', 3_000_000) + "\n17;A\n");

        var elements = Read(bytes);

        Assert.Equal(2, Assert.Single(elements.OfType<LigneRejetee>()).Ligne);
        Assert.Equal(17, Assert.Single(elements.OfType<LigneExport>()).CodeCandidat);
    }

    [Fact]
    public void Any_bytes_end_without_an_exception() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Read([.. "Numéro;Nom;\"x\"\n"u8, .. bytes]).Count > 0));

    private static List<ExportElement> Read(byte[] bytes, int? piece = null)
    {
        var sonde = new SondeTableur();
        foreach (var some in bytes.Chunk(piece ?? 7)) sonde.Look(some);
        using var stream = new MemoryStream(bytes);
        return ExportReader.ReadAsync(stream, sonde.Settle(), 2026).ToBlockingEnumerable().ToList();
    }
}
