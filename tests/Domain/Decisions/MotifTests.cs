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
}
