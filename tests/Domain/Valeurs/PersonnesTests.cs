using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rules A5, K1, K2: names, letters, telephones and mails, and whoever two records are about.</summary>
public class PersonnesTests
{
    private static readonly DateOnly Day = new(2008, 2, 1);

    [Theory]
    [InlineData("Jean-Paul d’Ø", "JEAN PAUL D O")]
    [InlineData("L'Œuf n° 2", "L OEUF N 2")]
    [InlineData("ﬁls", "FILS")] // a ligature is its letters
    [InlineData("Ǿre", "ORE")] // a letter with a mark is the letter, and that one is plain
    [InlineData("Straße", "STRASSE")]
    [InlineData("a\uD83D\uDE00b", "AB")]
    [InlineData("Zoe\u0301", "ZOE")]
    [InlineData("--", "")]
    [InlineData(" ", "")]
    [InlineData(null, "")]
    public void Words_in_plain_capitals(string? text, string words) => Assert.Equal(words, string.Join(' ', Lettres.Mots(text)));

    [Fact]
    public void A_person_is_called_by_name_and_birth_date_as_far_as_they_are_known()
    {
        Assert.Equal("Emma Barbier, naissance le 01/02/2008", new IdentitePersonne("Barbier\u200B", " Emma", Day).EnClair);
        Assert.Equal("Barbier", new IdentitePersonne("Barbier", null, null).EnClair);
        Assert.Equal("Emma", new IdentitePersonne(null, "Emma", null).EnClair);
        Assert.Equal(new IdentitePersonne("Barbier", "Emma", Day), IdentitePersonne.Of(new Candidat { Nom = "Barbier", Prenom = "Emma", DateNaissance = Day }));
    }

    [Fact]
    public void The_key_of_a_person_is_name_first_name_and_day()
    {
        Assert.Equal("TOUR\nANNELISE\n2008-02-01", new IdentitePersonne("de la Tour", "Anne-Lise", Day).Cle);
        Assert.Null(new IdentitePersonne("Tour", null, Day).Cle);
        Assert.Null(new IdentitePersonne("-", "Anne", Day).Cle);
        string[] particles = ["de", "du", "des", "d'", "la", "le", "les", "l'", "van", "von", "der", "den", "da", "di", "do", "dos", "das", "el", "al", "y", "e", "et"];
        Assert.All(particles, p => Assert.Equal("ROUX\nANNE\n2008-02-01", new IdentitePersonne($"{p} Roux", "Anne", Day).Cle));
        Assert.Equal("DELA\nANNE\n2008-02-01", new IdentitePersonne("de la", "Anne", Day).Cle);
    }

    [Theory]
    [InlineData("Roux", "Emma", "Barbier", "Emma", true)]
    [InlineData("Roux", "Emma", "Roux", "Zoé", true)]
    [InlineData("Roux", "Emma", "Roux", "Emma", false)]
    [InlineData("Roux Barbier", "Emma", "Barbier", "Emma", false)]
    [InlineData("Roux", "Emma", "Roux Barbier", "Emma", false)]
    [InlineData("Roux Barbier", "Emma", "Roux Martin", "Emma", true)]
    [InlineData("Roux Barbier", "Emma", "Rouxbarbier", "Emma", false)]
    [InlineData("Roux", "", "Roux", "Zoé", false)]
    [InlineData("", "Emma", "Roux", "Emma", false)]
    public void Of_different_birth_dates_two_whose_names_differ_are_not_one(string nom, string prenom, string otherNom, string otherPrenom, bool impossible)
    {
        var (one, other) = (new IdentitePersonne(nom, prenom, Day), new IdentitePersonne(otherNom, otherPrenom, Day.AddYears(-1)));

        Assert.Equal((impossible, impossible), (one.NePeutEtre(other), other.NePeutEtre(one)));
        Assert.False((one with { DateNaissance = null }).NePeutEtre(other));
        Assert.False(one.NePeutEtre(other with { DateNaissance = null }));
        Assert.False(one.NePeutEtre(other with { DateNaissance = Day }));
    }

