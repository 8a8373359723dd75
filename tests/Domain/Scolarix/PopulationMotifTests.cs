using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Scolarix;

/// <summary>Rule G1: what a person is told of a candidate's place in the file, and by which rule or guide.</summary>
public class PopulationMotifTests
{
    private const string Garde = " En attendant, le candidat garde la place qu'il avait dans le dernier fichier.";
    private const string Guide1 = "guide Cocktail §1";

    [Theory]
    [InlineData(1, "admis", 2026, "Le candidat a accepté et a obtenu le baccalauréat.", Guide1)]
    [InlineData(1, "refusé", 2026, "Le candidat a échoué au baccalauréat.", "fiche Parcoursup et Apogée §I.B")]
    [InlineData(8, "refusé", 2026, "Le candidat a échoué au baccalauréat.", Guide1)]
    [InlineData(1, "rattrapage", 2026, "Le candidat passe le rattrapage : il entrera s'il est admis.", "règle G1")]
    [InlineData(1, "-", 2025, "Le candidat a le baccalauréat depuis 2025.", "règle G1")]
    [InlineData(1, "-", 2027, "Aucun résultat du baccalauréat n'est connu : déclarer si le candidat en est titulaire, ou attendre le résultat.", "règle G1")]
    [InlineData(2, "admis", 2026, "La réponse est « Oui en attente » : le candidat garde d'autres vœux en attente.", Guide1)]
    [InlineData(2, "refusé", 2026, "Le candidat a échoué au baccalauréat.", "fiche Parcoursup et Apogée §I.B")]
    [InlineData(0, "admis", 2026, "Le candidat n'a pas accepté de proposition.", Guide1)]
    [InlineData(3, "admis", 2026, "Le candidat a refusé la proposition ou s'est désisté.", "guide Cocktail §3")]
    [InlineData(8, "admis", 2026, "En réserve : Valeur 8 inconnue : vérifier la candidature dans Parcoursup." + Garde, "règle C1")]
    public void Each_place_has_its_reason_and_its_source(int situation, string bac, int anneeBac, string motif, string source)
    {
        var jugement = PopulationRule.Judge(Of(bac, anneeBac, Decide(Faits.Voeu(situation), bac)));

        Assert.Equal((motif, source), (jugement.Motif, jugement.Source));
    }

    [Fact]
    public void A_failure_of_whoever_waits_is_no_withdrawal_and_a_confirmed_disappearance_is_one()
    {
        var waits = Faits.Voeu(2);

        Assert.Equal(RaisonPopulation.NonBachelier, PopulationRule.Judge(Of("refusé", 2026, Decide(waits, "refusé"))).Raison);
        var gone = PopulationRule.Judge(Of("admis", 2026, Decide(waits with { Disparu = true }, "admis")));
        Assert.Equal((RaisonPopulation.Desiste, "La candidature n'est plus dans Parcoursup (désistement confirmé)."), (gone.Raison, gone.Motif));
    }

