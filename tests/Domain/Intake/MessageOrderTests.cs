using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Domain.Tests.Intake;

/// <summary>Rule B5: dateReponse where both have one and they differ, else the journal's order.</summary>
public class MessageOrderTests
{
    [Theory]
    [InlineData("19:42", 1, "19:41", 2, true)] // answered later, though received first
    [InlineData("19:41", 2, "19:42", 1, false)]
    [InlineData("19:42", 2, "19:42", 1, true)] // the same minute: the journal
    [InlineData("19:42", 1, "19:42", 2, false)]
    [InlineData(null, 2, "19:42", 1, true)] // one without a date: the journal
    [InlineData("19:42", 1, null, 2, false)]
    [InlineData("19:42", 2, null, 1, true)]
    [InlineData(null, 2, null, 1, true)]
    [InlineData(null, 1, null, 2, false)]
    [InlineData("19:42", 1, "19:42", 1, false)] // not newer than itself
    public void The_newer_message(string? date, long order, string? otherDate, long otherOrder, bool expected) =>
        Assert.Equal(expected, Read(date, order).IsNewerThan(Read(otherDate, otherOrder)));

    [Theory]
    [InlineData(null, 3, 1, 2, false)] // it left before the push was received, and came after it
    [InlineData("19:42", 3, 1, 2, false)]
    [InlineData(null, 3, 2, 1, true)]
    [InlineData("19:42", 3, 2, 1, true)]
    [InlineData(null, 3, 2, 2, true)] // the same moment: the journal
    public void An_answer_is_as_old_as_its_question(string? date, long order, int left, int received, bool expected)
    {
        var answer = Read(date, order) with { Le = DateTimeOffset.UnixEpoch.AddSeconds(left), Instantane = true };
        var push = Read(date, order - 1) with { Le = DateTimeOffset.UnixEpoch.AddSeconds(received) };

        Assert.Equal(expected, answer.IsNewerThan(push));
    }

    [Theory]
    [InlineData("2026-06-04 09:00", "2026-06-04 09:00")]
    [InlineData("2026-06-04 12:00", "2026-06-04 12:00")] // a day ahead is a matter of clocks
    [InlineData("2026-06-04 12:01", "2026-06-03 12:00")]
    [InlineData("2062-06-03 12:00", "2026-06-03 12:00")]
    [InlineData("9999-12-31 23:59", "2026-06-03 12:00")]
    [InlineData("0001-01-01 00:00", "0001-01-01 00:00")]
    [InlineData(null, null)]
    public void A_date_that_is_still_to_come_counts_as_its_receipt(string? date, string? expected) =>
        Assert.Equal(Date(expected), MessageOrder.Effective(Date(date), new DateTime(2026, 6, 3, 12, 0, 0)));

    private static DateTime? Date(string? text) => text is null ? null : DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static MessageOrder Read(string? time, long order) =>
        new(time is null ? null : DateTime.Parse("2026-06-02T" + time, System.Globalization.CultureInfo.InvariantCulture), order);
}
