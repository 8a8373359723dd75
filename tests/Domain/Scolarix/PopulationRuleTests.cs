using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Scolarix;

/// <summary>Rule G1 over the decisions of rule C1 (seed 003 §1 "Import initial des candidats", §3 "Mise à jour de la base").</summary>
public class PopulationRuleTests
{
    [Theory]
    // The file holds those who said Oui or Oui si and have the baccalauréat.
    [InlineData(1, 0, "admis", 2026, Presence.Presente, RaisonPopulation.BacObtenu)]
    [InlineData(1, 1, "admis", 2026, Presence.Presente, RaisonPopulation.BacObtenu)]
    // "Oui en attente" never, even where rule C1 takes it for an answer.
    [InlineData(2, 0, "admis", 2026, Presence.Absente, RaisonPopulation.OuiEnAttente)]
    [InlineData(0, 0, "admis", 2026, Presence.Absente, RaisonPopulation.SansReponse)]
    [InlineData(3, 0, "admis", 2026, Presence.Absente, RaisonPopulation.Desiste)]
    // Nor those without the baccalauréat.
    [InlineData(1, 0, "refusé", 2026, Presence.Absente, RaisonPopulation.NonBachelier)]
    [InlineData(1, 0, "rattrapage", 2026, Presence.Absente, RaisonPopulation.Rattrapage)]
    [InlineData(1, 0, "-", 2026, Presence.ADecider, RaisonPopulation.BacInconnu)]
    [InlineData(1, 0, "-", null, Presence.ADecider, RaisonPopulation.BacInconnu)]
    // Holders of former years are in.
    [InlineData(1, 0, "-", 2025, Presence.Presente, RaisonPopulation.DejaTitulaire)]
    [InlineData(1, 0, "refusé", 2025, Presence.Absente, RaisonPopulation.NonBachelier)]
    // Oui and Oui si alike: an aménagement that the configuration does not know says nothing here.
    [InlineData(1, 9, "admis", 2026, Presence.Presente, RaisonPopulation.BacObtenu)]
    [InlineData(1, 9, "refusé", 2026, Presence.Absente, RaisonPopulation.NonBachelier)]
    [InlineData(2, 9, "admis", 2026, Presence.Absente, RaisonPopulation.OuiEnAttente)]
    // Whose answer nobody can read keeps his place, unless he has failed anyway.
    [InlineData(8, 0, "admis", 2026, Presence.CommeAvant, RaisonPopulation.EnReserve)]
    [InlineData(8, 0, "-", 2026, Presence.CommeAvant, RaisonPopulation.EnReserve)]
    [InlineData(8, 0, "refusé", 2026, Presence.Absente, RaisonPopulation.NonBachelier)]
    public void Place_in_the_file(int situation, int amenagement, string bac, int? anneeBac, Presence presence, RaisonPopulation raison)
    {
        var jugement = PopulationRule.Judge(Faits(Voeu(situation, amenagement, bac), bac, anneeBac));

        Assert.Equal((presence, raison), (jugement.Presence, jugement.Raison));
        Assert.NotEqual("", jugement.Motif);
        Assert.NotEqual("", jugement.Source);
    }

    [Fact]
    public void One_definitive_Oui_is_enough_beside_a_wish_that_waits()
    {
        var faits = Faits(Voeu(2, 0, "admis"), "admis", 2026);
        var jugement = PopulationRule.Judge(faits with { Voeux = [.. faits.Voeux, Voeu(1, 0, "admis")] });

        Assert.Equal(Presence.Presente, jugement.Presence);
    }

    /// <summary>Rule C6: while a guard keeps the former decision, the file keeps the former place.</summary>
    [Fact]
    public void A_withdrawal_that_a_guard_still_holds_back_leaves_the_place_as_it_was()
    {
        var accepted = Voeu(1, 0, "admis");
        var held = accepted with { Voeu = Support.Faits.Voeu(3, 0) };

        var jugement = PopulationRule.Judge(Faits(held, "admis", 2026));

        Assert.Equal((Presence.CommeAvant, "règle C6"), (jugement.Presence, jugement.Source));
        Assert.Equal(Presence.Presente, PopulationRule.Judge(Faits(held, "admis", 2026) with { Voeux = [held, accepted] }).Presence);
    }

    [Fact]
    public void A_confirmed_disappearance_has_withdrawn()
    {
        var gone = Support.Faits.Voeu() with { Disparu = true };
        var decided = new VoeuDecide(gone, DecisionRule.Decide(gone, Context(null), Support.Faits.Jour("J+1")));

        Assert.Equal(RaisonPopulation.Desiste, PopulationRule.Judge(Faits(decided, "admis", 2026)).Raison);
    }

    [Theory]
    [InlineData(true, Presence.Presente, RaisonPopulation.TitulaireDeclare)]
    [InlineData(false, Presence.Absente, RaisonPopulation.NonBachelier)]
    public void A_declaration_settles_what_nobody_knew(bool titulaire, Presence presence, RaisonPopulation raison)
    {
        var jugement = PopulationRule.Judge(Faits(Voeu(1, 0, "-"), "-", 2026) with { Declaration = titulaire });

        Assert.Equal((presence, raison), (jugement.Presence, jugement.Raison));
    }

    [Fact]
    public void A_result_outweighs_a_declaration()
    {
        var jugement = PopulationRule.Judge(Faits(Voeu(1, 0, "refusé"), "refusé", 2026) with { Declaration = true });

        Assert.Equal(RaisonPopulation.NonBachelier, jugement.Raison);
    }

    [Fact]
    public void A_foreign_or_equivalent_diploma_is_as_good()
    {
        var jugement = PopulationRule.Judge(Faits(Voeu(1, 0, "-"), "-", null) with { DiplomeEquivalent = true });

        Assert.Equal((Presence.Presente, RaisonPopulation.DiplomeEquivalent), (jugement.Presence, jugement.Raison));
    }

    [Fact]
    public void Who_is_enrolled_elsewhere_leaves_the_file()
    {
        var jugement = PopulationRule.Judge(Faits(Voeu(1, 0, "admis"), "admis", 2026) with { InscritAilleurs = true });

        Assert.Equal((Presence.Absente, RaisonPopulation.InscritAilleurs, "règle F4"), (jugement.Presence, jugement.Raison, jugement.Source));
    }

    private static FaitsPopulation Faits(VoeuDecide voeu, string bac, int? anneeBac) => new()
    {
        Voeux = [voeu], Session = Support.Faits.Session, Bac = Support.Faits.Bac(bac), AnneeBac = anneeBac,
    };

    private static VoeuDecide Voeu(int situation, int amenagement, string bac)
    {
        var voeu = Support.Faits.Voeu(situation, amenagement);
        return new VoeuDecide(voeu, DecisionRule.Decide(voeu, Context(bac), Support.Faits.Jour("J+1")));
    }

    private static DecisionContext Context(string? bac) =>
        new(new ReglesEtablissement(), Support.Faits.Calendrier, Formation: null, bac is null ? null : Support.Faits.Bac(bac), NeedsVet: false);
}
