using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Decisions;

/// <summary>What a decision or a hold says to a person, word by word.</summary>
public sealed class MotifTests
{
    [Theory]
    [InlineData("rattrapage", "Le candidat a accepté la proposition. Candidat au rattrapage : le vœu reste favorable.")]
    [InlineData("admis", "Le candidat a accepté la proposition.")]
    public void The_reason_tells_a_rattrapage_and_no_other_result(string bac, string reason) =>
        Assert.Equal(reason, DecisionRule.Decide(Faits.Voeu(), Faits.Context(Faits.Bac(bac)), Faits.Jour("J")).Motif);

    [Fact]
    public void The_reason_of_an_Oui_Si_ends_with_its_category_where_the_mapping_names_no_curriculum()
    {
        var mapping = Faits.Formation with
        {
            OuiSi3Ans = new CibleVet { CodCge = "SCI", CodEtp = "L1INF3", CodVrsVet = 101, CodCatOuiSi = "OS3", MtfCat = "REM" },
        };

        Assert.Equal("Le candidat a accepté « Oui si en 3 ans » : catégorie OS3.",
            DecisionRule.Decide(Faits.Voeu(1, 1), Faits.Context() with { Formation = mapping }, Faits.Jour("J")).Motif);
        Assert.Equal("Le candidat a accepté « Oui si en 3 ans ».",
            DecisionRule.Decide(Faits.Voeu(1, 1), Faits.Context() with { Formation = null, NeedsVet = false }, Faits.Jour("J")).Motif);
    }

    [Fact]
    public void A_missing_day_of_publication_is_told_with_its_session_and_after_a_defect_of_the_message()
    {
        var without = Faits.Context() with { Calendrier = null };

        Assert.Equal("La date de publication des résultats du baccalauréat de la session 2026 n'est pas saisie : compléter le calendrier.",
            DecisionRule.Decide(Faits.Voeu(), without, Faits.Jour("J")).Reserve!.Message);
        Assert.Equal("dateReponse",
            DecisionRule.Decide(Faits.Voeu(1, 0, new Defaut("dateReponse", "valeur illisible")), without, Faits.Jour("J")).Reserve!.Champ);
    }

    [Fact]
    public void A_hold_names_the_answer_that_has_no_VET() => Assert.Equal(
        "La formation 8842 n'a pas de VET pour la réponse « Oui » : la renseigner.",
        DecisionRule.Decide(Faits.Voeu(), Faits.Context(formation: Faits.Formation with { Oui = null }), Faits.Jour("J")).Reserve!.Message);

    [Theory]
    [InlineData(0, 0, "Le candidat n'a pas encore répondu à la proposition.")]
    [InlineData(2, 0, "Le candidat garde d'autres vœux en attente ; l'établissement attend sa réponse définitive.")]
    [InlineData(3, 0, "Le candidat a refusé la proposition ou s'est désisté.")]
    [InlineData(4, 0, "Valeur 4 inconnue : vérifier la candidature dans Parcoursup.")]
    [InlineData(1, 9, "Valeur 9 inconnue : compléter la table des aménagements (Oui si).")]
    public void The_reason_tells_what_was_answered(int situation, int amenagement, string reason) => Assert.Equal(reason, DecisionRule.Decide(
        Faits.Voeu(situation, amenagement), Faits.Context(regles: new() { SituationDeuxAcceptee = false }), Faits.Jour("J")).Motif);

    [Fact]
    public void The_reason_tells_a_disappearance_and_a_failure_on_the_day_it_counts()
    {
        Assert.Equal("La candidature n'est plus dans Parcoursup (désistement confirmé).",
            DecisionRule.Decide(Faits.Voeu() with { Disparu = true }, Faits.Context(), Faits.Jour("J")).Motif);
        Assert.Equal("Le candidat a accepté la proposition. Échec au baccalauréat connu : défavorable à partir du lendemain de la publication.",
            DecisionRule.Decide(Faits.Voeu(), Faits.Context(Faits.Bac("refusé")), Faits.Jour("J")).Motif);
        Assert.Equal("Le candidat a échoué au baccalauréat.", DecisionRule.Decide(Faits.Voeu(), Faits.Context(Faits.Bac("refusé")), Faits.Jour("J+1")).Motif);
    }

    [Fact]
    public void A_hold_names_the_formation_that_nobody_has_mapped() => Assert.Equal(
        new Reserve("formations[8842]", "La formation 8842 n'a pas de correspondance : indiquer sa VET."),
        DecisionRule.Decide(Faits.Voeu(), Faits.Context() with { Formation = null }, Faits.Jour("J")).Reserve);

    [Theory]
    [InlineData(0, "oui", "Oui")]
    [InlineData(1, "ouiSi3Ans", "Oui si en 3 ans")]
    [InlineData(2, "ouiSi4Ans", "Oui si en 4 ans")]
    public void A_hold_names_the_answer_whose_VET_is_missing_or_unfinished(int amenagement, string field, string label)
    {
        var nothing = new FormationMapping { CodeFormationPsup = Faits.Licence };
        var unfinished = nothing with { Oui = new CibleVet(), OuiSi3Ans = new CibleVet(), OuiSi4Ans = new CibleVet() };

        Assert.Equal(
            new Reserve($"formations[8842].{field}", $"La formation 8842 n'a pas de VET pour la réponse « {label} » : la renseigner."),
            DecisionRule.Decide(Faits.Voeu(1, amenagement), Faits.Context(formation: nothing), Faits.Jour("J")).Reserve);
        Assert.Equal(
            new Reserve($"formations[8842].{field}.codCge",
                $"La correspondance de la formation 8842 pour la réponse « {label} » est incomplète : renseigner codCge."),
            DecisionRule.Decide(Faits.Voeu(1, amenagement), Faits.Context(formation: unfinished), Faits.Jour("J")).Reserve);
    }
}
