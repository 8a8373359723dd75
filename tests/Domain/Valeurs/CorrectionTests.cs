using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>A person's value counts for as long as the source says what it said then.</summary>
public class CorrectionTests
{
    private static readonly Candidat Someone = new()
    {
        Session = 2026, CodeCandidat = 17, Nom = "Lefèvre", Prenom = "Zoé", Mail = "pas d'adresse",
        Defauts = [new Defaut("dateNaissance", "Le champ dateNaissance est illisible (reçu : « 30/02/2005 »).")],
    };

    [Fact]
    public void Every_field_that_can_be_corrected_reads_what_was_written()
    {
        foreach (var champ in ChampCorrigeable.Tous)
        {
            var valeur = champ.Nom switch { "ine" => "123456789AB", "sexe" => "F", "dateNaissance" => "28/02/2008", _ => "73000" };
            Assert.Equal(valeur, champ.Lire(champ.Ecrire(Someone, valeur)!));
        }
    }

    [Fact]
    public void An_unreadable_value_is_replaced_with_what_was_said_of_it()
    {
        var correction = Correct("dateNaissance", "28/02/2005");
        var corrected = Correction.Appliquer(Someone, [correction]);

        Assert.Equal(new DateOnly(2005, 2, 28), corrected.DateNaissance);
        Assert.Empty(corrected.Defauts);
        Assert.DoesNotContain(CandidatJuge.Of(corrected).Avertissements, a => a.Champ == "dateNaissance");
    }

    [Fact]
    public void It_ends_when_the_source_says_something_else_and_not_before()
    {
        var correction = Correct("mail", "zoe@exemple.fr");
        Assert.True(correction.Tient(Someone with { Nom = "Autre" }));
        Assert.False(correction.Tient(Someone with { Mail = "zoe.lefevre@exemple.fr" }));

        var birth = Correct("dateNaissance", "28/02/2005");
        Assert.False(birth.Tient(Someone with { DateNaissance = new DateOnly(2005, 2, 27), Defauts = [] }));
        Assert.False(birth.Tient(Someone with { Defauts = [new Defaut("dateNaissance", "Le champ dateNaissance est illisible (reçu : « 31/02/2005 »).")] }));
        var now = Someone with { DateNaissance = new DateOnly(2005, 2, 27), Defauts = [] };
        Assert.Equal(now, Correction.Appliquer(now, [birth]));
    }

    [Theory]
    [InlineData("dateNaissance", "30/02/2005")]
    [InlineData("ine", "123")]
    [InlineData("sexe", "X")]
    [InlineData("mail", "zoe")]
    [InlineData("nom", "LefÃ¨vre")]
    [InlineData("nom", " ")]
    [InlineData("telMobile", "1234")]
    public void What_would_be_doubtful_again_is_refused_with_the_value(string champ, string valeur)
    {
        var (correction, refus) = Correction.Faire(Someone, ChampCorrigeable.Trouver(champ)!, valeur, "Anne", default);
        Assert.Null(correction);
        Assert.NotNull(refus);
        if (!string.IsNullOrWhiteSpace(valeur)) Assert.Contains($"« {valeur} »", refus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sexe", "F", true)]
    [InlineData("sexe", "M", true)]
    [InlineData("sexe", "f", false)]
    [InlineData("dateNaissance", "2005-02-28", true)]
    [InlineData("dateNaissance", "28/2/2005", false)]
    [InlineData("ine", "123456789ab", true)]
    [InlineData("ine", "123456789a-", false)]
    [InlineData("codePostal", "73000", true)]
    public void A_correction_has_the_form_of_its_field(string champ, string valeur, bool taken) => Assert.Equal(
        taken, Correction.Faire(Someone, ChampCorrigeable.Trouver(champ)!, valeur, "Anne", default).Correction is not null);

    [Fact]
    public void It_keeps_who_made_it_and_when_and_what_the_source_said()
    {
        var now = new DateTimeOffset(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

        var (correction, _) = Correction.Faire(Someone, ChampCorrigeable.Trouver("NOM")!, " Lefebvre ", "Anne", now);

        Assert.Equal(new Correction("nom", "Lefebvre", "Lefèvre", "Anne", now), correction);
    }

    [Fact]
    public void What_the_source_said_is_its_value_where_it_has_one_though_something_was_told_of_it()
    {
        var candidat = Someone with { Defauts = [new Defaut("nom", "Nom douteux.")] };

        Assert.Equal("Lefèvre", Correction.Faire(candidat, ChampCorrigeable.Trouver("nom")!, "Lefebvre", "Anne", default).Correction!.Source);
    }

    [Fact]
    public void Another_doubt_of_the_same_person_keeps_no_correction_back_and_goes_on_being_told()
    {
        var corrected = Correction.Appliquer(Someone, [Correct("nom", "Lefebvre"), Correct("prenom", "Zoë")]);

        Assert.Equal(("Lefebvre", "Zoë", "pas d'adresse"), (corrected.Nom, corrected.Prenom, corrected.Mail));
        Assert.Single(corrected.Defauts);
    }

    [Fact]
    public void A_correction_of_a_field_that_there_is_no_more_holds_no_more()
    {
        var former = new Correction("zorglub", "x", null, "Anne", default);

        Assert.False(former.Tient(Someone));
        Assert.Same(Someone, Correction.Appliquer(Someone, [former]));
    }

    [Fact]
    public void What_was_said_of_the_field_is_found_whatever_its_case_and_what_was_said_of_another_stays()
    {
        var candidat = Someone with { Defauts = [new Defaut("sexe", "Illisible."), new Defaut("DATENAISSANCE", "Illisible aussi.")] };
        var (correction, _) = Correction.Faire(candidat, ChampCorrigeable.Trouver("dateNaissance")!, "28/02/2005", "Anne", default);

        Assert.Equal("Illisible aussi.", correction!.Source);
        Assert.Equal("sexe", Assert.Single(Correction.Appliquer(candidat, [correction]).Defauts).Champ);
    }

    private static Correction Correct(string champ, string valeur)
    {
        var (correction, refus) = Correction.Faire(Someone, ChampCorrigeable.Trouver(champ)!, valeur, "Anne", default);
        Assert.Null(refus);
        return correction!;
    }
}
