using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Gardes;

namespace Parcoursup.Gateway.Domain.Tests.Gardes;

/// <summary>Rule C6: more than max(5 %, 20) of the live wishes.</summary>
public class DecisionGuardTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(10, 10, false)] // a small établissement: all of them, but no more than 20
    [InlineData(20, 20, false)]
    [InlineData(21, 21, true)]
    [InlineData(400, 20, false)]
    [InlineData(400, 21, true)]
    [InlineData(419, 20, false)] // 5 % = 20.95
    [InlineData(419, 21, true)]
    [InlineData(5000, 250, false)]
    [InlineData(5000, 251, true)]
    public void More_than_the_threshold_waits_for_a_person(int live, int turning, bool expected) =>
        Assert.Equal(expected, DecisionGuard.NeedsConfirmation(new ReglesEtablissement(), live, turning));

    [Theory]
    [InlineData(0, 0, 1, true)]
    [InlineData(0, 0, 0, false)]
    [InlineData(50, 0, 51, true)]
    [InlineData(50, 0, 50, false)]
    [InlineData(100, 0, 100, false)]
    public void The_etablissement_sets_the_threshold(int percent, int minimum, int turning, bool expected) =>
        Assert.Equal(expected, DecisionGuard.NeedsConfirmation(
            new ReglesEtablissement { GardeDecisionPourcent = percent, GardeDecisionMinimum = minimum }, 100, turning));
}
