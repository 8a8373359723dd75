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

    private static MessageOrder Read(string? time, long order) =>
        new(time is null ? null : DateTime.Parse("2026-06-02T" + time, System.Globalization.CultureInfo.InvariantCulture), order);
}
