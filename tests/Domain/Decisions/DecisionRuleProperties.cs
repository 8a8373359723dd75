using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Decisions;

public class DecisionRuleProperties
{
    private sealed record Case(Voeu Voeu, DecisionContext Context, DateOnly Today);

    private static readonly Gen<Case> Cases =
        from situation in Gen.Choose(-1, 4)
        from amenagement in Gen.Choose(-1, 3)
        from disparu in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from defects in Gen.Elements<Defaut[]>([], [], [new Defaut("codeSituation", "x")], [new Defaut("dateReponse", "x")])
        from bac in Gen.Elements("-", "admis", "refusé", "rattrapage")
        from calendar in Gen.Elements(Faits.Calendrier, Faits.Calendrier, null, new())
        from mapping in Gen.Elements(Faits.Formation, Faits.Formation, null, new FormationMapping { Oui = new CibleVet(), OuiSi3Ans = Faits.Oui })
        from two in Gen.Elements(true, false)
        from day in Gen.Choose(-3, 3)
        select new Case(
            Faits.Voeu(situation, amenagement, defects) with { Disparu = disparu },
            new DecisionContext(new ReglesEtablissement { SituationDeuxAcceptee = two }, calendar, mapping, Faits.Bac(bac)),
            Faits.Publication.AddDays(day));

    [Fact]
    public void Every_wish_has_a_decision_or_a_hold_or_nothing_and_a_reason_for_it() =>
        Propriete.Holds(Cases, c =>
        {
            var decision = DecisionRule.Decide(c.Voeu, c.Context, c.Today);

            Assert.False(decision.EstRetenue && decision.Code is not null);
            Assert.Equal(decision.EstVivante, decision.Cible is not null);
            Assert.NotEmpty(decision.Motif);
            Assert.NotEmpty(decision.Source);
        });

    [Fact]
    public void What_is_favourable_is_complete_and_only_an_Oui_Si_carries_a_category() =>
        Propriete.Holds(Cases, c =>
        {
            var decision = DecisionRule.Decide(c.Voeu, c.Context, c.Today);
            if (decision.Cible is not { } cible) return;

            Assert.Null(cible.ChampManquant(decision.Code == CodeDecision.S ? Reponse.OuiSi3Ans : Reponse.Oui));
            Assert.Equal(decision.Code == CodeDecision.S, cible.CodCatOuiSi is not null);
        });

    /// <summary>Rule C5: whoever sleeps until the announced day misses nothing.</summary>
    [Fact]
    public void With_the_same_facts_a_decision_changes_on_the_announced_day_only() =>
        Propriete.Holds(Cases, c =>
        {
            var now = DecisionRule.Decide(c.Voeu, c.Context, c.Today);
            for (var day = c.Today; day < (now.ProchaineEvaluation ?? c.Today.AddDays(20)); day = day.AddDays(1))
                Assert.Equal(now, DecisionRule.Decide(c.Voeu, c.Context, day));
        });
}
