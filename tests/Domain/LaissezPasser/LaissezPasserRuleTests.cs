using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.LaissezPasser;

public class LaissezPasserRuleTests
{
    private static readonly DesignationVet ByFormation = new(Faits.Licence);

    [Fact]
    public void An_unfavourable_VET_is_found_by_its_formation_and_by_itself()
    {
        var opi = Opi((Faits.Oui, CodeDecision.D));
        Assert.Equal(Faits.Oui, Choose(opi, ByFormation).Cible);
        Assert.Equal(Faits.Oui, Choose(opi, new(null, null, "L1INFO", 101)).Cible);
        Assert.Equal(Faits.Oui, Choose(opi, new(null, "SCI", "L1INFO", 101)).Cible);
    }

    [Theory]
    [InlineData(CodeDecision.F)]
    [InlineData(CodeDecision.S)]
    public void A_favourable_VET_needs_none(CodeDecision code)
    {
        var choice = Choose(Opi((Faits.Oui, code)), ByFormation);
        Assert.Null(choice.Cible);
        Assert.Equal("codeFormation", choice.Champ);
        Assert.Contains($"favorable ({code})", choice.Refus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SCI", "L1AUTR", 101)]
    [InlineData("AUT", "L1INFO", 101)]
    [InlineData(null, "L1INFO", 102)]
    public void A_VET_that_Apogee_was_never_told_is_refused(string? codCge, string codEtp, int codVrsVet)
    {
        var choice = Choose(Opi((Faits.Oui, CodeDecision.D)), new(null, codCge, codEtp, codVrsVet));
        Assert.Equal((null, "vet"), (choice.Cible, choice.Champ));
        Assert.NotNull(choice.Refus);
    }

    [Fact]
    public void An_Oui_Si_keeps_its_category_and_motive_although_a_D_carries_neither()
    {
        var sent = Opi((Faits.OuiSi3.SansOuiSi(), CodeDecision.D));
        Assert.Equal(Faits.OuiSi3, Choose(sent, ByFormation, Answer(Reponse.OuiSi3Ans)).Cible);
        Assert.Equal(Faits.OuiSi3, LaissezPasserRule.CodesOf(Faits.OuiSi3.SansOuiSi(), [Answer(null)]));
    }

    [Fact]
    public void A_plain_Oui_carries_no_category_even_where_the_mapping_has_one()
    {
        var mapping = Faits.Formation with { Oui = Faits.Oui with { CodCatOuiSi = "X" } };
        Assert.Null(Choose(Opi((Faits.Oui, CodeDecision.D)), ByFormation, new(Faits.Key(), Reponse.Oui, mapping)).Cible!.CodCatOuiSi);
    }

    [Fact]
    public void After_a_change_of_answer_the_formation_means_the_VET_of_the_present_one()
    {
        var opi = Opi((Faits.Oui, CodeDecision.D), (Faits.OuiSi3, CodeDecision.S));
        Assert.Contains("favorable (S)", Choose(opi, ByFormation, Answer(Reponse.OuiSi3Ans)).Refus, StringComparison.Ordinal);
        Assert.Equal(Faits.Oui, Choose(opi, new(null, null, "L1INFO", 101), Answer(Reponse.OuiSi3Ans)).Cible);
    }

    [Fact]
    public void Without_a_mapping_any_more_the_formation_means_what_was_sent_for_it()
    {
        var opi = Opi((Faits.Oui, CodeDecision.D));
        VetTentee[] sent = [new() { Cible = Faits.Oui, DernierCode = CodeDecision.D, Soutiens = [Faits.Key()] }];
        Assert.Equal(Faits.Oui, LaissezPasserRule.Choose(opi, sent, [new(Faits.Key(), Reponse.Oui, null)], ByFormation).Cible);
    }

    [Fact]
    public void Several_VETs_of_one_formation_are_told_apart_by_a_person()
    {
        VetTentee Sent(CibleVet cible) => new() { Cible = cible, DernierCode = CodeDecision.D, Soutiens = [Faits.Key()] };
        var opi = Opi((Faits.Oui, CodeDecision.D), (Faits.OuiSi3, CodeDecision.D));
        var choice = LaissezPasserRule.Choose(opi, [Sent(Faits.Oui), Sent(Faits.OuiSi3)], [new(Faits.Key(), null, Faits.Formation)], ByFormation);
        Assert.Equal((null, "vet"), (choice.Cible, choice.Champ));
        Assert.Contains("L1INF3", choice.Refus, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_withdrawn_as_soon_as_the_VET_is_favourable_or_gone()
    {
        Assert.Null(LaissezPasserRule.Withdrawal(Opi((Faits.Oui, CodeDecision.D)), Faits.Oui.Vet));
        Assert.Contains("favorable (F)", LaissezPasserRule.Withdrawal(Opi((Faits.Oui, CodeDecision.F)), Faits.Oui.Vet), StringComparison.Ordinal);
        Assert.NotNull(LaissezPasserRule.Withdrawal(Opi(), Faits.Oui.Vet));
    }

    [Fact]
    public void What_a_person_is_told_of_a_laissez_passer()
    {
        CibleVet[] both = [Faits.Oui, Faits.Oui with { CodCge = "DRT" }];
        var twice = Opi([.. both.Select(c => (c, CodeDecision.D))]);

        Assert.Equal(new ChoixLaissezPasser(Faits.Oui, "", null), Choose(Opi((Faits.Oui, CodeDecision.D)), ByFormation));
        Assert.Equal(
            new ChoixLaissezPasser(null, "codeFormation",
                "La VET L1INFO-101 (CGE SCI) est favorable (F) pour ce candidat : il peut s'y inscrire, aucun laissez-passer n'est nécessaire."),
            Choose(Opi((Faits.Oui, CodeDecision.F)), ByFormation));
        Assert.Equal(
            new ChoixLaissezPasser(null, "codeFormation", "Aucun vœu de ce candidat transmis à Apogée ne correspond : vérifier la formation ou la VET."),
            Choose(Opi(), ByFormation));
        Assert.Equal(
            new ChoixLaissezPasser(null, "vet",
                "Plusieurs VET correspondent (L1INFO-101 (CGE SCI), L1INFO-101 (CGE DRT)) : indiquer vet, avec codCge, codEtp et codVrsVet."),
            Choose(twice, new(null, null, "L1INFO", 101)));
        Assert.Equal(both[1], Choose(twice, new(null, "DRT", "L1INFO", 101)).Cible);
        Assert.Equal("vet", Choose(Opi((Faits.Oui, CodeDecision.S)), new(null, null, "L1INFO", 101)).Champ);
    }

    [Fact]
    public void Among_several_VETs_of_a_formation_one_that_is_favourable_is_enough_to_refuse()
    {
        VetTentee Sent(CibleVet cible) => new() { Cible = cible, DernierCode = CodeDecision.D, Soutiens = [Faits.Key(1), Faits.Key()] };
        var opi = Opi((Faits.Oui, CodeDecision.D), (Faits.OuiSi3, CodeDecision.F));

        Assert.Contains("L1INF3", LaissezPasserRule.Choose(opi, [Sent(Faits.Oui), Sent(Faits.OuiSi3)], [], ByFormation).Refus, StringComparison.Ordinal);
        Assert.Null(LaissezPasserRule.Choose(opi, [Sent(Faits.Oui)], [], new(99)).Cible);
    }

    [Fact]
    public void Why_it_is_withdrawn()
    {
        Assert.Equal("Le candidat n'a plus de vœu pour cette VET.", LaissezPasserRule.Withdrawal(Opi((Faits.OuiSi3, CodeDecision.S)), Faits.Oui.Vet));
        Assert.Equal("Le vœu est devenu favorable (S) avant l'envoi : le laissez-passer n'est plus nécessaire.",
            LaissezPasserRule.Withdrawal(Opi((Faits.Oui, CodeDecision.D), (Faits.OuiSi3, CodeDecision.S)), Faits.OuiSi3.Vet));
    }

    [Fact]
    public void The_codes_of_a_VET_are_those_of_the_present_answer_before_those_of_any_other()
    {
        var twice = Faits.Formation with { OuiSi3Ans = Faits.OuiSi3 with { CodEtp = "L1INFO" } };
        var plain = new ReponseAuVoeu(Faits.Key(), null, Faits.Formation with { Oui = Faits.Oui with { CodCatOuiSi = "X", CodDip = "LINFO" } });

        Assert.Equal(twice.OuiSi3Ans, LaissezPasserRule.CodesOf(Faits.Oui, [plain, new(Faits.Key(1), Reponse.OuiSi3Ans, twice)]));
        Assert.Equal(Faits.Oui with { CodDip = "LINFO" }, LaissezPasserRule.CodesOf(Faits.Oui, [plain]));
        Assert.Equal(Faits.Oui with { CodEtp = "AUTRE" }, LaissezPasserRule.CodesOf(Faits.Oui with { CodEtp = "AUTRE" }, [plain, new(Faits.Key(2), Reponse.Oui, null)]));
    }

    private static ChoixLaissezPasser Choose(OpiSouhaitee opi, DesignationVet demande, ReponseAuVoeu? answer = null) =>
        LaissezPasserRule.Choose(opi, [], [answer ?? Answer(Reponse.Oui)], demande);

    private static ReponseAuVoeu Answer(Reponse? reponse) => new(Faits.Key(), reponse, Faits.Formation);

    private static OpiSouhaitee Opi(params (CibleVet Cible, CodeDecision Code)[] voeux) =>
        new([.. voeux.Select((v, i) => new VoeuOpi { Cible = v.Cible, Code = v.Code, NumCls = i + 1, Motif = "essai" })], []);
}
