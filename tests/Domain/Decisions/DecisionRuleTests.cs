using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Decisions;

/// <summary>
/// Rules C1 and C3, row by row: situation, codeAmenagement, result, day (J: publication), whether "accepted while others
/// wait" counts, mapping ⇒ decision (or hold, or nothing) and its source.
/// </summary>
public class DecisionRuleTests
{
    private const string Fiche = "fiche Parcoursup et Apogée ";

    [Theory]
    // An accepted proposal is favourable up to and including the day of the publication, whatever the result.
    [InlineData(1, 0, "-", "J-30", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "refusé", "J-1", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "refusé", "J", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "admis", "J", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "rattrapage", "J", true, "complete", "F L1INFO", Fiche + "§I.A")]
    // From the day after, a failure is unfavourable; nothing else is.
    [InlineData(1, 0, "refusé", "J+1", true, "complete", "D", Fiche + "§I.B")]
    [InlineData(1, 0, "refusé", "J+90", true, "complete", "D", Fiche + "§I.B")]
    [InlineData(1, 0, "admis", "J+1", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "rattrapage", "J+1", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "rattrapage", "J+60", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 0, "-", "J+1", true, "complete", "F L1INFO", Fiche + "§I.A")]
    // Oui si: its own VET and category.
    [InlineData(1, 1, "-", "J-30", true, "complete", "S L1INF3 OS3", Fiche + "§I.A")]
    [InlineData(1, 2, "-", "J-30", true, "complete", "S L1INF4 OS4", Fiche + "§I.A")]
    [InlineData(1, 1, "rattrapage", "J+1", true, "complete", "S L1INF3 OS3", Fiche + "§I.A")]
    [InlineData(1, 1, "refusé", "J", true, "complete", "S L1INF3 OS3", Fiche + "§I.A")]
    [InlineData(1, 1, "refusé", "J+1", true, "complete", "D", Fiche + "§I.B")]
    [InlineData(1, 2, "admis", "J+1", true, "complete", "S L1INF4 OS4", Fiche + "§I.A")]
    // Accepted while others wait: as the établissement chose.
    [InlineData(2, 0, "-", "J-30", true, "complete", "F L1INFO", Fiche + "§I.A")]
    [InlineData(2, 1, "-", "J-30", true, "complete", "S L1INF3 OS3", Fiche + "§I.A")]
    [InlineData(2, 0, "refusé", "J+1", true, "complete", "D", Fiche + "§I.B")]
    [InlineData(2, 0, "-", "J-30", false, "complete", "rien", "règle C1")]
    [InlineData(2, 1, "refusé", "J+1", false, "complete", "rien", "règle C1")]
    [InlineData(1, 0, "-", "J-30", false, "complete", "F L1INFO", Fiche + "§I.A")]
    // Not answered: nothing to say, whatever else is wrong.
    [InlineData(0, 0, "-", "J-30", true, "complete", "rien", "règle C1")]
    [InlineData(0, 0, "refusé", "J+1", true, "complete", "rien", "règle C1")]
    [InlineData(0, 9, "-", "J-30", true, "none", "rien", "règle C1")]
    // Refused or resigned: unfavourable at once, and no mapping is needed for it.
    [InlineData(3, 0, "-", "J-30", true, "complete", "D", Fiche + "§I.C")]
    [InlineData(3, 1, "admis", "J+1", true, "complete", "D", Fiche + "§I.C")]
    [InlineData(3, 9, "-", "J-30", true, "none", "D", Fiche + "§I.C")]
    [InlineData(3, 0, "-", "J-30", true, "no calendar", "D", Fiche + "§I.C")]
    // An unknown situation is held.
    [InlineData(4, 0, "-", "J-30", true, "complete", "réserve codeSituation", "règle C1")]
    [InlineData(-1, 0, "-", "J-30", true, "complete", "réserve codeSituation", "règle C1")]
    // An unknown codeAmenagement is never guessed.
    [InlineData(1, 3, "-", "J-30", true, "complete", "réserve codeAmenagement", "règle C3")]
    [InlineData(1, -1, "-", "J-30", true, "complete", "réserve codeAmenagement", "règle C3")]
    [InlineData(1, 3, "refusé", "J+1", true, "complete", "D", Fiche + "§I.B")]
    // What is missing in the mapping is named.
    [InlineData(1, 0, "-", "J-30", true, "none", "réserve formations[8842]", "règle C3")]
    [InlineData(1, 0, "refusé", "J+1", true, "none", "D", Fiche + "§I.B")]
    [InlineData(1, 0, "-", "J-30", true, "without Oui", "réserve formations[8842].oui", "règle C3")]
    [InlineData(1, 1, "-", "J-30", true, "without Oui", "S L1INF3 OS3", Fiche + "§I.A")]
    [InlineData(1, 1, "-", "J-30", true, "only Oui", "réserve formations[8842].ouiSi3Ans", "règle C3")]
    [InlineData(1, 2, "-", "J-30", true, "only Oui", "réserve formations[8842].ouiSi4Ans", "règle C3")]
    [InlineData(1, 0, "-", "J-30", true, "only Oui", "F L1INFO", Fiche + "§I.A")]
    [InlineData(1, 1, "-", "J-30", true, "no category", "réserve formations[8842].ouiSi3Ans.codCatOuiSi", "règle C3")]
    [InlineData(1, 0, "-", "J-30", true, "no CGE", "réserve formations[8842].oui.codCge", "règle C3")]
    // Without the day of the publication nobody can tell when a failure counts.
    [InlineData(1, 0, "-", "J-30", true, "no calendar", "réserve campagnes", "règle C3")]
    [InlineData(1, 0, "refusé", "J+1", true, "no calendar", "réserve campagnes", "règle C3")]
    [InlineData(1, 0, "refusé", "J+1", true, "no publication day", "réserve campagnes", "règle C3")]
    // One VET for every answer is allowed: an F carries no category.
    [InlineData(1, 0, "-", "J-30", true, "one VET", "F L1INF3", Fiche + "§I.A")]
    [InlineData(1, 1, "-", "J-30", true, "one VET", "S L1INF3 OS3", Fiche + "§I.A")]
    public void Decision(int situation, int amenagement, string bac, string day, bool situationDeux, string setup, string expected, string source)
    {
        var context = new DecisionContext(
            new ReglesEtablissement { SituationDeuxAcceptee = situationDeux }, Calendar(setup), Mapping(setup), Faits.Bac(bac));

        var decision = DecisionRule.Decide(Faits.Voeu(situation, amenagement), context, Faits.Jour(day));

        Assert.Equal(expected, Show(decision));
        Assert.Equal(source, decision.Source);
        Assert.NotEqual("", decision.Motif);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_confirmed_disappearance_is_unfavourable_whatever_the_situation_said(int situation)
    {
        var voeu = Faits.Voeu(situation, 9, new Defaut("codeSituation", "illisible")) with { Disparu = true };

        var decision = DecisionRule.Decide(voeu, Faits.Context(), Faits.Jour("J-30"));

        Assert.Equal("D", Show(decision));
        Assert.Equal(Fiche + "§I.C", decision.Source);
    }

    [Theory]
    [InlineData(1, "dateReponse", "-", "J-30", "réserve dateReponse")]
    [InlineData(1, "codeSituation", "-", "J-30", "réserve codeSituation")]
    [InlineData(3, "dateReponse", "-", "J-30", "D")] // never keeps a withdrawal back
    [InlineData(3, "codeSituation", "-", "J-30", "réserve codeSituation")] // the 3 can't be trusted
    [InlineData(0, "dateReponse", "-", "J-30", "rien")]
    [InlineData(1, "dateReponse", "refusé", "J", "réserve dateReponse")]
    [InlineData(1, "dateReponse", "refusé", "J+1", "D")] // nor a failure
    public void A_defect_of_the_message_is_a_hold_only_for_what_it_concerns(int situation, string field, string bac, string day, string expected)
    {
        var decision = DecisionRule.Decide(
            Faits.Voeu(situation, 0, new Defaut(field, "valeur illisible")), Faits.Context(Faits.Bac(bac)), Faits.Jour(day));

        Assert.Equal(expected, Show(decision));
        if (decision.EstRetenue)
            Assert.Equal("règle B1", decision.Source);
    }

    [Theory]
    [InlineData(7, "S L1INF4 OS4")]
    [InlineData(5, "F L1INFO")]
    [InlineData(1, "réserve codeAmenagement")] // the établissement's table replaces the default one
    [InlineData(0, "F L1INFO")] // 0 is Oui for everybody
    public void The_etablissement_says_what_codeAmenagement_means(int amenagement, string expected)
    {
        var regles = new ReglesEtablissement
        {
            Amenagements = new Dictionary<int, Reponse> { [7] = Reponse.OuiSi4Ans, [5] = Reponse.Oui, [0] = Reponse.OuiSi3Ans },
        };

        Assert.Equal(expected, Show(DecisionRule.Decide(Faits.Voeu(1, amenagement), Faits.Context(regles: regles), Faits.Jour("J-30"))));
    }

    [Theory]
    [InlineData(1, "-", "J-30", "2026-07-08")]
    [InlineData(1, "refusé", "J", "2026-07-08")]
    [InlineData(1, "refusé", "J+1", null)]
    [InlineData(1, "-", "J+1", null)]
    [InlineData(3, "-", "J-30", null)]
    [InlineData(0, "-", "J-30", null)]
    public void The_day_of_the_next_change_is_told(int situation, string bac, string day, string? next)
    {
        var decision = DecisionRule.Decide(Faits.Voeu(situation), Faits.Context(Faits.Bac(bac)), Faits.Jour(day));

        Assert.Equal(next, decision.ProchaineEvaluation?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_reason_names_the_adapted_curriculum_of_an_Oui_Si()
    {
        var decision = DecisionRule.Decide(Faits.Voeu(1, 2), Faits.Context(), Faits.Jour("J-30"));

        Assert.Equal("Le candidat a accepté « Oui si en 4 ans » : cursus aménagé « Licence en quatre ans » (catégorie OS4).", decision.Motif);
    }

    [Fact]
    public void The_reason_of_a_known_failure_announces_what_comes()
    {
        var decision = DecisionRule.Decide(Faits.Voeu(), Faits.Context(Faits.Bac("refusé")), Faits.Jour("J"));

        Assert.Contains("défavorable à partir du lendemain", decision.Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hold_says_what_to_fill_in()
    {
        var decision = DecisionRule.Decide(Faits.Voeu(1, 1), new DecisionContext(new(), Faits.Calendrier, Mapping("no category"), null), Faits.Jour("J"));

        Assert.Equal("La correspondance de la formation 8842 pour la réponse « Oui si en 3 ans » est incomplète : renseigner codCatOuiSi.", decision.Reserve!.Message);
    }

    [Theory]
    [InlineData(0, "F")]
    [InlineData(1, "S")]
    [InlineData(2, "S")]
    public void Where_the_system_needs_no_VET_an_accepted_wish_needs_none(int amenagement, string expected)
    {
        var decision = DecisionRule.Decide(
            Faits.Voeu(1, amenagement), new DecisionContext(new(), Faits.Calendrier, Formation: null, Bac: null, NeedsVet: false), Faits.Jour("J-30"));

        Assert.Equal(expected, Show(decision));
        Assert.Contains("a accepté", decision.Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_amenagement_is_held_whatever_the_system()
    {
        var decision = DecisionRule.Decide(
            Faits.Voeu(1, 9), new DecisionContext(new(), Faits.Calendrier, Formation: null, Bac: null, NeedsVet: false), Faits.Jour("J-30"));

        Assert.Equal("réserve codeAmenagement", Show(decision));
    }

    internal static string Show(Decision decision) =>
        decision switch
        {
            { Reserve: { } reserve } => "réserve " + reserve.Champ,
            { Code: { } code, Cible: null } => code.ToString(),
            { Code: { } code, Cible: { } cible } => string.Join(' ', new[] { code.ToString(), cible.CodEtp, cible.CodCatOuiSi }.Where(part => part is not null)),
            _ => "rien",
        };

    private static CalendrierCampagne? Calendar(string setup) => setup switch
    {
        "no calendar" => null,
        "no publication day" => new CalendrierCampagne { Session = Faits.Session },
        _ => Faits.Calendrier,
    };

    private static FormationMapping? Mapping(string setup) => setup switch
    {
        "none" => null,
        "without Oui" => Faits.Formation with { Oui = null },
        "only Oui" => Faits.Formation with { OuiSi3Ans = null, OuiSi4Ans = null },
        "no category" => Faits.Formation with { OuiSi3Ans = Faits.OuiSi3 with { CodCatOuiSi = " " } },
        "no CGE" => Faits.Formation with { Oui = Faits.Oui with { CodCge = "" } },
        "one VET" => Faits.Formation with { Oui = Faits.OuiSi3, OuiSi4Ans = Faits.OuiSi3 },
        _ => Faits.Formation,
    };
}
