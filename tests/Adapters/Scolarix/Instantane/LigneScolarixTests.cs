using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Tests;

/// <summary>The lines of Scolarix's file (seed 003: administrative data only; docs/reference/scolarix.md).</summary>
public class LigneScolarixTests
{
    private static readonly TablesNomenclature Tables = new(new Dictionary<string, IReadOnlyDictionary<string, string>> { ["monPays"] = new Dictionary<string, string> { ["FR"] = "FRANCE" } });

    // Whatever people type, and whatever breaks a file: separators, quotes, line ends, blanks at the edges, half a pair, other alphabets.
    private static readonly Gen<string> Texts = Gen.Elements(
        "", " ", "Zoé", "L'Haÿ-les-Roses", "a;b", "\"", "\"\"", "x\"y;z", "ligne\r\nsuivante", "\n", "\t", ";;", "Őrsi", "Łukasz", "中文", "𝒵", "\ud800", "\u0001", " bord ", "|", "œuvre", "é\u0301")
        .ListOf().Select(parts => string.Concat(parts));

    private static readonly Gen<FormeScolarix> Formes =
        from encodage in Gen.Elements(Enum.GetValues<EncodageFichier>())
        from guillemets in Gen.Elements(Enum.GetValues<GuillemetsFichier>())
        from fin in Gen.Elements(Enum.GetValues<FinDeLigne>())
        from separateur in Gen.Elements(";", "|", "\t", ",")
        select new FormeScolarix(encodage, guillemets, fin, separateur);

