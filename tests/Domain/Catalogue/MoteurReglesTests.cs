using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>Formation × rules × day → status, with its explanation.</summary>
public class MoteurReglesTests
{
    [Fact]
    public void The_rank_decides_where_several_rules_match_and_the_explanation_names_all_of_them()
    {
        var found = Evaluer(Bonne(), Regle("a", APublierHabilitation), Regle("b", APublier), Regle("c", APublierRecteur));

        Assert.Equal((APublier, "b"), (found.Statut, found.Retenue!.Id));
        Assert.Equal(["a", "b", "c"], found.Regles.Select(r => r.Id));
        Assert.Contains("règle b", found.Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_forbids_does_not_win_over_one_that_admits()
    {
        var forbids = Regle("a", NonPubliable) with { PeutIntegrer = false };

        Assert.Equal(APublierHabilitation, Evaluer(Bonne(), forbids, Regle("b", APublierHabilitation)).Statut);
        Assert.Equal((NonPubliable, "a"), (Evaluer(Bonne(), forbids).Statut, Evaluer(Bonne(), forbids).Retenue!.Id));
    }

    [Fact]
    public void A_rule_s_own_condition_is_added_to_the_common_ones_and_replaces_none_of_them()
    {
        var rule = Regle() with { Annee = "2", Condition = Condition("cfd", "égal à", "32025515") };

        Assert.Empty(Evaluer(Bonne() with { Annee = "2" }, rule).Regles);
        Assert.Equal(NonPubliable, Evaluer(Bonne() with { CfdPerime = true }, Regle() with { Condition = rule.Condition }).Statut);
    }

    [Theory]
    [InlineData("4 (BAC...)", "BTS")]
    [InlineData(Bts, "bts")] // the exact label
    [InlineData(Bts, "BTSA")]
    public void Level_and_diploma_must_be_those_of_the_formation(string level, string diploma) =>
        Assert.Null(Evaluer(Bonne(), Regle() with { Niveau = level, Diplome = diploma }).Retenue);

    [Fact]
    public void Duration_year_and_academie_are_asked_where_the_rule_names_them()
    {
        Assert.NotNull(Evaluer(Bonne() with { Duree = "2" }, Regle() with { Duree = "2", Annee = "1", Academie = 14 }).Retenue);
        Assert.Null(Evaluer(Bonne() with { Duree = "3" }, Regle() with { Duree = "2" }).Retenue);
        Assert.Null(Evaluer(Bonne(), Regle() with { Annee = "9" }).Retenue);
        Assert.Null(Evaluer(Bonne(), Regle() with { Academie = 1 }).Retenue);
    }

    [Fact]
    public void An_academie_s_own_status_counts_for_its_formations_only()
    {
        var rule = Regle(statut: APublierRecteur) with { StatutsAcademies = new Dictionary<int, StatutCatalogue> { [14] = APublier } };

        Assert.Equal(APublier, Evaluer(Bonne(), rule).Statut);
        Assert.Equal(APublierRecteur, Evaluer(Bonne() with { Academie = 1 }, rule).Statut);
        Assert.Equal(APublierHabilitation, Evaluer(Bonne(), rule with { Statut = APublierHabilitation }).Statut);
    }

    [Fact]
    public void Rules_that_are_deleted_or_of_another_platform_are_not_applied() => Assert.Null(
        Evaluer(Bonne(), Regle("a") with { Supprimee = true }, Regle("b") with { AutrePlateforme = true }).Retenue);

    [Fact]
    public void What_excludes_a_formation_is_told_with_the_rules_that_would_match_otherwise()
    {
        var found = new MoteurRegles([Regle()]).Evaluer(Bonne() with { Annee = "2" }, Nuit, expliquer: true);

        Assert.Empty(found.Regles);
        Assert.Null(found.Retenue);
        Assert.Equal(["r1"], found.Ecartees.Select(r => r.Id));
        Assert.Contains("« 2 »", Assert.Single(found.Exclusions).Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_rules_never_matters()
    {
        var status = Gen.Elements(NonPubliable, APublierHabilitation, APublierAccesDirect, APublierRecteur, APublier);
        var cases =
            from statuses in Gen.NonEmptyListOf(status)
            let rules = statuses.Select((s, i) => Regle($"r{i}", s)).ToArray()
            from shuffled in Gen.Shuffle(rules)
            select (rules, shuffled: shuffled.ToArray());
        Propriete.Holds(cases, c =>
        {
            var (one, other) = (Evaluer(Bonne(), c.rules), Evaluer(Bonne(), c.shuffled));
            Assert.Equal((one.Statut, one.Retenue!.Id, one.Motif), (other.Statut, other.Retenue!.Id, other.Motif));
            Assert.Equal(c.rules.Max(r => r.Statut), one.Statut);
        });
    }

    internal static Condition Condition(string champ, string operateur, string valeur) =>
        Critere.Lire(champ, operateur, valeur, out _)!;
}
