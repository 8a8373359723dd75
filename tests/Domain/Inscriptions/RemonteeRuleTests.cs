using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Domain.Tests.Inscriptions;

/// <summary>Rule F3. A row lists the enrolments: kind, then p (paid), a (cancelled), r (not of the first year).</summary>
public class RemonteeRuleTests
{
    [Theory]
    [InlineData("", false, null)]
    [InlineData("", true, null)]
    [InlineData("1p", false, 1)]
    [InlineData("2p", false, 2)]
    [InlineData("4p", false, 4)]
    [InlineData("5p", false, 5)]
    [InlineData("1p", true, 1)] // the same state again is accepted
    [InlineData("1", false, null)] // not paid yet
    [InlineData("1", true, null)]
    [InlineData("1pr", false, null)] // not of the first year
    [InlineData("1pa", true, 3)]
    [InlineData("2pa", true, 3)]
    [InlineData("4pa", true, 3)]
    [InlineData("5pa", true, 3)]
    [InlineData("1a", true, 3)] // refunded and cancelled
    [InlineData("1pa", false, null)] // Parcoursup never heard of it
    [InlineData("1a", false, null)]
    [InlineData("1par", true, 3)] // told without the first year: taken back all the same
    [InlineData("1par", false, null)]
    // Several kinds: the principal one first; a live one outweighs cancelled ones.
    [InlineData("2p 1p", false, 1)]
    [InlineData("5p 4p", false, 4)]
    [InlineData("1pa 4p", true, 4)]
    [InlineData("1pr 4p", false, 4)]
    [InlineData("1 2p", false, 2)]
    [InlineData("1pa 2pa", true, 3)]
    [InlineData("1pa 2", true, 3)] // another kind that is not paid does not hold it up
    [InlineData("1pa 2pr", true, 3)]
    public void What_Parcoursup_should_hold(string enrolments, bool everAttempted, int? expected) =>
        Assert.Equal(expected, RemonteeRule.DesiredState(Read(enrolments), everAttempted));

    [Theory]
    [InlineData("1", true, 1, true)]
    [InlineData("1", false, null, false)] // nobody was told of it
    [InlineData("1", true, null, true)] // the answer is not known: the other side may hold it
    [InlineData("1p", true, 1, false)]
    [InlineData("1pa", true, 1, false)]
    [InlineData("1a", true, 1, false)] // cancelled, paid or not
    [InlineData("1", true, 3, false)] // taken back long ago
    [InlineData("1 2p", true, 1, false)] // another kind takes its place
    [InlineData("1 4a", true, 1, true)] // what was cancelled is not what was reported
    public void Whether_a_person_has_to_look(string enrolments, bool everAttempted, int? reported, bool expected)
    {
        Assert.Equal(expected, RemonteeRule.AwaitsPerson(Read(enrolments), everAttempted, reported));
        if (expected) Assert.Null(RemonteeRule.DesiredState(Read(enrolments), everAttempted, reported));
    }

    [Fact]
    public void The_order_of_the_enrolments_does_not_matter() =>
        Assert.Equal(RemonteeRule.DesiredState(Read("5p 1pa 2p"), true), RemonteeRule.DesiredState(Read("2p 5p 1pa"), true));

    [Theory]
    [InlineData("1p", true)]
    [InlineData("1", false)]
    [InlineData("1pa", false)]
    [InlineData("1a", false)]
    public void A_valid_enrolment_is_paid_and_not_cancelled(string enrolment, bool expected) =>
        Assert.Equal(expected, Read(enrolment).Single().EstValide);

    private static List<InscriptionAdministrative> Read(string row) =>
        [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ia => new InscriptionAdministrative
        {
            Type = (TypeInscription)(ia[0] - '0'),
            Payee = ia.Contains('p', StringComparison.Ordinal),
            Annulee = ia.Contains('a', StringComparison.Ordinal),
            PremiereAnnee = !ia.Contains('r', StringComparison.Ordinal),
        })];
}
