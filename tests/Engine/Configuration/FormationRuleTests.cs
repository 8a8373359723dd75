using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Tests.Configuration;

/// <summary>The mapping has each formation once at an établissement, and what each system asks of it.</summary>
public sealed class FormationRuleTests
{
    [Fact]
    public void A_formation_that_stands_twice_is_told_at_its_second_place()
    {
        var erreurs = Check([], [8842, 8843, 8842]);
        Assert.Equal(("etablissements[0].formations[2].codeFormationPsup", "La formation 8842 a déjà une correspondance."),
            (Assert.Single(erreurs).Champ, erreurs[0].Message));
    }

    [Fact]
    public void Two_etablissements_may_both_have_it_and_a_missing_code_is_for_others_to_tell()
    {
        Assert.Empty(Check([], [8842], [8842]));
        Assert.Empty(Check([], [0, 0]));
        Assert.Single(Check([], [1, 1]));
    }

    [Fact]
    public void Every_system_is_asked_of_every_formation() => Assert.Equal(
        ["etablissements[0].formations[0]", "etablissements[0].formations[0]", "etablissements[1].formations[0]", "etablissements[1].formations[0]"],
        Check([new Said(), new Said()], [1], [2]).Select(e => e.Champ));

    [Fact]
    public void Its_errors_stand_behind_those_of_files() => Assert.Equal(RuleOrder.Formations, new FormationRule([]).Order);

    private static List<Erreur> Check(IFormationRule[] systems, params int[][] codes) => [.. new FormationRule(systems).Check(new()
    {
        Etablissements = [.. codes.Select(own => new EtablissementDocument { Formations = [.. own.Select(c => new FormationMapping { CodeFormationPsup = c })] })],
    })];

    private sealed class Said : IFormationRule
    {
        public IEnumerable<Erreur> Check(FormationMapping formation, string path) => [new(path, "")];
    }
}
