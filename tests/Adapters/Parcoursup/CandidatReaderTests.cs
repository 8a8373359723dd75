using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class CandidatReaderTests
{
    private const string Key = "\"session\":2026,\"codeCandidat\":17,\"codeFormationPsup\":8842,\"codeSituation\":1";

    private static CandidatLu Read(string members) =>
        Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse("{" + Key + (members.Length > 0 ? "," : "") + members + "}"), null));

    [Fact]
    public void A_full_candidate_object_is_read_field_by_field()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(Samples.Candidat), null));

        Assert.Equal(new VoeuKey(2026, 17, 8842, Internat: true), lu.Voeu.Key);
        Assert.Equal(["L1DROI", null, "12", null], lu.Voeu.CodesFormation);
        Assert.Equal((1, 1), (lu.Voeu.CodeSituation, lu.Voeu.CodeAmenagement));
        Assert.Equal(new DateTime(2026, 5, 19, 19, 42, 0), lu.Voeu.DateReponse);
        Assert.Equal("0730016W", lu.Voeu.CodeEtablissementAffectation);
        Assert.Equal(("123456789AB", "Lefèvre", new DateOnly(2008, 2, 28)), (lu.Candidat.Ine, lu.Candidat.Nom, lu.Candidat.DateNaissance!.Value));
        Assert.Equal(("1 rue Haute", "73000", "FR"), (lu.Candidat.Adresse.Ligne1, lu.Candidat.Adresse.CodePostal, lu.Candidat.Adresse.CodePays));
        Assert.Equal((2026, 6, "TB"), (lu.Candidat.Bac.Annee, lu.Candidat.Bac.Mois, lu.Candidat.Bac.Mention));
        Assert.Equal(["Lefèvre", "Martin"], lu.Candidat.ResponsablesLegaux.Select(r => r.Nom));
        Assert.Equal("Bât. B", lu.Candidat.ResponsablesLegaux[0].Adresse.Ligne2);
        Assert.Equal(0, lu.EtatInscription);
        Assert.Empty(lu.Candidat.Defauts);
        Assert.Empty(lu.Voeu.Defauts);
    }

    [Theory]
    [InlineData("codeCandidat")]
    [InlineData("codeFormationPsup")]
    [InlineData("session")]
    public void A_key_that_is_missing_empty_or_unreadable_makes_the_candidate_incomplete(string key)
    {
        foreach (var value in new[] { null, "null", "\"\"", "\"  \"", "\"abc\"", "-3", "17.5", "{}", "[1]", "99999999999" })
        {
            var members = new Dictionary<string, string> { ["session"] = "2026", ["codeCandidat"] = "17", ["codeFormationPsup"] = "8842", ["ine"] = "\"123456789ab\"" };
            if (value is null) members.Remove(key);
            else members[key] = value;
            var json = "{" + string.Join(",", members.Select(m => $"\"{m.Key}\":{m.Value}")) + "}";

            var incomplet = Assert.IsType<CandidatIncomplet>(CandidatReader.Read(Json.Parse(json), null));
            Assert.Equal(key, incomplet.Champ);
            Assert.Contains(key, incomplet.Message, StringComparison.Ordinal);
            Assert.Equal("123456789AB", incomplet.Ine);
        }
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_value_that_is_no_object_is_incomplete(string json) =>
        Assert.Equal("", Assert.IsType<CandidatIncomplet>(CandidatReader.Read(Json.Parse(json), 2026)).Champ);

    [Fact]
    public void The_default_session_serves_only_when_none_is_given()
    {
        Assert.Equal(2025, Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse("""{"codeCandidat":1,"codeFormationPsup":2}"""), 2025)).Candidat.Session);
        Assert.Equal(2026, Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse("""{"session":"026","codeCandidat":1,"codeFormationPsup":2}"""), 2025)).Candidat.Session);
        Assert.IsType<CandidatIncomplet>(CandidatReader.Read(Json.Parse("""{"session":"x","codeCandidat":1,"codeFormationPsup":2}"""), 2025));
    }

    [Theory]
    [InlineData("28/02/2008", "2008-02-28")]
    [InlineData("28/02/008", "2008-02-28")]
    [InlineData("28/02/098", "1998-02-28")]
    [InlineData("28/02/998", "1998-02-28")]
    [InlineData("1/2/2008", "2008-02-01")]
    [InlineData("28/02/2008 00:00", "2008-02-28")]
    [InlineData("2008-02-28", "2008-02-28")]
    public void A_birth_date_is_completed_to_the_plausible_century(string text, string expected)
    {
        var lu = Read($"\"dateNaissance\":\"{text}\"");
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), lu.Candidat.DateNaissance);
        Assert.Empty(lu.Candidat.Defauts);
    }

    [Fact]
    public void A_three_digit_year_of_2019_is_understood()
    {
        var json = """{"session":2019,"codeCandidat":1,"codeFormationPsup":2,"codeSituation":1,"dateReponse":"15/05/019 19:42","anneeBac":"019"}""";
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(json), null));
        Assert.Equal(new DateTime(2019, 5, 15, 19, 42, 0), lu.Voeu.DateReponse);
        Assert.Equal(2019, lu.Candidat.Bac.Annee);
    }

    [Theory]
    [InlineData("\"dateNaissance\":\"31/02/2008\"", "dateNaissance")]
    [InlineData("\"dateNaissance\":\"28/02/208\"", "dateNaissance")]
    [InlineData("\"dateReponse\":\"hier\"", "dateReponse")]
    [InlineData("\"nom\":{\"a\":1}", "nom")]
    [InlineData("\"nom\":\"\\ud800x\"", "nom")]
    [InlineData("\"anneeBac\":\"MMXX\"", "anneeBac")]
    [InlineData("\"anneeBac\":526", "anneeBac")]
    [InlineData("\"internat\":\"peut-être\"", "internat")]
    [InlineData("\"ine\":\"12345\"", "ine")]
    [InlineData("\"codeEtablissement\":\"X\"", "codeEtablissement")]
    public void An_unreadable_optional_field_is_shown_on_the_candidate_and_holds_nothing(string member, string field)
    {
        var lu = Read(member);
        var defaut = Assert.Single(lu.Candidat.Defauts);
        Assert.Equal(field, defaut.Champ);
        Assert.Contains(field, defaut.Message, StringComparison.Ordinal);
        Assert.Empty(lu.Voeu.Defauts);
    }

    [Theory]
    [InlineData("\"codeSituation\":\"oui\"", "codeSituation", "oui")]
    [InlineData("\"codeAmenagement\":\"peut-être\"", "codeAmenagement", "peut-être")]
    [InlineData("\"codeEtablissementAffectation\":\"0730013A\"", "codeEtablissementAffectation", "0730013A")]
    public void An_unreadable_answer_is_a_defect_of_the_wish_that_shows_the_value(string member, string field, string shown)
    {
        var defaut = Assert.Single(Read(member).Voeu.Defauts);
        Assert.Equal(field, defaut.Champ);
        Assert.Contains($"« {shown} »", defaut.Message, StringComparison.Ordinal);
    }

    /// <summary>Rule K3.</summary>
    [Theory]
    [InlineData("\"2005-06-01T00:00:00+02:00\"", "2005-06-01")]
    [InlineData("\"2005-12-01T00:00:00+02:00\"", "2005-12-01")]
    [InlineData("\"2005-06-01T22:00:00.000Z\"", "2005-06-02")]
    [InlineData("\"2005-06-01T00:00:00[Europe/Paris]\"", "2005-06-01")]
    [InlineData("\"2005-06-01T00:00+0200\"", "2005-06-01")]
    [InlineData("\"01/06/2005\\u200b\"", "2005-06-01")]
    [InlineData("1117576800000", "2005-06-01")]
    public void A_birth_date_with_time_and_zone_is_the_day_in_Paris(string value, string expected)
    {
        var lu = Read($"\"dateNaissance\":{value}");
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), lu.Candidat.DateNaissance);
        Assert.Empty(lu.Candidat.Defauts);
    }

    [Theory]
    [InlineData("00/00/2005")]
    [InlineData("XX/XX/2005")]
    [InlineData("2005")]
    [InlineData("20050601")]
    [InlineData("2005-06-01T00:00:00+25:00")]
    public void A_date_that_is_none_is_shown_with_a_form_that_would_be_right(string value)
    {
        var defaut = Assert.Single(Read($"\"dateNaissance\":\"{value}\"").Candidat.Defauts);
        Assert.Contains($"« {value} »", defaut.Message, StringComparison.Ordinal);
        Assert.Contains("28/02/2008", defaut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_with_an_offset_is_the_time_of_Paris() => Assert.Equal(
        new DateTime(2026, 6, 2, 9, 12, 0), Read("\"dateReponse\":\"2026-06-02T07:12:00Z\"").Voeu.DateReponse);

    [Fact]
    public void Numbers_and_an_INE_are_read_without_what_nobody_sees()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(
            """{"session":"2026\ufeff","codeCandidat":"\u200b17","codeFormationPsup":8842,"codeSituation":"1\u200e","ine":"\u200e123456789ab\u200b"}"""), null));
        Assert.Equal((2026, 17, 1, "123456789AB"), (lu.Candidat.Session, lu.Candidat.CodeCandidat, lu.Voeu.CodeSituation, lu.Candidat.Ine));
        Assert.Contains("invisibles", Assert.Single(lu.Candidat.Defauts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_situation_is_a_defect_and_never_taken_for_not_answered()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse("""{"session":2026,"codeCandidat":1,"codeFormationPsup":2,"codeSituation":""}"""), null));
        Assert.Equal("codeSituation", Assert.Single(lu.Voeu.Defauts).Champ);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("\"1\"", true)]
    [InlineData("true", true)]
    [InlineData("\"Oui\"", true)]
    [InlineData("0", false)]
    [InlineData("\"0\"", false)]
    [InlineData("false", false)]
    [InlineData("\"non\"", false)]
    [InlineData("null", false)]
    public void Internat_and_cesure_come_in_many_spellings(string value, bool expected)
    {
        var lu = Read($"\"internat\":{value},\"cesure\":{value}");
        Assert.Equal((expected, expected), (lu.Voeu.Key.Internat, lu.Voeu.Cesure));
        Assert.Empty(lu.Candidat.Defauts);
    }

    [Fact]
    public void Of_keys_that_differ_only_in_case_the_last_that_is_not_empty_wins() =>
        Assert.Equal("C", Read("\"nom\":\"A\",\"NOM\":\"B\",\"Nom\":\"C\",\"nOm\":\"\",\"NoM\":null").Candidat.Nom);

    [Fact]
    public void Known_aliases_are_read()
    {
        var lu = Read("\"codepostale\":73000,\"CODEPAYSADRESSE\":\"FR\",\"nomRL\":\"Un\",\"prenomRL\":\"Deux\",\"telRL\":600000000");
        Assert.Equal(("73000", "FR"), (lu.Candidat.Adresse.CodePostal, lu.Candidat.Adresse.CodePays));
        var responsable = Assert.Single(lu.Candidat.ResponsablesLegaux);
        Assert.Equal(("Un", "Deux", "600000000"), (responsable.Nom, responsable.Prenom, responsable.Tel));
    }

    [Fact]
    public void A_number_that_a_serialiser_wrote_as_real_is_an_integer() =>
        Assert.Equal(2, Read("\"codeAmenagement\":2.0").Voeu.CodeAmenagement);
}
