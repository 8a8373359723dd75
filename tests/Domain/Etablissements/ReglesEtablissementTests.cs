using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Etablissements;

/// <summary>What holds for an établissement that has changed none of its rules.</summary>
public class ReglesEtablissementTests
{
    [Theory]
    [InlineData(0, Reponse.Oui)]
    [InlineData(1, Reponse.OuiSi3Ans)]
    [InlineData(2, Reponse.OuiSi4Ans)]
    [InlineData(3, null)]
    public void The_amenagements_mean_what_Parcoursup_means_by_them(int code, Reponse? reponse) =>
        Assert.Equal(reponse, new ReglesEtablissement().ReponseDe(code));

    [Fact]
    public void An_answer_that_is_accepted_while_others_wait_counts_as_accepted() => Assert.True(new ReglesEtablissement().SituationDeuxAcceptee);

    [Fact]
    public void The_guards_begin_at_five_and_ten_per_cent()
    {
        var regles = new ReglesEtablissement();

        Assert.Equal((5, 20), (regles.GardeDecisionPourcent, regles.GardeDecisionMinimum));
        Assert.Equal((10, 5, 6), (regles.GardeDisparitionPourcent, regles.GardeDisparitionMinimum, regles.HeuresEntreRecuperations));
        Assert.Equal((10, 5), (regles.GardeInstantanePourcent, regles.GardeInstantaneMinimum));
    }
}
