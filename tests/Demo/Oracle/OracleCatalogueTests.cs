using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle.Catalogue;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Tests.Oracle;

/// <summary>What the oracle makes of a catalogue.</summary>
public sealed class OracleCatalogueTests
{
    private static readonly DateOnly Nuit = new(2026, 2, 9);

    private static readonly OffreFormation Bts = new()
    {
        Cle = "A", Niveau = "5 (BTS, DEUST...)", Diplome = "BTS", Intitule = "COMPTABILITE", Cfd = "32012345", InscritDeDroit = true,
        RncpCode = "RNCP1", Annee = "1", Academie = 10, Sessions = [new DateOnly(2026, 9, 1)], Uai = "0690001A",
    };

    private static readonly ReglePerimetre Regle =
        new() { Id = "1", Niveau = Bts.Niveau, Diplome = Bts.Diplome, Statut = ReglePerimetre.Postbac };

    [Fact]
    public void A_formation_takes_the_highest_status_of_the_rules_that_match()
    {
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts, Regle));
        Assert.Equal(ReglePerimetre.APublier, Statut(Bts, Regle with { Statut = ReglePerimetre.APublier }, Regle));
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts, Regle with { Interdit = true, Statut = ReglePerimetre.Non }, Regle));
        Assert.Equal(ReglePerimetre.Non, Statut(Bts, Regle with { Diplome = "BUT" }));
        Assert.Equal(ReglePerimetre.Non, Statut(Bts, Regle with { Supprimee = true }, Regle with { Plateforme = "affelnet" }));
        Assert.Equal(ReglePerimetre.Non, Statut(Bts, Regle with { Academie = 11 }, Regle with { Duree = "3" }));
    }

    [Fact]
    public void An_académie_decides_otherwise_only_on_what_is_submitted_to_the_rector()
    {
        var academies = new Dictionary<int, string> { [10] = ReglePerimetre.APublier };

        Assert.Equal(ReglePerimetre.APublier, Statut(Bts, Regle with { Statut = ReglePerimetre.Recteur, Academies = academies }));
        Assert.Equal(ReglePerimetre.Recteur, Statut(Bts with { Academie = 9 }, Regle with { Statut = ReglePerimetre.Recteur, Academies = academies }));
    }

    [Fact]
    public void Common_conditions_are_added_to_those_of_a_rule()
    {
        var condition = Regle with { Condition = new ConditionPerimetre(true, [new("cfd", "commence par", "320")]) };
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts, condition));
        foreach (var exclue in new[]
        {
            Bts with { CfdFermeture = new DateOnly(2024, 8, 31), RncpFin = new DateOnly(2028, 8, 31) },
            Bts with { CfdFermeture = new DateOnly(2026, 8, 31) },
            Bts with { CfdPerime = true },
            Bts with { InscritDeDroit = false, RncpActif = false },
            Bts with { Annee = "2" },
            Bts with { Published = false },
            Bts with { CataloguePublished = false },
            Bts with { Sessions = [new DateOnly(2026, 7, 31), new DateOnly(2027, 8, 1)] },
        })
            Assert.Equal(ReglePerimetre.Non, Statut(exclue, condition));
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts with { CfdFermeture = new DateOnly(2026, 9, 1) }, condition));
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts with { CataloguePublished = false, Forcee = true }, condition));
        Assert.Equal(ReglePerimetre.Postbac, Statut(Bts with { Sessions = [new DateOnly(2027, 7, 31)] }, condition));
    }

    [Fact]
    public void What_a_person_has_set_does_not_move_by_itself()
    {
        var oracle = Oracle(Bts, Regle);
        foreach (var statut in new[] { OracleCatalogue.Pret, OracleCatalogue.NonPublie, OracleCatalogue.Ferme })
        {
            oracle.Mettre("A", statut);
            oracle.Importer([Bts with { Published = false }]);
            Assert.Equal(statut == OracleCatalogue.Pret ? ["A"] : [], oracle.Nuit(Nuit.AddDays(1)));
            Assert.Equal(statut, oracle.Formations["A"].Statut);
        }
    }

    [Fact]
    public void What_replaces_another_inherits_once_and_what_is_published_without_id_falls_back()
    {
        var oracle = Oracle(Bts, Regle);
        oracle.Mettre("A", OracleCatalogue.Publie, identifiant: true);
        oracle.Importer([Bts with { Cle = "B", Remplace = ["A"] }]);
        oracle.Nuit(Nuit.AddDays(1));

        Assert.Equal((OracleCatalogue.Publie, true), (oracle.Formations["B"].Statut, oracle.Formations["B"].AIdentifiant));
        Assert.Equal(ReglePerimetre.Non, oracle.Formations["A"].Statut);
        oracle.Mettre("B", OracleCatalogue.Publie, identifiant: false);
        oracle.Nuit(Nuit.AddDays(2));
        Assert.Equal(ReglePerimetre.Postbac, oracle.Formations["B"].Statut);
    }

    [Fact]
    public void A_night_is_restored_from_its_own_entries()
    {
        var oracle = Oracle(Bts, Regle);
        oracle.Importer([Bts with { Published = false }]);
        oracle.Nuit(Nuit.AddDays(1));

        Assert.Equal([("A", ReglePerimetre.Non, ReglePerimetre.Postbac)], oracle.ARestaurer(Nuit));
        oracle.Restaurer(Nuit);
        Assert.Equal(ReglePerimetre.Postbac, oracle.Formations["A"].Statut);
    }

    [Fact]
    public void Differences_are_told_in_both_directions()
    {
        var oracle = Oracle(Bts, Regle);
        var statuts = JsonNode.Parse("""{"formations":[{"cle":"A","parcoursup_statut":"publié"},{"cle":"Z","parcoursup_statut":"publié"}]}""")!;

        Assert.Equal([$"A est « publié », attendue « {ReglePerimetre.Postbac} »", "Z n'est pas du catalogue"],
            ComparaisonCatalogue.Statuts(oracle, statuts));
        Assert.Single(ComparaisonCatalogue.Statuts(oracle, JsonNode.Parse("""{"formations":[]}""")!));
        Assert.Equal(2, ComparaisonCatalogue.Changements([("A", "x", "y")], JsonNode.Parse("""[{"cle":"A","de":"x","vers":"z"}]""")).Count);
    }

    private static OracleCatalogue Oracle(OffreFormation offre, params ReglePerimetre[] regles)
    {
        var oracle = new OracleCatalogue(2025);
        oracle.Regler(regles);
        oracle.Importer([offre]);
        oracle.Nuit(Nuit);
        return oracle;
    }

    private static string Statut(OffreFormation offre, params ReglePerimetre[] regles) => Oracle(offre, regles).Formations[offre.Cle].Statut;
}
