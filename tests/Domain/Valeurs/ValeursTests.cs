using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Tests.Support;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rule K1, value by value: what is used of it, and whether something is told.</summary>
public class ValeursTests
{
    [Theory]
    [InlineData("Lefèvre", "Lefèvre", false)]
    [InlineData("  Le   fèvre ", "Le fèvre", false)]
    [InlineData("Lef\u0000èvre", "Lefèvre", true)]
    [InlineData("Le\u00ADfèvre\u200B", "Lefèvre", true)]
    [InlineData("\uFEFFZo\u2060é", "Zoé", true)]
    [InlineData("3 rue Haute\u000bbât. B", "3 rue Haute bât. B", true)]
    [InlineData("3 rue\r\nHaute\tB", "3 rue Haute B", false)]
    [InlineData("Zoe\u0301", "Zoé", false)]
    [InlineData("Nguy\u00eA\u0303n", "Nguyễn", false)]
    [InlineData("\u0001", null, true)]
    [InlineData(" ", null, false)]
    public void A_text_is_what_people_see_of_it(string text, string? expected, bool told)
    {
        var judged = Texte.Juger(text);
        Assert.Equal((expected, told), (judged.Valeur, judged.Doute is not null));
    }

    // In an attribute half a pair would be another character.
    [Fact]
    public void Half_a_pair_is_nothing() => Assert.Equal("ab", Texte.Net("a\uD800b"));

    [Theory]
    [InlineData("LefÃ¨vre", "Lefèvre")]
    [InlineData("ZoÃ©", "Zoé")]
    [InlineData("NoÃ«l", "Noël")]
    [InlineData("Lâ€™Hermite", "L’Hermite")]
    [InlineData("CÅ“lia", "Cœlia")]
    [InlineData("Ã\u0089loi", "Éloi")]
    [InlineData("Ã‰loi", "Éloi")]
    [InlineData("LefÃƒÂ¨vre", "Lefèvre")]
    [InlineData("lÃ\u00A0", "là")]
    [InlineData("Lefèvre", null)]
    [InlineData("JOÃO ANTÔNIO", null)]
    [InlineData("Ångström", null)]
    [InlineData("CAFÉ «", null)]
    public void A_doubly_encoded_text_is_recognised(string text, string? meant) => Assert.Equal(meant, DoubleCodage.Lire(text));

    [Fact]
    public void Whatever_European_text_is_encoded_twice_is_read_back_and_nothing_else_is_touched() => Propriete.Holds(
        Gen.Elements(Alphabet.ToCharArray()).ArrayOf().Select(letters => new string(letters)), text =>
    {
        Assert.Null(DoubleCodage.Lire(text));
        foreach (var page in new[] { Encoding.Latin1, CodePagesEncodingProvider.Instance.GetEncoding(1252)! })
        {
            var twice = page.GetString(Encoding.UTF8.GetBytes(text));
            Assert.Equal(twice == text ? null : text, DoubleCodage.Lire(twice));
        }
    });

    [Theory]
    [InlineData("O’Brien-Müller", false)]
    [InlineData("de la Tour (née Roux)", false)]
    [InlineData("Nguyễn Thị", false)]
    [InlineData("李", false)]
    [InlineData("LefÃ¨vre", true)]
    [InlineData("Lef�vre", true)]
    [InlineData("Lef¨vre", true)]
    [InlineData("Dupont 2", true)]
    [InlineData("---", true)]
    public void What_no_name_bears_is_told(string nom, bool told) => Assert.Equal(told, Nom.Juger(nom).Doute is not null);

    [Theory]
    [InlineData("zoe.lefevre+psup@exemple.fr", "zoe.lefevre+psup@exemple.fr", false)]
    [InlineData(" zoe@exemple.fr", "zoe@exemple.fr", false)]
    [InlineData("zoe\u0002@exemple.fr", "zoe@exemple.fr", true)]
    [InlineData("\uFEFFzoe@exemple.fr\u200B", "zoe@exemple.fr", true)]
    [InlineData("mailto:zoe@exemple.fr", "zoe@exemple.fr", true)]
    [InlineData("<zoe@exemple.fr>;", "zoe@exemple.fr", true)]
    [InlineData("zoé.lefèvre@exemple.fr", null, true)]
    [InlineData("zoe lefevre@exemple.fr", null, true)]
    [InlineData("zoe@exemple.fr, papa@exemple.fr", null, true)]
    [InlineData(".@", null, true)]
    [InlineData("pas d'adresse", null, true)]
    [InlineData("zoe@exemple", null, true)]
    [InlineData("zoe@exemple..fr", null, true)]
    [InlineData(".zoe@exemple.fr", null, true)]
    [InlineData("@exemple.fr", null, true)]
    [InlineData("zoe@192.168.0.1", null, true)]
    [InlineData("x@-exemple.fr", null, true)]
    public void A_mail_is_one_or_is_left_out(string mail, string? expected, bool told)
    {
        var judged = Mail.Juger(mail);
        Assert.Equal((expected, told), (judged.Valeur, judged.Doute is not null));
    }

