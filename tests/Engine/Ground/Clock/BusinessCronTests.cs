using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Clock;

/// <summary>Cron expressions are read in Paris, whatever the machine's zone, on both days of the change of hour too (rule I1).</summary>
public sealed class BusinessCronTests
{
    private const string Soir = "0 0 20 * * ?";

    [Theory]
    [InlineData(Soir, true)]
    [InlineData("0 0 6,14 * * ?", true)]
    [InlineData("0 0 20 * *", false)]
    [InlineData("20 h", false)]
    [InlineData(" ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_Quartz_s_form_is_taken(string? text, bool taken) => Assert.Equal(taken, BusinessCron.IsValid(text));

    [Fact]
    public void Eight_in_the_evening_is_so_in_summer_and_in_winter() => Assert.Equal(
        [At("2026-10-24T20:00:00+02:00"), At("2026-10-25T20:00:00+01:00"), At("2026-10-26T20:00:00+01:00")],
        BusinessCron.Next(Soir, At("2026-10-24T10:00:00Z"), 3));

    [Fact]
    public void The_next_ones_are_told_with_the_offset_of_Paris_and_never_more_than_asked_for()
    {
        Assert.Equal(TimeSpan.FromHours(2), Assert.Single(BusinessCron.Next(Soir, At("2026-07-01T00:00:00Z"), 1)).Offset);
        Assert.Empty(BusinessCron.Next(Soir, At("2026-07-01T00:00:00Z"), 0));
        Assert.Equal(2, BusinessCron.Next("0 0 20 1,2 7 ? 2026", At("2026-06-01T00:00:00Z"), 5).Count);
    }

    [Fact]
    public void Of_several_that_were_missed_the_last_is_due()
    {
        var now = At("2026-07-04T18:00:00Z");
        Assert.Equal(At("2026-07-04T18:00:00Z"), BusinessCron.LastDue(Soir, At("2026-07-01T00:00:00Z"), now));
        Assert.Equal(At("2026-07-03T18:00:00Z"), BusinessCron.LastDue(Soir, At("2026-07-01T00:00:00Z"), now.AddSeconds(-1)));
    }

    [Fact]
    public void What_was_done_is_not_due_again_before_its_hour()
    {
        Assert.Null(BusinessCron.LastDue(Soir, At("2026-07-03T18:00:00Z"), At("2026-07-04T17:59:59Z")));
        Assert.NotNull(BusinessCron.LastDue(Soir, At("2026-07-03T17:59:59Z"), At("2026-07-03T18:00:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
