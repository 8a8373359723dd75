using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Tests.Evaluation;

/// <summary>A wish and the decision that the facts ask for: what is stored, what a guard holds back, what is told.</summary>
public sealed class DecisionProposalTests
{
    private static readonly FaitsRetenus Faits = new("empreinte", "motif", "règle C6");

    [Fact]
    public void An_accepted_decision_is_stored_once()
    {
        var row = new VoeuRow();
        var proposal = Of(row, Favourable());
        proposal.Accept();

        Assert.True(proposal.Changed);
        Assert.Equal("F", row.CodeDecision);
        Assert.Equal(CodeDecision.F, row.ReadDecision()!.Code);

        var again = Of(row, Favourable());
        again.Accept();
        Assert.False(again.Changed);
    }

    [Fact]
    public void What_asks_for_nothing_has_no_code()
    {
        var row = new VoeuRow { CodeDecision = "F" };
        Of(row, Decide(null, "Plus rien.")).Accept();
        Assert.Null(row.CodeDecision);
    }

    [Fact]
    public void A_guard_leaves_the_former_decision_and_is_bound_to_its_facts()
    {
        var row = new VoeuRow { Decision = "avant", CodeDecision = "F" };
        var proposal = Of(row, Decide(CodeDecision.D, "Échec."));
        Assert.False(proposal.IsBoundToItsGuard);
        proposal.Withhold(12);

        Assert.True(proposal.Changed);
        Assert.Equal(("avant", "F", 12L), (row.Decision, row.CodeDecision, row.Garde));
        Assert.True(proposal.IsBoundToItsGuard);
        Assert.Equal((NatureEvenement.Garde, "Décision D retenue par la garde n° 12 : Échec."), proposal.Tell());

        var again = Of(row, Decide(CodeDecision.D, "Échec."));
        again.Withhold(12);
        Assert.False(again.Changed);
        again.Withhold(13);
        Assert.True(again.Changed);
    }

    [Fact]
    public void Other_facts_are_another_turn_of_the_same_guard()
    {
        var row = new VoeuRow { Garde = 12, GardeFaits = Faits.ToText() };
        var proposal = new DecisionProposal(row, Decide(CodeDecision.D, "Échec."), () => Faits with { Empreinte = "autre" });

        Assert.False(proposal.IsBoundToItsGuard);
        proposal.Withhold(12);
        Assert.True(proposal.Changed);
    }

    [Fact]
    public void An_accepted_decision_frees_the_wish_of_its_guard()
    {
        var row = new VoeuRow();
        Of(row, Favourable()).Accept();
        (row.Garde, row.GardeFaits) = (12, Faits.ToText());
        var proposal = Of(row, Favourable());
        proposal.Accept();

        Assert.True(proposal.Changed);
        Assert.Null(row.Garde);
        Assert.Null(row.GardeFaits);
    }

    [Theory]
    [InlineData("F", CodeDecision.D, true)]
    [InlineData("S", CodeDecision.D, true)]
    [InlineData("F", CodeDecision.S, false)]
    [InlineData("D", CodeDecision.D, false)]
    [InlineData(null, CodeDecision.D, false)]
    public void A_guard_counts_living_wishes_that_would_turn(string? former, CodeDecision now, bool counted) =>
        Assert.Equal(counted, Of(new VoeuRow { CodeDecision = former }, Decide(now, "")).TurnsUnfavourable);

    [Fact]
    public void The_first_decision_a_change_and_a_new_reason_are_told_and_the_same_again_is_not()
    {
        Assert.Equal("Première décision : F. Oui.", Told(null, Favourable()));
        Assert.Equal("Décision F → D : Échec.", Told(Favourable(), Decide(CodeDecision.D, "Échec.")));
        Assert.Equal("Décision F : Autre raison.", Told(Favourable(), Decide(CodeDecision.F, "Autre raison.")));
        Assert.Null(Told(Favourable(), Favourable()));
    }

    [Fact]
    public void What_comes_from_nothing_or_becomes_nothing_is_told_so()
    {
        var nothing = Decide(null, "Sans réponse.");
        Assert.Equal("Aucune décision : Sans réponse.", Told(null, nothing));
        Assert.Equal("Décision F retirée : Sans réponse.", Told(Favourable(), nothing));
        Assert.Equal("Décision F : Oui.", Told(nothing, Favourable()));
        Assert.Null(Told(nothing, nothing));
    }

    [Fact]
    public void A_hold_is_called_by_its_name()
    {
        var hold = Decide(null, "VET à indiquer.") with { Reserve = new Reserve("oui", "VET à indiquer.") };
        Assert.Equal("Première décision : en réserve. VET à indiquer.", Told(null, hold));
        Assert.Equal("Décision en réserve → F : Oui.", Told(hold, Favourable()));
    }

    private static string? Told(Decision? former, Decision now)
    {
        var row = new VoeuRow();
        if (former is not null) Of(row, former).Accept();
        var proposal = Of(row, now);
        proposal.Accept();
        return proposal.Tell() is { } told ? told.Nature == NatureEvenement.Decision ? told.Texte : throw new InvalidOperationException() : null;
    }

    private static DecisionProposal Of(VoeuRow row, Decision decision) => new(row, decision, () => Faits);

    private static Decision Favourable() => Decide(CodeDecision.F, "Oui.");

    private static Decision Decide(CodeDecision? code, string motif) => new() { Code = code, Motif = motif, Source = "règle C1" };
}
