using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>Candidate codes where a line, a table or a person says more than one thing.</summary>
public class CodesTests
{
    [Theory]
    [InlineData("CFD:32020116", "CFD:32020116 Valide")]
    [InlineData("CFD:32020116|32020116", "CFD:32020116 Valide, CFD:32020116 Valide")] // one code, written twice
    [InlineData("CFD:99999999", "CFD:99999999 Valide")] // the nomenclatures may be older
    [InlineData("CFD:32020116|SISE:2500249", "CFD:32020116 Plusieurs, SISE:2500249 Plusieurs")]
    [InlineData("zorglub", " Inconnu")]
    [InlineData("zorglub|CFD:32020116", " Inconnu, CFD:32020116 Valide")]
    public void A_person_s_word_is_believed_unless_there_are_two(string words, string expected)
    {
        var tables = Tables with { Encodages = [.. words.Split('|').Select(w => KeyValuePair.Create("7", w))] };

        var codes = CandidatsRule.De(Ligne("7"), new(tables)).Codes;

        Assert.Equal(expected, string.Join(", ", codes.Select(c => $"{c.Possible} {c.Validite}")));
        Assert.All(codes, c => Assert.Equal((SourceCode.Encodage, Anciennete.Self, false), (c.Source, c.Anciennete, c.Inverse)));
    }

    [Fact]
    public void The_certifications_that_a_line_means_are_those_that_are_known()
    {
        Assert.Equal([Bts, "40030001"], Chercher(Ligne() with { CodeCfd = "40030001", CodeMef = "3112011621", Rncp = ["30000"] }).Cfds);
        Assert.Empty(Chercher(Ligne() with { CodeCfd = "99999999" }).Cfds);
    }

    [Fact]
    public void A_certification_with_a_code_of_its_way_and_one_of_higher_education_is_one_and_inversely_it_has_the_other_way_s_only()
    {
        var tables = Tables with { CertifInfo = [new("107", "60000", null, Bts, "2500249", null)], Diplomes = [new(Bts, null, [], [])] };

        Assert.Equal(
            ["CFD:32020116 False Valide False", "SISE:2500249 False Valide False", "MEFSTAT11:31112011622 True Valide False"],
            Textes(Ligne() with { Voie = Voie.Apprentissage, Rncp = ["60000"] }, tables));
        Assert.Equal(
            ["MEFSTAT11:31112011622 False Valide False", "SISE:2500249 False Valide False", "CFD:32020116 True Valide False"],
            Textes(Ligne() with { Rncp = ["60000"] }, tables));
    }

    [Fact]
    public void A_certification_with_several_last_years_is_told_from_several_certifications()
    {
        var tables = Tables with { CertifInfo = [.. Tables.CertifInfo!, new("106", "50000", null, "99999998", null, null)] };

        Assert.Equal(["Plusieurs True", "Plusieurs True"], Normaux(Ligne() with { Rncp = ["37391", "50000"] }, tables)); // the other one has no code
        Assert.Equal(["Plusieurs False", "Plusieurs False", "Plusieurs False"], Normaux(Ligne() with { Rncp = ["37391", "35341"] }, tables));
        Assert.Equal(["Valide False"], Normaux(Ligne() with { Rncp = ["35341"] }, tables));

        static IEnumerable<string> Normaux(LigneCatalogue ligne, TablesNomenclature tables) => CandidatsRule.De(ligne, new(tables)).Codes
            .Where(c => c is { Inverse: false, Anciennete: Anciennete.Self, Possible: not null }).Select(c => $"{c.Validite} {c.PlusieursAnnees}");
    }

    [Fact]
    public void A_new_sheet_of_the_same_code_is_no_older_code()
    {
        var tables = Tables with
        {
            CertifInfo = [new("102", "30000", null, null, "2500249", "103"), new("103", null, null, null, "2500249", null), new("104", "1", null, Bts, "2500100", "105"), new("105", null, null, Bts, null, null)],
            Diplomes = [new(Bts, null, [], [])],
        };

        Assert.Equal(["SISE:2500249 False Valide False"], Textes(Ligne() with { Rncp = ["30000"] }, tables));
        Assert.DoesNotContain(CandidatsRule.De(Ligne() with { Voie = Voie.Apprentissage, Rncp = ["1"] }, new(tables)).Codes, c => c.Anciennete != Anciennete.Self);
    }

    [Fact]
    public void A_MEF_leads_to_its_last_year_by_whatever_it_names()
    {
        var tables = Tables with { Mefs = [.. Tables.Mefs!, new("9990000001", "99900000011", null, "999", 1, 1, null)] };

        Assert.Equal(["MEFSTAT11:99900000011 False Valide False"], Textes(Ligne() with { CodeMef = "9990000001" }, tables)); // a certification that nobody names
        Assert.Contains("MEFSTAT11:31112011622 False Valide False", Textes(Ligne() with { CodeMef = "31112011622" }, tables)); // a MEFSTAT11 in its place
        Assert.Contains("MEFSTAT11:31112011622 False Valide False", Textes(Ligne() with { CodeMef = "3112011622" }, tables));
        Assert.Equal(
            ["MEFSTAT11:24710002111 False Valide True", "CFD:40031211 True Valide True"], Textes(Ligne() with { CodeCfd = "40031211" }, tables));
    }

    [Fact]
    public void One_sheet_is_one_certification_whichever_table_names_it() => Assert.Contains(
        "CFD:32020116 False Valide False", Textes(Ligne() with { Voie = Voie.Apprentissage, Ideo = ["FOR.1"] }, Tables));

    private static IEnumerable<string> Textes(LigneCatalogue ligne, TablesNomenclature tables) =>
        CandidatsRule.De(ligne, new(tables)).Codes.Select(c => $"{c.Possible} {c.Inverse} {c.Validite} {c.Commune}");
}
