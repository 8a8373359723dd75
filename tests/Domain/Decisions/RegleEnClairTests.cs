using Parcoursup.Gateway.Domain.Decisions;

namespace Parcoursup.Gateway.Domain.Tests.Decisions;

public sealed class RegleEnClairTests
{
    [Fact]
    public void A_rule_is_a_sentence_with_its_number_in_brackets() =>
        Assert.Equal("La réponse du candidat décide de son vœu (règle C1)", RegleEnClair.De("règle C1"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("poussé par Parcoursup")]
    [InlineData("fiche Parcoursup et Apogée §I.A")]
    [InlineData("règle Z9")]
    public void Any_other_source_stays_what_it_is(string? source) => Assert.Equal(source, RegleEnClair.De(source));
}
