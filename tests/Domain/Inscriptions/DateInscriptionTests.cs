using System.Globalization;
using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Domain.Tests.Inscriptions;

/// <summary>Rule F1: a date that is still to come would beat every later correction.</summary>
public class DateInscriptionTests
{
    [Theory]
    [InlineData("2026-07-10T12:00:00", true)]
    [InlineData("2026-07-10T12:05:00", true)] // clocks differ
    [InlineData("2026-07-10T12:05:01", false)]
    [InlineData("9999-12-31T23:59:59", false)]
    [InlineData("2018-01-01T00:00:00", true)]
    [InlineData("2017-12-31T23:59:59", false)] // before there was a Parcoursup
    [InlineData("0001-01-01T00:00:00", false)]
    public void An_enrolment_has_a_date_between_the_first_session_and_now(string date, bool possible)
    {
        var (read, now) = (DateTime.Parse(date, CultureInfo.InvariantCulture), new DateTime(2026, 7, 10, 12, 0, 0));

        Assert.Equal(possible, DateInscription.EstPossible(read, now));
        Assert.Equal(possible, DateInscription.EstPossible(new DateTimeOffset(read, TimeSpan.Zero), new DateTimeOffset(now, TimeSpan.Zero)));
    }

    [Fact]
    public void Instants_are_compared_whatever_their_offsets()
    {
        var now = new DateTimeOffset(2026, 7, 10, 12, 0, 0, TimeSpan.FromHours(2));

        Assert.True(DateInscription.EstPossible(new DateTimeOffset(2026, 7, 10, 10, 5, 0, TimeSpan.Zero), now));
        Assert.False(DateInscription.EstPossible(new DateTimeOffset(2026, 7, 10, 10, 5, 1, TimeSpan.Zero), now));
    }
}
