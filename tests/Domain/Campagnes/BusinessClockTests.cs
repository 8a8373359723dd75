using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Domain.Tests.Campagnes;

/// <summary>Rule I1: business days are days of Paris.</summary>
public class BusinessClockTests
{
    [Theory]
    [InlineData("2026-07-07T21:59:59Z", "2026-07-07")]
    [InlineData("2026-07-07T22:00:00Z", "2026-07-08")] // midnight in Paris, in summer
    [InlineData("2026-12-31T22:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")] // midnight in Paris, in winter
    [InlineData("2026-07-08T00:30:00+02:00", "2026-07-08")]
    [InlineData("2026-07-07T19:00:00-10:00", "2026-07-08")] // a server in Tahiti
    public void Today_is_the_day_of_Paris_whatever_the_offset_of_the_clock(string instant, string day)
    {
        IBusinessClock clock = new Fixed(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), clock.Today);
    }

    [Theory]
    [InlineData("2026-05-19T19:42", 2)]
    [InlineData("2026-01-19T19:42", 1)]
    [InlineData("2026-03-29T01:30", 1)] // half an hour before the clocks go forward
    [InlineData("2026-03-29T03:30", 2)]
    [InlineData("2026-10-25T02:30", 1)] // twice on that night: the later one
    public void A_local_time_gets_the_offset_of_Paris_whatever_its_kind(string local, int hours)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var read = Paris.FromLocal(DateTime.SpecifyKind(time, kind));
            Assert.Equal(TimeSpan.FromHours(hours), read.Offset);
            Assert.Equal(time, read.DateTime);
        }
    }

    private sealed record Fixed(DateTimeOffset Now) : IBusinessClock;
}
