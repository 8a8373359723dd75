using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rules K1, K3: what is told of a value, whole: the value, its place, what was made of it and what to do.</summary>
public class DoutesTests
{
    [Theory]
    [InlineData("Lef\u0000èvre", "« Lef·èvre » contient des caractères invisibles : lu « Lefèvre ».")]
    [InlineData("\u0001", "« · » n'a aucun caractère lisible : non transmis.")]
    [InlineData("a\u0085b", "« a·b » contient des caractères invisibles : lu « a b ».")]
    [InlineData("a\fb", "« a·b » contient des caractères invisibles : lu « a b ».")]
    [InlineData("a\tb", null)]
    public void Of_a_text(string text, string? doubt) => Assert.Equal(doubt, Texte.Juger(text).Doute);

    // In an attribute half a pair would be another character.
    [Fact]
    public void Of_half_a_pair() => Assert.Equal("« a� » contient des caractères invisibles : lu « a ».", Texte.Juger("a\uD800").Doute);

    [Theory]
    [InlineData("LefÃ¨vre", "« LefÃ¨vre » est doublement codé : lu « Lefèvre », à vérifier et à corriger dans Parcoursup.")]
    [InlineData("Lef�vre", "« Lef�vre » contient un caractère perdu par un mauvais codage : à vérifier et à corriger dans Parcoursup. "
        + "« Lef�vre » contient « � », qu'aucun nom ne porte : à vérifier.")]
    [InlineData("Dupont 2", "« Dupont 2 » contient « 2 », qu'aucun nom ne porte : à vérifier.")]
    [InlineData("---", "« --- » n'est pas un nom : à vérifier.")]
    [InlineData("Du\u200Bpont 2", "« Du·pont 2 » contient des caractères invisibles : lu « Dupont 2 ». « Dupont 2 » contient « 2 », qu'aucun nom ne porte : à vérifier.")]
    public void Of_a_name(string nom, string doubt) => Assert.Equal(doubt, Nom.Juger(nom).Doute);

    [Theory]
    [InlineData("zoe", "sans « @ »")]
    [InlineData("a@b.fr c@d.fr", "plusieurs « @ » : une seule adresse est attendue")]
    [InlineData("zoe x@exemple.fr", "espace")]
    [InlineData("@exemple.fr", "rien devant « @ »")]
    [InlineData("zoé@exemple.fr", "caractère « é »")]
    [InlineData("zo(e@exemple.fr", "caractère « ( »")]
    [InlineData("zo..e@exemple.fr", "point mal placé")]
    [InlineData("zoe.@exemple.fr", "point mal placé")]
    [InlineData("zoe@exemple", "« exemple » n'est pas un nom de domaine")]
    [InlineData("zoe@exemple.f", "« exemple.f » n'est pas un nom de domaine")]
    [InlineData("zoe@exemple-.fr", "« exemple-.fr » n'est pas un nom de domaine")]
    [InlineData("zoe@exem_ple.fr", "« exem_ple.fr » n'est pas un nom de domaine")]
    public void Of_a_mail(string mail, string defect) => Assert.Equal(
        (null, $"« {mail} » n'est pas une adresse électronique ({defect}) : non transmise, à corriger dans Parcoursup."), Read(Mail.Juger(mail)));

    [Fact]
    public void Of_a_mail_in_brackets_and_of_the_longest_ones()
    {
        Assert.Equal(("zoe@exemple.fr", "« <zoe@exemple.fr>. » : l'adresse « zoe@exemple.fr » en est tirée."), Read(Mail.Juger("<zoe@exemple.fr>.")));
        var domain = "@" + string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".fr";
        Assert.NotNull(Mail.Juger(new string('x', 64) + domain).Valeur);
        Assert.Contains("(trop longue devant « @ »)", Mail.Juger(new string('x', 65) + domain).Doute, StringComparison.Ordinal);
        // 254 characters at most: 60 and the sign, then three labels of 63 with their points, and «f».
        var longest = new string('x', 60) + "@" + string.Concat(Enumerable.Repeat(new string('d', 63) + ".", 3));
        Assert.Equal(253, longest.Length);
        Assert.NotNull(Mail.Juger(longest[1..] + "fr").Valeur);
        Assert.Contains("(trop longue)", Mail.Juger(longest + "fr").Doute, StringComparison.Ordinal);
        Assert.Null(Mail.Juger("zoe@" + new string('d', 64) + ".fr").Valeur);
    }

