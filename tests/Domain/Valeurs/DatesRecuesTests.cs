using System.Globalization;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rule K3: the bounds of what is read as an instant, and what it is.</summary>
public class DatesRecuesTests
{
    [Theory]
    [InlineData("2026-06-03T09:00:00.123+02:00", "2026-06-03T09:00:00.1230000+02:00")]
    [InlineData("2026-06-03T09:00:00.123456789Z", "2026-06-03T09:00:00.1234567+00:00")]
    [InlineData("2026-06-03T09:00:00,5", "2026-06-03T09:00:00.5000000+02:00")]
    [InlineData("2026-06-03T23:59:59-05:30", "2026-06-03T23:59:59.0000000-05:30")]
    [InlineData("2026-06-03T00:00:00+0530", "2026-06-03T00:00:00.0000000+05:30")]
    [InlineData("2026-06-03T09:00:00z", "2026-06-03T09:00:00.0000000+00:00")]
    [InlineData("2026-06-03T09:00:00+14:00", "2026-06-03T09:00:00.0000000+14:00")]
    [InlineData("2026-06-03T09:00:00[America/New_York]", "2026-06-03T09:00:00.0000000-04:00")]
    [InlineData("2026-01-31", "2026-01-31T00:00:00.0000000+01:00")]
    [InlineData("2028-02-29", "2028-02-29T00:00:00.0000000+01:00")]
    [InlineData("29/2/2028", "2028-02-29T00:00:00.0000000+01:00")]
    [InlineData("31/12/2026 23:59:59", "2026-12-31T23:59:59.0000000+01:00")]
    [InlineData(" 1/1/2026  8h05 ", "2026-01-01T08:05:00.0000000+01:00")]
    [InlineData("01/01/2026 8H05", "2026-01-01T08:05:00.0000000+01:00")]
    public void An_instant_keeps_its_own_offset_and_its_fraction(string text, string instant)
    {
        Assert.True(DateRecue.TryParseInstant(text, out var read), text);
        Assert.Equal(instant, read.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-01")]
    [InlineData("2026-01-00")]
    [InlineData("2026-01-32")]
    [InlineData("2027-02-29")]
    [InlineData("2026-06-03T24:00:00")]
    [InlineData("2026-06-03T09:60:00")]
    [InlineData("2026-06-03T09:00:60")]
    [InlineData("2026-06-03T09:00:00+14:01")]
    [InlineData("2026-06-03T09:00:00.1234567890")]
    [InlineData("2026-06-031")]
    [InlineData("03/06/2026 9")]
    [InlineData("2026-06-03T09:00:00[]")]
    [InlineData("123456789")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData(null)]
    [InlineData("   ")]
    public void What_no_calendar_or_clock_has_is_no_instant(string? text) => Assert.False(DateRecue.TryParseInstant(text, out _), text);

    [Fact]
    public void A_text_of_eighty_characters_is_no_date_however_it_begins()
    {
        Assert.True(DateRecue.TryParseInstant("2026-06-03" + new string(' ', 80), out _));
        Assert.True(DateRecue.TryParseInstant("2026-06-03" + new string(' ', 68) + "Z", out _));
        Assert.False(DateRecue.TryParseInstant("2026-06-03" + new string(' ', 69) + "Z", out _));
    }

    [Theory]
    [InlineData(999_999_999, null)]
    [InlineData(1_000_000_000, "2001-09-09T03:46:40+02:00")]
    [InlineData(9_999_999_999, "2286-11-20T18:46:39+01:00")]
    [InlineData(10_000_000_000, null)]
    [InlineData(999_999_999_999, null)]
    [InlineData(1_000_000_000_000, "2001-09-09T03:46:40+02:00")]
    [InlineData(9_999_999_999_999, "2286-11-20T18:46:39+01:00")]
    [InlineData(10_000_000_000_000, null)]
    [InlineData(-1_780_470_000, null)]
    public void An_epoch_has_ten_digits_in_seconds_and_thirteen_in_milliseconds(long epoch, string? instant)
    {
        Assert.Equal(instant is not null, DateRecue.TryParseEpoch(epoch, out var read));
        Assert.Equal(instant, instant is null ? null : read.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-07-03T00:00:00+11:00", "2026-07-03")] // midnight in Nouméa is that day
    [InlineData("2026-07-03T23:30:00Z", "2026-07-03")]
    [InlineData("1780470000", "2026-06-03")]
    public void A_day_is_that_of_its_own_offset(string text, string day)
    {
        Assert.True(DateRecue.TryParseJour(text, out var read));
        Assert.Equal(day, read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_no_date_is_told_with_a_right_one()
    {
        Assert.False(DateRecue.TryParseJour("hier", out var day));
        Assert.Equal(default, day);
        Assert.Equal("Date « hier » illisible : écrire par exemple 2026-07-03 ou 03/07/2026.", DateRecue.Refus("hier", DateRecue.FormeJour));
    }

    [Theory]
    [InlineData(10_000_000_000, "1970-04-26T18:46:40")]
    [InlineData(9_999_999_999, null)]
    [InlineData(-10_000_000_000, "1969-09-07T07:13:20")]
    [InlineData(9_999_999_999_999, "2286-11-20T18:46:39")]
    [InlineData(10_000_000_000_000, null)]
    [InlineData(20_260_603, null)] // a date written as digits
    public void A_number_of_milliseconds_is_an_instant_of_Paris(long milliseconds, string? local) =>
        Assert.Equal(local, InstantRecu.Epoque(milliseconds)?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-06-03T23:30:00", 0, "2026-06-04T01:30:00", "2026-06-04")]
    [InlineData("2026-06-03T00:00:00", 11, "2026-06-02T15:00:00", "2026-06-03")] // midnight is the day as written
    [InlineData("2026-06-03T09:00:00", 14, "2026-06-02T21:00:00", "2026-06-02")]
    [InlineData("2026-06-03T09:00:00", -14, "2026-06-04T01:00:00", "2026-06-04")]
    [InlineData("2026-06-03T09:00:00", 15, null, null)]
    [InlineData("2026-06-03T09:00:00", -15, null, null)]
    [InlineData("0001-01-02T23:59:59", 0, null, null)]
    [InlineData("9999-12-29T23:59:59", 0, "9999-12-30T00:59:59", "9999-12-30")]
    [InlineData("9999-12-30T00:00:00", -1, null, null)]
    public void A_date_with_an_offset_is_that_of_Paris(string written, int hours, string? local, string? day)
    {
        var (at, offset) = (DateTime.Parse(written, CultureInfo.InvariantCulture), TimeSpan.FromHours(hours));

        Assert.Equal(local, InstantRecu.Heure(at, offset)?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(day, InstantRecu.Jour(at, offset)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(local is null, InstantRecu.Heure(DateTime.SpecifyKind(at, DateTimeKind.Utc), offset) is null);
    }

    [Fact]
    public void Two_days_from_either_end_of_the_calendar_a_date_is_one() =>
        Assert.Equal((new DateOnly(1, 1, 3), true, true), (InstantRecu.Jour(new DateTime(1, 1, 3), TimeSpan.Zero),
            InstantRecu.Heure(DateTime.MaxValue.AddDays(-2), TimeSpan.Zero) is not null, DateRecue.TryParseInstant("0001-06-03T00:00:00Z", out _)));

    [Theory]
    [InlineData("+711302", 711302)]
    [InlineData("-17", -17)]
    [InlineData("-1 017,0", -1017)]
    [InlineData("711302,", 711302)]
    [InlineData("0", 0)]
    [InlineData("711302.000", 711302)]
    [InlineData("1\u2009234", 1234)]
    public void A_whole_number_may_be_negative(string text, int expected)
    {
        Assert.True(NombreRecu.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1 23")]
    [InlineData("1234 567")]
    [InlineData("1 234 5678")]
    [InlineData("711302x")]
    [InlineData("1,5")]
    public void What_is_no_whole_number_is_none(string? text)
    {
        Assert.False(NombreRecu.TryParse(text, out _));
        Assert.False(NombreRecu.TryParsePositive(text, out _));
    }

    [Theory]
    [InlineData("x", "« x » n'est pas un nombre entier positif : écrire par exemple 711301.")]
    [InlineData(" 7,11E+05 ", "«  7,11E+05  » n'est pas un nombre entier positif : écrire par exemple 711301 (le tableur a perdu des chiffres : mettre la colonne au format « nombre » sans décimale).")]
    [InlineData("7e5", "« 7e5 » n'est pas un nombre entier positif : écrire par exemple 711301 (le tableur a perdu des chiffres : mettre la colonne au format « nombre » sans décimale).")]
    [InlineData("7e5x", "« 7e5x » n'est pas un nombre entier positif : écrire par exemple 711301.")]
    public void What_is_no_number_is_told_whole(string text, string refus) => Assert.Equal(refus, NombreRecu.Refus(text));

    [Fact]
    public void The_right_number_of_a_refusal_is_the_caller_s() =>
        Assert.Equal("« x » n'est pas un nombre entier positif : écrire par exemple 2026.", NombreRecu.Refus("x", "2026"));
}