    [Theory]
    [InlineData("06 12 34 56 78", true, "0612345678", false)]
    [InlineData("06.12.34.56.78", true, "0612345678", false)]
    [InlineData("+33 (0)6 12 34 56 78", true, "0612345678", false)]
    [InlineData("0033 (0) 6 12 34 56 78", true, "0612345678", false)]
    [InlineData("+33612345678", true, "0612345678", false)]
    [InlineData("33612345678", true, "0612345678", true)]
    [InlineData("612345678", true, "0612345678", true)]
    [InlineData("612345678.0", true, "0612345678", true)]
    [InlineData("612345678", false, "612345678", true)]
    [InlineData("+32 475 12 34 56", false, "+32475123456", false)]
    [InlineData("0032475123456", true, "+32475123456", false)]
    [InlineData("0262 12 34 56", true, "0262123456", false)]
    [InlineData("06 12 34 56 78 (papa)", true, "0612345678", true)]
    [InlineData("0612345678 / 0698765432", true, null, true)]
    [InlineData("6,12E+08", true, null, true)]
    [InlineData("0000000000", true, null, true)]
    [InlineData("1111111111", false, null, true)]
    [InlineData("+336123456", true, null, true)]
    [InlineData("1234", true, null, true)]
    [InlineData("néant", true, null, true)]
    [InlineData("0612345678\u200E", true, "0612345678", true)]
    public void A_telephone_is_a_whole_one_or_is_left_out(string tel, bool enFrance, string? expected, bool told)
    {
        var judged = Telephone.Juger(tel, enFrance);
        Assert.Equal((expected, told), (judged.Valeur, judged.Doute is not null));
    }

    [Theory]
    [InlineData("73000", "73065", "73000", false)]
    [InlineData("73 000", null, "73000", false)]
    [InlineData("F-73000", null, "73000", false)]
    [InlineData("FR 73000", null, "73000", false)]
    [InlineData("73000\u200B", null, "73000", true)]
    [InlineData("1000", "01053", "01000", true)]
    [InlineData("1000", null, null, true)]
    [InlineData("1000", "73065", null, true)]
    [InlineData("6000.0", "06088", "06000", true)]
    [InlineData("7300O", null, null, true)]
    [InlineData("99350", null, null, true)]
    [InlineData("730000", null, null, true)]
    public void A_postcode_of_France_has_five_digits(string code, string? commune, string? expected, bool told)
    {
        var judged = CodePostal.Juger(code, commune, enFrance: true);
        Assert.Equal((expected, told), (judged.Valeur, judged.Doute is not null));
    }

    [Theory]
    [InlineData("73", "73065", "73", "73065", false)]
    [InlineData("073", "73065", "073", "73065", false)]
    [InlineData("2a", "2A004", "2a", "2A004", false)]
    [InlineData(null, "97411", null, "97411", false)]
    [InlineData("73", null, "73", null, false)]
    [InlineData("MA", "99350", "MA", "99350", false)]
    [InlineData("PARIS", "75056", "PARIS", "75056", false)]
    [InlineData("75", "69123", "69", "69123", true)]
    [InlineData("020", "2A004", "2A", "2A004", true)]
    [InlineData("02A", "20004", "02A", "2A004", true)]
    [InlineData("976", "98506", "976", "98506", true)]
    [InlineData("97", "97411", "974", "97411", true)]
    [InlineData("99", "73065", "73", "73065", true)]
    public void A_department_agrees_with_its_commune_or_it_is_told(string? departement, string? commune, string? expected, string? known, bool told)
    {
        var (judged, place, doubt) = LieuNaissance.Juger(departement, commune);
        Assert.Equal((expected, known, told), (judged, place, doubt is not null));
    }

    [Fact]
    public void An_address_goes_on_in_the_next_free_line()
    {
        AssertLaid(["RESIDENCE UNIVERSITAIRE LES JARDINS DE LA FACULTE, BATIMENT C, APPARTEMENT 124", null, null], 32,
            "RESIDENCE UNIVERSITAIRE LES", "JARDINS DE LA FACULTE, BATIMENT", "C, APPARTEMENT 124");
        AssertLaid(["1287 AVENUE DU MARECHAL DE LATTRE DE TASSIGNY", "APPT 12", null], 33, "1287 AVENUE DU MARECHAL DE LATTRE", "DE TASSIGNY", "APPT 12");
        AssertLaid([null, "APPT 12", null], 32, null, "APPT 12", null);

        static void AssertLaid(string?[] lines, int width, params string?[] expected)
        {
            var (laid, lost) = LignesAdresse.Repartir(lines, width);
            Assert.Equal(expected, laid);
            Assert.Null(lost);
        }
    }