    [Theory]
    [InlineData(1, "dateReponse", Presence.Presente)] // what else is wrong does not matter to the file
    [InlineData(1, "codeSituation", Presence.CommeAvant)]
    [InlineData(2, "dateReponse", Presence.Absente)]
    [InlineData(2, "codeSituation", Presence.CommeAvant)]
    [InlineData(3, "codeSituation", Presence.CommeAvant)]
    public void Whose_answer_cannot_be_read_keeps_his_place(int situation, string defect, Presence presence)
    {
        var voeu = Faits.Voeu(situation, 0, new Defaut(defect, "Valeur illisible."));

        var jugement = PopulationRule.Judge(Of("admis", 2026, Decide(voeu, "admis")));

        Assert.Equal(presence, jugement.Presence);
        if (presence == Presence.CommeAvant) Assert.Equal(("En réserve : Valeur illisible." + Garde, "règle B1"), (jugement.Motif, jugement.Source));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Rule_C6_a_guard_that_still_holds_the_former_decision_holds_the_former_place(int situation, bool disparu)
    {
        var held = Decide(Faits.Voeu(), "admis") with { Voeu = Faits.Voeu(situation) with { Disparu = disparu } };

        Assert.Equal(
            new JugementPopulation(Presence.CommeAvant, RaisonPopulation.EnReserve,
                "En réserve : une garde retient encore la décision précédente, alors que la réponse a changé." + Garde, "règle C6"),
            PopulationRule.Judge(Of("admis", 2026, held)));
    }

    [Fact]
    public void Whose_answer_is_open_is_out_all_the_same_when_he_is_enrolled_elsewhere_or_has_no_baccalaureat()
    {
        var open = Decide(Faits.Voeu(8), "-");

        Assert.Equal(
            new JugementPopulation(Presence.Absente, RaisonPopulation.InscritAilleurs, "Le candidat est inscrit dans un autre établissement.", "règle F4"),
            PopulationRule.Judge(Of("-", 2026, open) with { InscritAilleurs = true }));
        Assert.Equal(
            new JugementPopulation(Presence.Absente, RaisonPopulation.NonBachelier, "Un gestionnaire a déclaré le candidat sans baccalauréat.", "règle G1"),
            PopulationRule.Judge(Of("-", 2026, open) with { Declaration = false }));
    }

    [Fact]
    public void An_answer_that_is_open_outweighs_one_that_waits() => Assert.Equal(Presence.CommeAvant,
        PopulationRule.Judge(Of("admis", 2026, Decide(Faits.Voeu(2), "admis"), Decide(Faits.Voeu(8), "admis"))).Presence);

    [Fact]
    public void One_answer_that_waits_is_told_beside_those_that_are_not_given() => Assert.Equal(RaisonPopulation.OuiEnAttente,
        PopulationRule.Judge(Of("admis", 2026, Decide(Faits.Voeu(0), "admis"), Decide(Faits.Voeu(2), "admis"))).Raison);

    [Fact]
    public void What_was_declared_and_an_equivalent_diploma_are_told()
    {
        var faits = Of("-", 2026, Decide(Faits.Voeu(), "-"));

        Assert.Equal(("Un gestionnaire a déclaré le candidat titulaire d'un baccalauréat ou d'un équivalent.", "règle G1"), Told(faits with { Declaration = true }));
        Assert.Equal(("Un gestionnaire a déclaré le candidat sans baccalauréat.", "règle G1"), Told(faits with { Declaration = false }));
        Assert.Equal(("Le candidat a un diplôme étranger ou équivalent.", "règle G1"), Told(faits with { DiplomeEquivalent = true }));

        static (string, string) Told(FaitsPopulation faits) => PopulationRule.Judge(faits) is var told ? (told.Motif, told.Source) : default;
    }

    [Fact]
    public void Who_belongs_in_the_file_and_is_kept_out_of_it_is_told_what_to_mend()
    {
        Assert.Equal(
            new JugementPopulation(Presence.Ecartee, RaisonPopulation.Incomplet,
                "Fiche incomplète : il manque Nom, Ville. À compléter dans Parcoursup ; le candidat entrera de lui-même.", "règle C3"),
            JugementPopulation.Incomplet(["Nom", "Ville"]));
        Assert.Equal(
            new JugementPopulation(Presence.CommeAvant, RaisonPopulation.EnReserve, "Deux personnes.", "règle K2"), JugementPopulation.IneConteste("Deux personnes."));
        Assert.Equal(
            new JugementPopulation(Presence.Ecartee, RaisonPopulation.DoubleIne,
                "Même INE que le dossier 1234567, dont la réponse est plus récente : seul celui-ci est écrit.", "règle A5"),
            JugementPopulation.DoubleIne(1234567));
    }

    private static FaitsPopulation Of(string bac, int? anneeBac, params VoeuDecide[] voeux) =>
        new() { Voeux = voeux, Session = Faits.Session, Bac = Faits.Bac(bac), AnneeBac = anneeBac };

    private static VoeuDecide Decide(Voeu voeu, string bac) => new(voeu, DecisionRule.Decide(
        voeu, new DecisionContext(new ReglesEtablissement(), Faits.Calendrier, Formation: null, Faits.Bac(bac), NeedsVet: false), Faits.Jour("J+1")));
}