    [Theory]
    [InlineData("612345678", true, "« 612345678 » a perdu son zéro de tête : transmis « 0612345678 ».")]
    [InlineData("33612345678", true, "« 33612345678 » a perdu le signe + de son indicatif : transmis « 0612345678 ».")]
    [InlineData("612345678", false, "« 612345678 » n'a pas d'indicatif de pays : transmis « 612345678 ».")]
    [InlineData("06 12 34 56 78 (papa)", true, "« 06 12 34 56 78 (papa) » : le numéro « 0612345678 » en est tiré.")]
    [InlineData("1234", true, "« 1234 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("néant", true, "« néant » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    public void Of_a_telephone(string tel, bool enFrance, string doubt) => Assert.Equal(doubt, Telephone.Juger(tel, enFrance).Doute);

    [Theory]
    [InlineData("12345", false, null)]
    [InlineData("123456", false, "123456")]
    [InlineData("123456789012345", false, "123456789012345")]
    [InlineData("1234567890123456", false, null)]
    [InlineData("+123456", false, null)]
    [InlineData("+1234567", false, "+1234567")]
    [InlineData("+12345678901234", false, "+12345678901234")]
    [InlineData("+123456789012345", false, null)]
    [InlineData("+0234567890", false, null)]
    [InlineData("0012345678", true, "+12345678")]
    [InlineData("0612", true, null)]
    [InlineData("0012", true, null)]
    [InlineData("+", true, null)]
    [InlineData("+3306", true, null)]
    [InlineData("06_12/34-56.78", true, "0612345678")]
    [InlineData("330612345678", true, "0612345678")]
    public void How_long_a_telephone_may_be(string tel, bool enFrance, string? expected) => Assert.Equal(expected, Telephone.Juger(tel, enFrance).Valeur);

    [Theory]
    [InlineData("1000", "01053", "01000", "« 1000 » a perdu son zéro de tête, comme sa commune 01053 le montre : transmis « 01000 ».")]
    [InlineData("1000", null, null, "« 1000 » n'a que 4 chiffres : un zéro de tête s'est peut-être perdu, ce qu'aucun code de commune ne confirme ; non transmis, à corriger dans Parcoursup.")]
    [InlineData("00100", null, null, "« 00100 » n'est pas un code postal (5 chiffres, par exemple 73000) : non transmis.")]
    [InlineData("96100", null, null, "« 96100 » n'est pas un code postal (5 chiffres, par exemple 73000) : non transmis.")]
    public void Of_a_postcode(string code, string? commune, string? expected, string doubt) =>
        Assert.Equal((expected, doubt), Read(CodePostal.Juger(code, commune, enFrance: true)));

    [Fact]
    public void Abroad_a_postcode_has_any_form() => Assert.Equal(("SW1A 1AA", null), Read(CodePostal.Juger(" SW1A  1AA", null, enFrance: false)));

    [Theory]
    [InlineData("75", "69123", "le département « 75 » contredit la commune « 69123 » : le département 69, celui de la commune, est transmis ; à vérifier.")]
    [InlineData("2B", "20004", "la commune « 20004 » porte l'ancien code de la Corse : lue « 2B004 ».")]
    [InlineData("976", "98506", "la commune « 98506 » porte l'ancien code de Mayotte, département 976 : à vérifier.")]
    public void Of_a_birthplace(string departement, string commune, string doubt) => Assert.Equal(doubt, LieuNaissance.Juger(departement, commune).Doute);

    /// <summary>Every text of a candidate is judged, and what is told names the field by which a person corrects it.</summary>
    [Fact]
    public void Each_field_is_judged_under_its_own_name()
    {
        const string odd = "a\u200Bb";
        var adresse = new Adresse { Ligne1 = odd, Ligne2 = odd, Ligne3 = odd, CodePostal = odd, CodeCommune = odd, LibelleCommune = odd, CodePays = odd };
        var juge = CandidatJuge.Of(new Candidat
        {
            Ine = odd, Sexe = odd, Nom = odd, Prenom = odd, Prenom2 = odd, Prenom3 = odd, CodeCommuneNaissance = odd, LibelleCommuneNaissance = odd,
            DepartementNaissance = odd, CodePaysNaissance = odd, CodePaysNationalite = odd, Adresse = adresse, Mail = odd, TelMobile = odd, TelFixe = odd,
            Bac = new InscriptionBac { Serie = odd, Mention = odd }, CodeEtablissementSco = odd,
            ResponsablesLegaux = [new ResponsableLegal(), new ResponsableLegal { Nom = odd, Prenom = odd, Mail = odd, Tel = odd, Adresse = adresse }],
            Defauts = [new Defaut("candidat.x", "illisible")],
        });

        string[] lines = ["adresse1", "adresse2", "adresse3", "codeCommune", "codePaysadresse", "codePostal", "libelleCommune"];
        string[] fields =
        [
            "candidat.x", "codeCommuneNaissance", "codeEtablissementSco", "codePaysNaissance", "codePaysNationalite", "departementNaissance", "ine",
            "libelleCommuneNaissance", "mail", "mentionBac", "nom", "prenom", "prenom2", "prenom3", "serieBac", "sexe", "telFixe", "telMobile", .. lines,
            "responsable2.mail", "responsable2.nom", "responsable2.prenom", "responsable2.tel", .. lines.Select(l => "responsable2." + l),
        ];
        Assert.Equal(fields.Order(StringComparer.Ordinal), juge.Avertissements.Select(a => a.Champ).Order(StringComparer.Ordinal));
        Assert.Equal(fields[1..].Order(StringComparer.Ordinal), juge.Modifications.Select(m => m.Champ).Order(StringComparer.Ordinal));
        Assert.Equal("candidat.x : illisible", juge.Avertissements[0].ToString());
    }

    [Fact]
    public void Every_field_that_may_be_corrected_is_written_where_it_is_read()
    {
        var full = ChampCorrigeable.Tous.Select((champ, i) => (champ, value: champ.Nom switch
        {
            "ine" => "123456789AB", "sexe" => "F", "dateNaissance" => "28/02/2008", _ => "v" + i.ToString(CultureInfo.InvariantCulture),
        })).ToList();
        var written = full.Aggregate(new Candidat(), (candidat, f) => f.champ.Ecrire(candidat, f.value)!);

        Assert.All(full, f => Assert.Equal(f.value, f.champ.Lire(written)));
        Assert.All(full, f => Assert.Null(f.champ.Lire(new Candidat())));
        Assert.Equal(
            [
                "ine", "sexe", "nom", "prenom", "prenom2", "prenom3", "dateNaissance", "codeCommuneNaissance", "libelleCommuneNaissance", "departementNaissance",
                "codePaysNaissance", "codePaysNationalite", "mail", "telMobile", "telFixe", "adresse1", "adresse2", "adresse3", "codePostal", "codeCommune",
                "libelleCommune", "codePaysadresse", "serieBac", "mentionBac",
            ],
            full.Select(f => f.champ.Nom));
        Assert.Same(ChampCorrigeable.Trouver("NOM"), ChampCorrigeable.Trouver("nom"));
        Assert.Null(ChampCorrigeable.Trouver("zorglub"));
    }

    [Theory]
    [InlineData("ine", "123", "« 123 » n'est pas une valeur de ine. Attendu : 11 lettres ou chiffres.")]
    [InlineData("sexe", "X", "« X » n'est pas une valeur de sexe. Attendu : F ou M.")]
    [InlineData("dateNaissance", "2008", "« 2008 » n'est pas une valeur de dateNaissance. Attendu : jj/mm/aaaa, par exemple 28/02/2008.")]
    [InlineData("nom", " ", "Indiquer la valeur ; pour revenir à celle de la source, annuler la correction.")]
    [InlineData("nom", "Dupont 2", "« Dupont 2 » contient « 2 », qu'aucun nom ne porte : à vérifier.")]
    public void Why_a_correction_is_none(string champ, string valeur, string refus) =>
        Assert.Equal((null, refus), Correction.Faire(new Candidat { Nom = "A" }, ChampCorrigeable.Trouver(champ)!, valeur, "Camille", default));

    [Theory]
    [InlineData("o", true)]
    [InlineData(" Oui ", true)]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("vrai", true)]
    [InlineData("Y", true)]
    [InlineData("yes", true)]
    [InlineData("n", false)]
    [InlineData("NON", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("faux", false)]
    [InlineData("no", false)]
    [InlineData("", null)]
    [InlineData("2", null)]
    [InlineData(null, null)]
    public void Yes_and_no(string? texte, bool? expected) => Assert.Equal(expected, OuiNonRecu.Parse(texte));

    [Fact]
    public void France_is_written_in_many_ways()
    {
        string[] france =
        [
            "FR", "FRA", "100", "99100", "250", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF", "GLP", "MTQ", "GUF", "REU", "MYT", "SPM",
            "BLM", "MAF", "WLF", "PYF", "NCL", "ATF", "fr", "France", "FRANCE METROPOLITAINE",
        ];
        Assert.All(france, pays => Assert.True(Pays.PeutEtreFrance(pays), pays));
        Assert.All((string?[])[null, "", " "], pays => Assert.True(Pays.PeutEtreFrance(pays)));
        Assert.All(["BE", "99131", "FRISE"], pays => Assert.False(Pays.PeutEtreFrance(pays), pays));
    }

    [Fact]
    public void Letters_that_Unicode_does_not_decompose_have_plain_ones() => Assert.Equal(
        "OE OE AE AE SS SS O O L L D D D D TH TH I I H H N N T T E E", string.Join(' ', "œŒæÆßẞøØłŁđĐðÐþÞıİħĦŋŊŧŦəƏ".Select(Lettres.Simples)));

    private static (string?, string?) Read(Jugement jugement) => (jugement.Valeur, jugement.Doute);
}
