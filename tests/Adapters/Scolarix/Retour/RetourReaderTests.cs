using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Tests.Retour;

/// <summary>Seed 003 §2: what Scolarix gives at the end of an enrolment day, with every mistake at its place.</summary>
public sealed class RetourReaderTests
{
    private const string Header = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE";
    private static readonly DateTime Now = new(2026, 7, 10, 20, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void A_validated_and_paid_line_is_an_enrolment()
    {
        var read = Read($"{Header}\r\n17;123456789ab;8842;VALIDEE;O;10/07/2026 16:30\r\n");

        Assert.Equal(new LigneRetour(2, new InscriptionRetour(17, "123456789AB", 8842, Annulee: false, Payee: true, new DateTime(2026, 7, 10, 16, 30, 0))), Assert.Single(read.Lues));
        Assert.Empty(read.Refusees);
    }

    [Fact]
    public void The_order_of_the_columns_their_case_and_others_between_them_do_not_matter()
    {
        var read = Read("Nom;date;ine;Payee;statut\nDurand;2026-07-10;12345678901;non;annulée\n");

        Assert.Equal(new InscriptionRetour(null, "12345678901", null, Annulee: true, Payee: false, new DateTime(2026, 7, 10)), Assert.Single(read.Lues).Inscription);
        Assert.Equal(["Nom"], read.Ignorees);
    }

    [Fact]
    public void Headers_and_dates_follow_the_mapping_of_the_établissement()
    {
        var options = new RetourOptions
        {
            Separateur = "|", FormatDate = "yyyyMMdd HHmm",
            Colonnes = new Dictionary<string, string> { ["codeCandidat"] = "N° dossier", ["statut"] = "Etat IA", ["type"] = "Genre" },
        };

        var read = Read("N° dossier|Etat IA|PAYEE|DATE|Genre\n17|VALIDEE|1|20260710 1630|DoubleCursus\n", options);

        Assert.Equal(TypeInscription.DoubleCursus, Assert.Single(read.Lues).Inscription.Type);
    }

    [Theory]
    [InlineData("x7;;8842;VALIDEE;O;10/07/2026", "NUMERO_PARCOURSUP", "x7")]
    [InlineData("17;123;8842;VALIDEE;O;10/07/2026", "INE", "11 caractères")]
    [InlineData(";;8842;VALIDEE;O;10/07/2026", "NUMERO_PARCOURSUP", "l'un des deux")]
    [InlineData("17;;-1;VALIDEE;O;10/07/2026", "CODE_FORMATION", "-1")]
    [InlineData("17;;8842;PAYEE;O;10/07/2026", "STATUT", "PAYEE")]
    [InlineData("17;;8842;;O;10/07/2026", "STATUT", "manque")]
    [InlineData("17;;8842;VALIDEE;peut-être;10/07/2026", "PAYEE", "O ou N")]
    [InlineData("17;;8842;VALIDEE;O;31/02/2026", "DATE", "31/02/2026")]
    [InlineData("17;;8842;VALIDEE;O;", "DATE", "manque")]
    [InlineData("17;;8842;VALIDEE;O;11/07/2026", "DATE", "à venir")]
    [InlineData("17;;8842;VALIDEE;O;10/07/2026 20:06", "DATE", "à venir")]
    [InlineData("17;;8842;VALIDEE;O;10/07/2017", "DATE", "antérieure")]
    public void A_wrong_value_is_told_with_its_line_and_column_and_its_neighbours_go_on(string line, string column, string words)
    {
        var read = Read($"{Header}\n16;;8842;VALIDEE;O;10/07/2026\n{line}\n18;;8842;VALIDEE;O;10/07/2026\n");

        var refused = Assert.Single(read.Refusees);
        Assert.Equal((3, column), (refused.Ligne, refused.Colonne));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal([16, 18], read.Lues.Select(l => l.Inscription.CodeCandidat!.Value));
    }

    [Theory]
    [InlineData("10/07/2026")]
    [InlineData("10/07/2026 20:05")]
    public void A_day_without_time_is_that_day_and_another_clock_may_be_five_minutes_ahead(string date) =>
        Assert.Single(Read($"{Header}\n17;;8842;VALIDEE;O;{date}\n").Lues);

    [Fact]
    public void A_refused_line_names_the_number_as_the_line_gives_it() =>
        Assert.Equal("x7", Assert.Single(Read($"{Header}\nx7;;8842;VALIDEE;O;10/07/2026\n").Refusees).Numero);

    [Fact]
    public void A_refused_line_names_the_INE_when_it_has_one() =>
        Assert.Equal("12345678901", Assert.Single(Read($"{Header}\n17;12345678901;8842;VALIDEE;O;hier\n").Refusees).Ine);

    [Theory]
    [InlineData("17;;8842;VALIDEE;O", "5 colonnes au lieu de 6")]
    [InlineData("17;;8842;VALIDEE;O;10/07/202618;;8842;VALIDEE;O;10/07/2026", "11 colonnes au lieu de 6")]
    [InlineData("17;\"123;8842;VALIDEE;O;10/07/2026", "guillemet")]
    public void A_broken_line_never_takes_its_neighbours_along(string line, string words)
    {
        var read = Read($"{Header}\n{line}\n18;;8842;VALIDEE;O;10/07/2026\n");

        Assert.Contains(words, Assert.Single(read.Refusees).Message, StringComparison.Ordinal);
        Assert.Equal(18, Assert.Single(read.Lues).Inscription.CodeCandidat);
    }

    [Theory]
    [InlineData("", "vide")]
    [InlineData("NUMERO_PARCOURSUP,STATUT,PAYEE,DATE\n", "séparateur")]
    [InlineData("NUMERO_PARCOURSUP;STATUT;DATE\n", "PAYEE manque")]
    [InlineData("STATUT;PAYEE;DATE\n", "de qui elle parle")]
    [InlineData("INE;STATUT;STATUT;PAYEE;DATE\n", "deux fois")]
    public void A_file_that_cannot_be_understood_is_refused_as_a_whole(string text, string words) =>
        Assert.Contains(words, Read(text).Illisible, StringComparison.Ordinal);

    [Fact]
    public void Another_encoding_is_refused_and_a_byte_order_mark_is_not()
    {
        var latin = Encoding.Latin1.GetBytes($"{Header};Prénom\n");

        Assert.Contains("encodage", new RetourReader(new RetourOptions()).Read(latin, Now).Illisible, StringComparison.Ordinal);
        Assert.Null(new RetourReader(new RetourOptions { Encodage = EncodageFichier.Windows1252 }).Read(latin, Now).Illisible);
        Assert.Null(new RetourReader(new RetourOptions { Encodage = EncodageFichier.Windows1252 }).Read(Encoding.UTF8.GetBytes($"{Header};Prénom\n"), Now).Illisible);
        Assert.Null(new RetourReader(new RetourOptions()).Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Encoding.UTF8.GetBytes(Header)).ToArray(), Now).Illisible);
    }

    /// <summary>Whatever stands in a file, each of its lines is read, refused or blank, and nothing throws.</summary>
    [Property]
    public Property Every_line_is_accounted_for() => Prop.ForAll(Gen.Elements("17", "", "VALIDEE", "O", "10/07/2026", "é", ";", "\"a\"\"b\"").ListOf().ListOf().ToArbitrary(), lines =>
    {
        var texts = lines.Select(l => string.Join(';', l)).Where(l => !l.Contains('\n', StringComparison.Ordinal)).ToList();
        var read = Read(Header + "\n" + string.Join('\n', texts) + "\n");
        Assert.Equal(texts.Count(t => t.Trim(';').Length > 0), read.Lues.Count + read.Refusees.Count);
    });

    /// <summary>A quotation mark may join lines where that makes one of the right columns; none is read twice, and nothing throws.</summary>
    [Property]
    public Property Open_quotes_never_make_a_line_count_twice() => Prop.ForAll(Gen.Elements("17", "", "\"", "O", "\"a\"\"b\"", "é\"").ListOf().ListOf().ToArbitrary(), lines =>
    {
        var read = Read(Header + "\n" + string.Join('\n', lines.Select(l => string.Join(';', l))) + "\n");
        var numbers = read.Lues.Select(l => l.Ligne).Concat(read.Refusees.Select(r => r.Ligne)).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(numbers, n => Assert.InRange(n, 2, lines.Count + 1));
    });

    [Theory]
    [InlineData("sep=;\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n;;;\r\n")]
    public void What_a_spreadsheet_adds_is_no_content(string before)
    {
        var read = Read($"{before}{Header};\r\n17;;8842;VALIDEE;VRAI;10/07/2026;\r\n;;;;;;\r\n711 302;;8842;VALIDEE;O;10/07/2026\r\n");

        Assert.Equal([17, 711302], read.Lues.Select(l => l.Inscription.CodeCandidat!.Value));
        Assert.Empty(read.Refusees);
    }

    [Fact]
    public void One_line_of_another_encoding_is_the_only_one_refused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"{Header};Prénom\n17;;8842;VALIDEE;O;10/07/2026;Zoé\n18;;8842;VALIDEE;O;10/07/2026;No"), 0xE9, .. "\n"u8];

        var read = new RetourReader(new RetourOptions()).Read(bytes, Now);

        Assert.Equal(17, Assert.Single(read.Lues).Inscription.CodeCandidat);
        var refused = Assert.Single(read.Refusees);
        Assert.Equal((3, "Prénom"), (refused.Ligne, refused.Colonne));
        Assert.Contains("0xE9", refused.Message, StringComparison.Ordinal);
    }

    [Property]
    public Property What_is_written_is_read_back() => Prop.ForAll(Gen.Choose(1, 99_999_999).ToArbitrary(), Gen.Choose(0, 200_000).ToArbitrary(), (code, minutes) =>
    {
        var date = new DateTime(2026, 1, 1).AddMinutes(minutes);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Header}\r\n{code};;;VALIDEE;O;{date:dd/MM/yyyy HH:mm}\r\n");
        Assert.Equal(new InscriptionRetour(code, null, null, false, true, date), Assert.Single(Read(text).Lues).Inscription);
    });

    private static LectureRetour Read(string text, RetourOptions? options = null) => new RetourReader(options ?? new RetourOptions()).Read(Encoding.UTF8.GetBytes(text), Now);
}