    [Fact]
    public void A_shared_INE_is_told_with_whoever_bears_it_and_what_to_do()
    {
        PorteurIne[] bearers = [new(2, new("Roux", "Zoé", Day.AddYears(1))), new(1, new("Barbier", "Emma", Day))];

        var held = InePartage.Juger("712701000AB", bearers);

        Assert.Equal("candidat.ine", InePartage.Champ);
        Assert.Equal([1, 2], held.Keys.Order());
        Assert.Equal(InePartage.Champ, held[1].Champ);
        Assert.Equal(
            "L'INE 712701000AB est porté par des personnes différentes : dossier 1 (Emma Barbier, naissance le 01/02/2008), dossier 2 (Zoé Roux, naissance le "
            + "01/02/2009). Transmises ainsi, le système d'information n'en ferait qu'une (règle K2) : faire corriger l'INE de l'une d'elles dans Parcoursup, puis "
            + "relancer la récupération.", held[1].Message);
        Assert.Contains(": dossier 2 (Zoé Roux, naissance le 01/02/2009), dossier 1 (", held[2].Message, StringComparison.Ordinal);
        Assert.Empty(InePartage.Juger("712701000AB", bearers[..1]));
    }

    [Fact]
    public void Of_a_whole_promotion_with_one_INE_five_others_are_cited_in_the_order_of_their_numbers()
    {
        var bearers = Enumerable.Range(1, 9).Reverse().Select(n => new PorteurIne(n, new IdentitePersonne($"Nom{(char)('a' + n)}", "X", Day.AddDays(n)))).ToList();

        var message = InePartage.Juger("X", bearers)[9].Message;

        Assert.Equal([9, 1, 2, 3, 4, 5], Enumerable.Range(1, 9).Where(n => message.Contains($"dossier {n} ", StringComparison.Ordinal))
            .OrderBy(n => message.IndexOf($"dossier {n} ", StringComparison.Ordinal)));
    }