    [Fact]
    public void Of_an_address_no_word_is_lost_or_moved_before_another() => Propriete.Holds(
        Gen.Elements("A", "RUE", "DE", "SAINT-PIERRE", "CHAMPS-ELYSEES", "12", "X").ListOf().Select(w => w.Count == 0 ? null : string.Join(' ', w)).ArrayOf(3), given =>
    {
        var (laid, lost) = LignesAdresse.Repartir(given, 32);

        Assert.Equal(Words(given), Words([.. laid, lost]));
        Assert.All(laid, line => Assert.True(line is null || line.Length is > 0 and <= 32));
        Assert.Equal(3, laid.Count);
    });

    [Fact]
    public void A_date_with_an_offset_is_the_day_of_Paris_and_midnight_is_the_day_as_written() => Propriete.Holds(
        from day in Gen.Choose(0, 40_000)
        from minute in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 1439))
        from offset in Gen.Choose(-12, 14)
        select (At: new DateTime(1930, 1, 1).AddDays(day).AddMinutes(minute), Offset: TimeSpan.FromHours(offset)), written =>
    {
        var expected = written.At.TimeOfDay == TimeSpan.Zero ? written.At
            : TimeZoneInfo.ConvertTime(new DateTimeOffset(written.At, written.Offset), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime;
        Assert.Equal(DateOnly.FromDateTime(expected), InstantRecu.Jour(written.At, written.Offset));
    });

    [Fact]
    public void Judging_what_was_judged_changes_nothing_and_leaves_nothing_invisible() => Propriete.Holds(Candidats, candidat =>
    {
        var once = CandidatJuge.Of(candidat);
        var again = CandidatJuge.Of(once.Candidat);

        Assert.Empty(again.Modifications);
        foreach (var text in Texts(once.Candidat)) Assert.Equal(text, Texte.Net(text));
        Assert.Equal(once.Avertissements, CandidatJuge.Of(candidat).Avertissements);
    });

    [Fact]
    public void What_is_left_out_is_told_with_its_field_and_value()
    {
        var juge = CandidatJuge.Of(new Candidat { Session = 2026, CodeCandidat = 1, Nom = "Lefèvre", Prenom = "Zoé", Mail = "pas d'adresse", TelMobile = "123" });

        Assert.Equal(["mail", "telMobile"], juge.Avertissements.Select(a => a.Champ));
        Assert.Contains("« pas d'adresse »", juge.Avertissements[0].Message, StringComparison.Ordinal);
        Assert.Equal([("mail", "pas d'adresse", null), ("telMobile", "123", (string?)null)], juge.Modifications.Select(m => (m.Champ, m.Avant, m.Apres)));
    }

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆñãõøåłřšžćđ-'0123456789";

    private static readonly Gen<string?> Anything = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>(),
        Gen.Elements("LefÃ¨vre", "a@b.fr", "+33 (0)6 12 34 56 78", "1000", "73 000", "\u200B", "20004", "02A", "98506", "FR", "zoe@exemple.fr, papa@exemple.fr")).Select(text => (string?)text);

    private static readonly Gen<Candidat> Candidats =
        from t in Anything.ArrayOf(18)
        select new Candidat
        {
            Session = 2026, CodeCandidat = 1, Nom = t[0], Prenom = t[1], Ine = t[2], Mail = t[3], TelFixe = t[4], TelMobile = t[5], Sexe = t[6],
            CodeCommuneNaissance = t[7], DepartementNaissance = t[8], LibelleCommuneNaissance = t[9], CodePaysNaissance = t[10],
            Adresse = new Adresse { Ligne1 = t[11], Ligne2 = t[12], CodePostal = t[13], CodeCommune = t[14], LibelleCommune = t[15], CodePays = t[16] },
            ResponsablesLegaux = [new ResponsableLegal { Nom = t[17], Mail = t[3], Tel = t[4] }],
        };

    private static IEnumerable<string?> Texts(Candidat c) =>
    [
        c.Nom, c.Prenom, c.Ine, c.Mail, c.TelFixe, c.TelMobile, c.Sexe, c.CodeCommuneNaissance, c.DepartementNaissance, c.Adresse.Ligne1, c.Adresse.CodePostal,
        c.Adresse.CodeCommune, c.Adresse.CodePays, c.ResponsablesLegaux[0].Nom,
    ];

    private static string Words(IEnumerable<string?> lines) => string.Join(' ', lines.Where(l => l is not null));
}
