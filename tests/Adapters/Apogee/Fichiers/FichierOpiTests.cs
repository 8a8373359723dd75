using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests.Fichiers;

/// <summary>Flat files (contract §7, rule E4): one line per wish, in the columns, encoding and quoting of the établissement.</summary>
public sealed class FichierOpiTests
{
    private static readonly Encoding Latin9 = CodePagesEncodingProvider.Instance.GetEncoding(28605, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    private static readonly DispositionFichiers Utf8 = new() { Encodage = EncodageFichier.Utf8 };

    [Fact]
    public void By_default_the_columns_bear_the_names_of_Apogee_s_fields()
    {
        var lines = Text(new DispositionFichiers(), Contenu(("L1DROI", "F"))).Split("\r\n");

        Assert.StartsWith("codOpiIntEpo;codEtuOpi;libNomPatIndOpi;libNomUsuIndOpi;libPr1IndOpi;", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(";codCge;codEtp;codVrsVet;codDip;codVrsVdi;numCls;codDecVeu;codDemDos;temValPsd;codCatOuiSi;mtfCat", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("17;;DURAND;;LEA;", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(";DRT;L1DROI;101;;;1;F;;;;", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
        Assert.Equal(lines[0].Split(';').Length, lines[0].Split(';').Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(DispositionValidator.Validate(new DispositionFichiers { Colonnes = ColonnesParDefaut.Toutes }, "d"));
    }

    [Fact]
    public void A_wish_stands_in_the_unfavourable_file_when_its_decision_is_D_and_in_the_usual_one_otherwise()
    {
        var lines = Render(new DispositionFichiers(), Contenu(("L1DROI", "F"), ("L1DRO3", "S"), ("L1ECO", "D"))).Lignes;

        Assert.Equal([false, false, true], lines.Select(l => l.Defavorable));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"item":[]}""")]
    public void Somebody_without_wishes_has_one_line_in_the_usual_file(string? voeux)
    {
        var line = Assert.Single(Render(new DispositionFichiers(), Contenu() with { Voeux = voeux }).Lignes);

        Assert.False(line.Defavorable);
        Assert.Equal("17", line.Valeurs[0]);
        Assert.Equal(["", "", ""], line.Valeurs.TakeLast(3));
    }

    [Fact]
    public void A_mapping_decides_on_order_headers_constants_and_the_format_of_dates()
    {
        var disposition = Columns(
            new() { Entete = "VET", Source = "voeu.codEtp" }, new() { Entete = "ORIGINE", Valeur = "PSUP" },
            new() { Entete = "NE_LE", Source = "individu.donneesNaissance.dateNaiIndOpi", Format = "yyyy-MM-dd" },
            new() { Entete = "OPI", Source = "individu.codOpiIntEpo" }) with { Separateur = "|", FinDeLigne = FinDeLigne.Lf };

        Assert.Equal("VET|ORIGINE|NE_LE|OPI\nL1DROI|PSUP|2008-02-28|17\n", Text(disposition, Contenu(("L1DROI", "F"))));
        Assert.Equal("L1DROI|PSUP|2008-02-28|17\n", Text(disposition with { Entete = false }, Contenu(("L1DROI", "F"))));
    }

    [Fact]
    public void The_INE_of_an_older_client_in_two_fields_stands_whole_in_its_one_column()
    {
        var disposition = Columns(new ColonneFichier { Entete = "ine", Source = "individu.etatCivil.codNneIndOpi" });
        var contenu = new OpiContenu { Individu = """{"etatCivil":{"codCleNneIndOpi":"B","codNneIndOpi":"123456789A"}}""" };

        Assert.Equal("ine\r\n123456789AB\r\n", Text(disposition, contenu));
        Assert.Empty(Render(disposition, contenu).Modifications);
    }

    [Fact]
    public void A_date_that_is_none_is_written_as_it_came()
    {
        var disposition = Columns(new ColonneFichier { Entete = "d", Source = "individu.donneesNaissance.dateNaiIndOpi", Format = "dd/MM/yyyy" });

        Assert.Equal("d\r\n00022008\r\n", Text(disposition, new OpiContenu { Individu = """{"donneesNaissance":{"dateNaiIndOpi":"00022008"}}""" }));
    }

    [Fact]
    public void What_the_encoding_cannot_represent_is_cleaned_and_recorded()
    {
        var contenu = new OpiContenu { Individu = """{"codOpiIntEpo":"17","etatCivil":{"libNomPatIndOpi":"Őz Œuvre é€ ’x– 😀","libPr1IndOpi":"Zoé"}}""" };

        var text = Text(Columns(new ColonneFichier { Entete = "nom", Source = "individu.etatCivil.libNomPatIndOpi" }), contenu, Latin9);
        Assert.Equal("nom\r\n\"Oz Œuvre é€ 'x-  \"\r\n", text);

        var change = Assert.Single(Render(new DispositionFichiers(), contenu).Modifications);
        Assert.Equal("individu.etatCivil.libNomPatIndOpi", change.Champ);
        Assert.Equal("Őz Œuvre é€ ’x– 😀", change.Avant);
        Assert.Empty(Render(Utf8, contenu).Modifications);
    }

    [Fact]
    public void Half_a_character_and_control_characters_never_reach_a_file()
    {
        var contenu = new OpiContenu { Individu = "{\"codOpiIntEpo\":\"1\\u0000\\u0007\"}" };

        Assert.Equal("1  ", Render(Utf8, contenu).Lignes[0].Valeurs[0]);
        Assert.Equal("1  ", Render(new DispositionFichiers(), contenu).Lignes[0].Valeurs[0]);
    }

    [Fact]
    public void What_is_too_long_for_Apogee_is_cut_and_recorded_but_never_a_key()
    {
        var contenu = new OpiContenu { Individu = """{"codOpiIntEpo":"12345678901","etatCivil":{"libPr1IndOpi":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}""" };

        var rendered = Render(new DispositionFichiers(), contenu);

        Assert.Equal("12345678901", rendered.Lignes[0].Valeurs[0]);
        Assert.Equal("ABCDEFGHIJKLMNOPQRST", rendered.Lignes[0].Valeurs[4]);
        Assert.Equal("individu.etatCivil.libPr1IndOpi", Assert.Single(rendered.Modifications).Champ);
    }

    [Fact]
    public void What_no_column_carries_and_a_VET_that_comes_twice_are_recorded()
    {
        var contenu = Contenu(("L1DROI", "F"), ("L1DROI", "D")) with { Dac = """{"codDac":"X"}""" };

        var rendered = Render(new DispositionFichiers(), contenu);

        Assert.Single(rendered.Lignes);
        Assert.Equal(["dac.codDac", "voeu"], rendered.Modifications.Select(m => m.Champ));
    }

    [Fact]
    public void Without_quotes_a_separator_in_a_value_becomes_a_blank()
    {
        var disposition = Columns(new ColonneFichier { Entete = "nom", Source = "individu.etatCivil.libNomPatIndOpi" }) with { Guillemets = GuillemetsFichier.Jamais };
        var contenu = new OpiContenu { Individu = """{"etatCivil":{"libNomPatIndOpi":"A;B\"C\nD"}}""" };

        Assert.Equal("nom\r\nA B\"C D\r\n", Text(disposition, contenu));
        Assert.Single(Render(disposition, contenu).Modifications, m => m.Champ == "individu.etatCivil.libNomPatIndOpi");
    }

    [Fact]
    public void Taken_page_by_page_the_bytes_are_those_of_the_whole()
    {
        using var writer = new FichierPlatWriter(Utf8, Utf8.ColonnesEffectives.Select(c => c.Entete));
        var lines = Render(Utf8, Contenu(("L1DROI", "F"), ("L1ECO", "F"))).Lignes;
        var pages = new List<byte[]> { writer.Take() };
        foreach (var line in lines)
        {
            writer.Write(line.Valeurs);
            pages.Add(writer.Take());
        }

        Assert.Equal(2, writer.Lignes);
        Assert.Empty(writer.Take());
        Assert.Equal(Text(Utf8, Contenu(("L1DROI", "F"), ("L1ECO", "F"))), Encoding.UTF8.GetString([.. pages.SelectMany(p => p)]));
    }

    [Property]
    public Property Whatever_is_written_reads_back_as_it_was() =>
        Prop.ForAll(ContenuGen.Arbitrary(10), Gen.Choose(0, 47).ToArbitrary(), (contenu, variant) =>
        {
            var disposition = new DispositionFichiers
            {
                Separateur = (variant % 3) switch { 0 => ";", 1 => "&", _ => "\t" },
                Guillemets = variant / 3 % 2 == 0 ? GuillemetsFichier.SiNecessaire : GuillemetsFichier.Toujours,
                FinDeLigne = variant / 6 % 2 == 0 ? FinDeLigne.CrLf : FinDeLigne.Lf,
                Encodage = variant / 12 % 2 == 0 ? EncodageFichier.Utf8 : EncodageFichier.Latin9,
            };
            // A line end of the other kind within a value must not end the line.
            contenu = contenu with { AdresseFixe = """{"lib1":"a\nb","lib2":"c\r\nd","lib3":"e\rf"}""" };
            var rendered = Render(disposition, contenu);
            var encoding = disposition.Encodage == EncodageFichier.Utf8 ? Encoding.UTF8 : Latin9;
            var records = Csv.Parse(encoding.GetString(Bytes(disposition, contenu)), disposition.Separateur[0], disposition.FinDeLigne == FinDeLigne.Lf ? "\n" : "\r\n");

            Assert.Equal(ColonnesParDefaut.Toutes.Select(c => c.Entete), records[0]);
            Assert.Equal(rendered.Lignes.Select(l => l.Valeurs), records.Skip(1));
            if (disposition.Encodage == EncodageFichier.Utf8)
                Assert.All(rendered.Modifications, m => Assert.Null(m.Apres));
        });

    private static DispositionFichiers Columns(params ColonneFichier[] columns) => new() { Colonnes = columns };

    private static LignesOpi Render(DispositionFichiers disposition, OpiContenu contenu) => new LignesOpiRenderer(disposition).Render(contenu);

    private static string Text(DispositionFichiers disposition, OpiContenu contenu, Encoding? encoding = null) => (encoding ?? Encoding.UTF8).GetString(Bytes(disposition, contenu));

    private static byte[] Bytes(DispositionFichiers disposition, OpiContenu contenu)
    {
        using var writer = new FichierPlatWriter(disposition, disposition.ColonnesEffectives.Select(c => c.Entete));
        foreach (var line in Render(disposition, contenu).Lignes) writer.Write(line.Valeurs);
        return writer.Take();
    }

    private static OpiContenu Contenu(params (string CodEtp, string Decision)[] voeux) => new()
    {
        Individu = """{"codOpiIntEpo":"17","donneesNaissance":{"dateNaiIndOpi":"28022008"},"etatCivil":{"libNomPatIndOpi":"DURAND","libPr1IndOpi":"LEA"}}""",
        Voeux = $$"""{"item":[{{string.Join(',', voeux.Select((v, i) => $$"""{"codCge":"DRT","codDecVeu":"{{v.Decision}}","codEtp":"{{v.CodEtp}}","codVrsVet":"101","numCls":"{{i + 1}}"}"""))}}]}""",
    };
}
