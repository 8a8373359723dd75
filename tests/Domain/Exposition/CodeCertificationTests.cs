using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>Codes as people write them, and as the API takes them.</summary>
public class CodeCertificationTests
{
    [Theory]
    [InlineData("40025214", "CFD:40025214")]
    [InlineData("CFD:4002521a", "CFD:4002521A")]
    [InlineData(" mefstat11:24725214311 ", "MEFSTAT11:24725214311")]
    [InlineData("2473000A111", "MEFSTAT11:2473000A111")]
    [InlineData("SISE:2500249", "SISE:2500249")]
    [InlineData("SISE: S000001", "SISE:S000001")]
    public void A_code_has_one_normal_form(string texte, string normale)
    {
        var (code, refus) = CodeCertification.Lire(texte);
        Assert.Equal((normale, null), (code?.ToString(), refus));
        Assert.Equal(code, CodeCertification.Lire(normale).Code);
    }

    [Theory]
    [InlineData("2500249", "avec son préfixe")]
    [InlineData("SISE:250024", "7 caractères")]
    [InlineData("CFD:4002521", "8 caractères")]
    [InlineData("RNCP:35341", "préfixe")]
    [InlineData("4002-214", "chiffres et des lettres")]
    [InlineData("40025É14", "chiffres et des lettres")]
    [InlineData("", "vide")]
    [InlineData("123", "longueur")]
    public void What_is_no_code_is_refused_with_what_would_be_right(string texte, string motif)
    {
        var (code, refus) = CodeCertification.Lire(texte);
        Assert.Null(code);
        Assert.Contains(motif, refus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0942542C", true)]
    [InlineData("C590350K", false)]
    [InlineData("0942542c", false)]
    [InlineData("094254C", false)]
    public void An_uai_that_does_not_fit_the_pattern_of_the_API_cannot_be_asked(string uai, bool demandable) =>
        Assert.Equal(demandable, UaiExposition.EstDemandable(uai));

    [Theory]
    [InlineData("2023", true, 2023)]
    [InlineData("2022_2023", true, 2023)]
    [InlineData("2022_2024", false, 2024)]
    [InlineData("20x3", false, null)]
    public void A_millesime_is_a_year_or_two_that_follow(string texte, bool valide, int? fin) =>
        Assert.Equal((valide, fin), (Millesime.EstValide(texte), Millesime.Fin(texte)));
}