    [Fact]
    public void What_is_written_is_read_back_one_line_a_candidate_whatever_stands_in_it()
    {
        var cases = from forme in Formes from nom in Texts from adresse in Texts from mail in Texts select (forme, nom, adresse, mail);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var disposition = Disposition(c.forme);
            var candidat = Someone with { Nom = c.nom, Adresse = new Adresse { Ligne1 = c.adresse }, Mail = c.mail };
            using var renderer = new LigneScolarixRenderer(disposition, Tables);
            var ligne = renderer.Render(candidat);
            byte[] file = [.. LigneScolarixRenderer.Entete(disposition), .. ligne.Octets];

            var (headers, rows) = Read(file, disposition);
            Assert.Equal(ColonnesScolarix.ParDefaut.Select(d => d.Entete), headers);
            var row = Assert.Single(rows);
            Assert.Equal("17", row["NUMERO_PARCOURSUP"]);
            // What is written is what the one judgement of values lets through (rule K1), as far as the encoding has it.
            var juge = CandidatJuge.Of(candidat).Candidat;
            Assert.Equal(Expected(juge.Nom ?? "", disposition), row["NOM"]);
            Assert.Equal(Expected(juge.Adresse.Ligne1 ?? "", disposition), row["ADRESSE1"]);
            Assert.Equal(Expected(juge.Mail ?? "", disposition), row["MAIL"]);
            Assert.Equal(row["NOM"] != (juge.Nom ?? ""), ligne.Avertissements.Any(a => a.StartsWith("NOM :", StringComparison.Ordinal)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    /// <summary>Rule K1: what a Mac decomposed is composed, what nobody sees is gone, what is doubly encoded is read.</summary>
    [Theory]
    [InlineData("Lefe\u0300vre", "Lefèvre")]
    [InlineData("Lef\u200Bèvre\u0000", "Lefèvre")]
    [InlineData("LefÃ¨vre", "Lefèvre")]
    public void A_name_is_written_as_people_see_it(string nom, string expected)
    {
        using var renderer = new LigneScolarixRenderer(new DispositionScolarix(), Tables);
        Assert.Equal(renderer.Render(Someone with { Nom = expected }).Octets, renderer.Render(Someone with { Nom = nom }).Octets);
    }

    [Fact]
    public void The_same_candidate_has_the_same_line_and_fingerprint_and_a_difference_is_named()
    {
        using var one = new LigneScolarixRenderer(new DispositionScolarix(), Tables);
        using var other = new LigneScolarixRenderer(new DispositionScolarix(), Tables);
        var before = one.Render(Someone);
        Assert.Equal(before.Octets, other.Render(Someone).Octets);
        Assert.Equal(before.Empreinte, other.Render(Someone).Empreinte);

        var now = one.Render(Someone with { Mail = "autre@example.org", TelMobile = "0612345678" });
        Assert.False(EmpreinteLigne.AreSame(before.Empreinte, now.Empreinte));
        Assert.Equal(["TEL_MOBILE", "MAIL"], EmpreinteLigne.Differences(before.Empreinte, now.Empreinte, ColonnesScolarix.ParDefaut));
        Assert.Empty(EmpreinteLigne.Differences(before.Empreinte, now.Empreinte, []));
    }

    [Theory]
    [InlineData("M", "M")]
    [InlineData("f", "MME")]
    [InlineData("1", "M")]
    [InlineData("2", "MME")]
    [InlineData("?", "")]
    [InlineData(null, "")]
    public void The_civility_comes_from_the_sex(string? sexe, string civilite) => Assert.Equal(civilite, Line(new DispositionScolarix(), Someone with { Sexe = sexe }).Split(';')[2]);

    [Fact]
    public void A_column_can_be_a_constant_a_date_of_its_own_format_or_a_translated_value()
    {
        var disposition = new DispositionScolarix
        {
            FormatDate = "yyyyMMdd",
            Colonnes =
            [
                new() { Entete = "N", Source = "CODECANDIDAT" }, new() { Entete = "C", Valeur = "PSUP" }, new() { Entete = "D1", Source = "dateNaissance" },
                new() { Entete = "D2", Source = "dateNaissance", Format = "dd-MM-yy" }, new() { Entete = "P", Source = "codePays", Nomenclature = "monPays" },
                new() { Entete = "Q", Source = "codePaysNationalite", Nomenclature = "monPays" }, new() { Entete = "V", Source = "communeNaissance" },
            ],
        };

        Assert.Equal("17;PSUP;20080229;29-02-08;FRANCE;99100;73065", Line(disposition, Someone));
    }

    /// <summary>Scolarix refuses a whole file for one of them.</summary>
    [Fact]
    public void What_is_required_and_empty_is_named_by_its_column()
    {
        using var renderer = new LigneScolarixRenderer(new DispositionScolarix(), Tables);
        Assert.Empty(renderer.Render(Someone).Manquants);
        Assert.Equal(["CIVILITE", "PRENOM", "DATE_NAISSANCE"], renderer.Render(Someone with { Sexe = "?", Prenom = " \t", DateNaissance = null }).Manquants);

        using var other = new LigneScolarixRenderer(new DispositionScolarix { Obligatoires = ["MAIL"] }, Tables);
        Assert.Equal(["MAIL"], other.Render(Someone with { Prenom = null, Mail = null }).Manquants);
    }

    [Fact]
    public void Nothing_of_a_wish_can_be_a_source()
    {
        Assert.DoesNotContain(SourcesScolarix.Noms, SourcesScolarix.IsOfWish);
        foreach (var wish in new[] { "codeFormationPsup", "libelleFormation", "codeSISE", "codeAmenagement", "codeSituation", "dateReponse", "internat", "cesure", "voeu.codEtp" })
            Assert.Contains("les vœux ne sont pas importés", Assert.Single(Errors(new() { Colonnes = [new() { Entete = "N", Source = "ine" }, new() { Entete = "X", Source = wish }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_layout_is_right_and_a_wrong_one_is_told_with_every_place()
    {
        Assert.Empty(Errors(new DispositionScolarix()));
        Assert.Empty(Errors(new DispositionScolarix { Colonnes = ColonnesScolarix.ParDefaut }));
        Assert.Equal(
            [
                "d.separateur", "d.colonnes[1].entete", "d.colonnes[3].entete", "d.formatDate", "d.colonnes[0].source", "d.colonnes[1].format",
                "d.colonnes[2].nomenclature", "d.colonnes[3].source", "d.colonnes[4].nomenclature", "d.colonnes",
            ],
            Errors(new DispositionScolarix
            {
                Separateur = "", FormatDate = "MM", Colonnes =
                [
                    new() { Entete = "A", Source = "inconnu" }, new() { Entete = "a", Source = "nom", Format = "dd/MM/yyyy" },
                    new() { Entete = "B", Source = "codePays", Nomenclature = "rien" }, new() { Entete = "C\"" }, new() { Entete = "D", Valeur = "x", Nomenclature = "monPays" },
                ],
            }).Select(e => e.Champ));
    }

    private static readonly Candidat Someone = new()
    {
        Session = 2026, CodeCandidat = 17, Ine = "123456789ab", Sexe = "F", Nom = "Lefèvre", Prenom = "Zoé", DateNaissance = new DateOnly(2008, 2, 29),
        CodePaysNationalite = "99100", CodeCommuneNaissance = "73065", Adresse = new Adresse { CodePays = "FR" }, Mail = "zoe@example.org",
    };

    private static DispositionScolarix Disposition(FormeScolarix f) => new() { Encodage = f.Encodage, Guillemets = f.Guillemets, FinDeLigne = f.Fin, Separateur = f.Separateur };

    private static List<(string Champ, string Message)> Errors(DispositionScolarix disposition) => [.. DispositionScolarixValidator.Validate(disposition, "d", Tables.Has)];

    private static string Line(DispositionScolarix disposition, Candidat candidat)
    {
        using var renderer = new LigneScolarixRenderer(disposition, Tables);
        return Encoding.UTF8.GetString(renderer.Render(candidat).Octets).TrimEnd('\r', '\n');
    }

    private static string Expected(string value, DispositionScolarix disposition)
    {
        var clean = AlphabetFichier.Of(disposition.Encodage).Clean(value);
        foreach (var c in disposition.Guillemets == GuillemetsFichier.Jamais ? "\r\n\t\"" + disposition.Separateur : "\r\n\t") clean = clean.Replace(c, ' ');
        return clean;
    }

    private static (string[] Headers, List<Dictionary<string, string>> Rows) Read(byte[] file, DispositionScolarix disposition)
    {
        using var text = new StreamReader(new MemoryStream(file), AlphabetFichier.Of(disposition.Encodage).Encoding);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = disposition.Separateur, Mode = disposition.Guillemets == GuillemetsFichier.Jamais ? CsvMode.NoEscape : CsvMode.RFC4180, IgnoreBlankLines = false,
        });
        Assert.True(csv.Read() && csv.ReadHeader());
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h)!));
        return (csv.HeaderRecord!, rows);
    }

    private sealed record FormeScolarix(EncodageFichier Encodage, GuillemetsFichier Guillemets, FinDeLigne Fin, string Separateur);
}