    // What names bear, and what they do not.
    [Fact]
    public void Each_mark_of_a_name_is_one_and_no_other_is()
    {
        Assert.All("-'.,’‘ʼʻ`´′＇·()ªº‐–ˈǅ\u0301", mark => Assert.True(Nom.Juger($"Le {mark}Roux").Doute is null, mark.ToString()));
        Assert.All("\"#$%&*+/0123456789:;<=>?@[\\]_{|}~¨€«»°", mark => Assert.Contains(
            $"contient « {mark} », qu'aucun nom ne porte", Nom.Juger($"Le {mark}Roux").Doute, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ã©\u200B", "é", "« Ã©· » est doublement codé : lu « é », à vérifier et à corriger dans Parcoursup.")]
    [InlineData("Ã\u200B©", "é", "« Ã·© » est doublement codé : lu « é », à vérifier et à corriger dans Parcoursup.")]
    [InlineData("Â\u00AD", null, "« Â· » n'a aucun caractère lisible : non transmis.")]
    [InlineData("Zoé", "Zoé", null)]
    [InlineData("a\uFFFD", "a\uFFFD", "« a\uFFFD » contient un caractère perdu par un mauvais codage : à vérifier et à corriger dans Parcoursup.")]
    public void A_label_is_read_as_it_was_meant(string text, string? value, string? doubt) =>
        Assert.Equal((value, doubt), Nom.JugerLibelle(text) is var judged ? (judged.Valeur, judged.Doute) : default);

    [Theory]
    [InlineData("Â\u00A0", "\u00A0")]
    [InlineData("Â\u009F", null)] // a control
    [InlineData("Â£", "£")]
    [InlineData("Å¿", "ſ")]
    [InlineData("â€¦", "…")]
    [InlineData("â€\u0090", "\u2010")]
    [InlineData("â‚¬", "€")]
    [InlineData("â„¢", "™")]
    [InlineData("xÃ©yÃ¨", "xéyè")]
    [InlineData("Ã", null)] // nothing follows
    [InlineData("â€", null)]
    [InlineData("Æ\u0080", null)] // no European letter
    [InlineData("â\u0080\u0080", null)]
    [InlineData("â\u0080§", null)]
    [InlineData("Ãé", null)] // no second byte
    [InlineData("Ã¿", "ÿ")]
    [InlineData("Ã\u007f", null)]
    [InlineData("Á©", null)] // a byte that begins nothing
    [InlineData("à\u0080\u0080", null)] // overlong
    [InlineData("Ã李", null)]
    public void What_was_encoded_twice_is_read_and_only_that(string text, string? meant) => Assert.Equal(meant, DoubleCodage.Lire(text));

    [Theory]
    [InlineData("06-12-34-56-78", true, "0612345678", null)]
    [InlineData("06/12/34/56/78", true, "0612345678", null)]
    [InlineData("06‐12‑34–56—78", true, "0612345678", null)]
    [InlineData("(06) 12 34 56 78", true, "0612345678", null)]
    [InlineData("tel 0612345678", true, "0612345678", "« tel 0612345678 » : le numéro « 0612345678 » en est tiré.")]
    [InlineData("061234x5678", true, null, "« 061234x5678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("06+12345678", true, null, "« 06+12345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("0612345678.00", true, "0612345678", null)]
    [InlineData("0612345678,0", true, "0612345678", null)]
    [InlineData("0012345678", false, "+12345678", null)]
    [InlineData("00612345678", false, "+612345678", null)]
    [InlineData("+330612345678", false, "0612345678", null)]
    [InlineData("+33012345678", true, null, "« +33012345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("33012345678", false, "33012345678", "« 33012345678 » n'a pas d'indicatif de pays : transmis « 33012345678 ».")]
    [InlineData("33612345678", false, "0612345678", "« 33612345678 » a perdu le signe + de son indicatif : transmis « 0612345678 ».")]
    [InlineData("+330012345678", true, null, "« +330012345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("012345678", true, null, "« 012345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("61234567", true, null, "« 61234567 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("666666666", true, null, "« 666666666 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("1612345678", true, null, "« 1612345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    [InlineData("++33612345678", true, null, "« ++33612345678 » ne peut pas être un numéro de téléphone : non transmis, à corriger dans Parcoursup.")]
    public void A_telephone_is_read_as_people_write_it(string tel, bool enFrance, string? number, string? doubt) =>
        Assert.Equal((number, doubt), Telephone.Juger(tel, enFrance) is var judged ? (judged.Valeur, judged.Doute) : default);

    [Theory]
    [InlineData("MAILTO:zoe@exemple.fr", "zoe@exemple.fr")]
    [InlineData("\"zoe@exemple.fr\"", "zoe@exemple.fr")]
    [InlineData(", zoe@exemple.fr;", "zoe@exemple.fr")]
    [InlineData("zoe@exemple.fr..", "zoe@exemple.fr")]
    [InlineData("zoe@exemple.fr.>", "zoe@exemple.fr")]
    [InlineData("z!#$%&'*+-/=?^_`{|}~.e@a-b.fr", "z!#$%&'*+-/=?^_`{|}~.e@a-b.fr")]
    [InlineData("0@0.fr", "0@0.fr")]
    [InlineData("zoe@exemple.f1", "zoe@exemple.f1")]
    [InlineData("zoe@exemple.12", null)]
    [InlineData("zoe@.fr", null)]
    [InlineData("zoe@exemple.", null)]
    [InlineData("zo\u007fe@exemple.fr", "zoe@exemple.fr")]
    [InlineData("zo:e@exemple.fr", null)]
    [InlineData("zoe@exemple.fr@", null)]
    public void A_mail_is_taken_out_of_what_stands_around_it(string mail, string? expected) => Assert.Equal(expected, Mail.Juger(mail).Valeur);
}
