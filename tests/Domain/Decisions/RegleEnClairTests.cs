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

    /// <summary>Every rule that a reason may cite is a sentence for whoever reads it, and none is another's.</summary>
    [Fact]
    public void Every_rule_has_a_sentence_of_its_own()
    {
        string[] rules = ["A5", "B1", "B5", "C1", "C3", "C5", "C6", "C7", "E2", "E3", "F1", "F3", "F4", "G1", "G2", "G3", "K1", "K2"];
        var read = rules.Select(rule => RegleEnClair.De($"règle {rule}")!).ToList();

        Assert.All(rules.Zip(read), r => Assert.Matches($@"^\p{{Lu}}[^.]{{30,}} \(règle {r.First}\)$", r.Second));
        Assert.Distinct(read.Select(r => r[..r.IndexOf('(', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_number_without_the_word_is_no_rule() => Assert.Equal("source C1", RegleEnClair.De("source C1"));
}
