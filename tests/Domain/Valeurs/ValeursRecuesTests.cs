using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Dates, numbers and flags as other systems write them (rule K3).</summary>
public sealed class ValeursRecuesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 6, 3, 9, 0, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("2026-06-03T09:00:00+02:00")]
    [InlineData("2026-06-03T07:00:00Z")]
    [InlineData("2026-06-03T09:00:00")]
    [InlineData("2026-06-03 09:00")]
    [InlineData("2026-06-03T09:00:00.000")]
    [InlineData("2026-06-03T09:00:00,000000000+02:00")]
    [InlineData("2026-06-03T09:00:00+0200")]
    [InlineData("2026-06-03T09:00:00+02")]
    [InlineData("2026-06-03T09:00:00 +02:00")]
    [InlineData("2026-06-03T09:00:00+02:00[Europe/Paris]")]
    [InlineData("2026-06-03T09:00:00[Europe/Paris]")]
    [InlineData("2026-06-03T08:00:00[Europe/London]")]
    [InlineData("2026-06-03T07:00:00Z[UTC]")]
    [InlineData("03/06/2026 09:00")]
    [InlineData("3/6/2026 9h00")]
    [InlineData("03/06/2026 à 09:00")]
    [InlineData("03/06/2026T09:00:00")]
    [InlineData("1780470000000")]
    [InlineData("1780470000")]
    public void An_instant_is_read_and_without_offset_it_is_that_of_Paris(string text)
    {
        Assert.True(DateRecue.TryParseInstant(text, out var instant), text);
        Assert.Equal(Nine, instant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hier")]
    [InlineData("2026-02-30T09:00:00")]
    [InlineData("31/02/2026 09:00")]
    [InlineData("06/31/2026 09:00")]
    [InlineData("2026-06-03T25:00:00")]
    [InlineData("2026-06-03T09:00:00+99:00")]
    [InlineData("2026-06-03T09:00:00[Europe/Nulle]")]
    [InlineData("2026-06-03T09:00:00 demain")]
    [InlineData("0000-06-03")]
    [InlineData("20260603")]
    [InlineData("178047000000")]
    [InlineData("99999999999999999999")]
    public void What_is_no_instant_is_not_guessed(string text) => Assert.False(DateRecue.TryParseInstant(text, out _));

    [Fact]
    public void The_season_counts()
    {
        Assert.True(DateRecue.TryParseInstant("2026-01-15T09:00:00", out var winter));
        Assert.Equal(TimeSpan.FromHours(1), winter.Offset);
    }

    [Theory]
    [InlineData("2026-07-03")]
    [InlineData("03/07/2026")]
    [InlineData("2026-07-03T00:00:00")]
    [InlineData("2026-07-03T00:00:00+02:00")]
    [InlineData("03/07/2026 00:00")]
    public void A_day_is_read(string text)
    {
        Assert.True(DateRecue.TryParseJour(text, out var day));
        Assert.Equal(new DateOnly(2026, 7, 3), day);
    }

    [Property]
    public Property Any_text_ends_without_an_exception() => Prop.ForAll(
        Gen.Elements("2026", "-06-03", "T09:00", "0001-01-01", "9999-12-31", "+14:00", "-14:00", "[", "UTC", "]", "/", "Z", "é", " ").ListOf().ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            DateRecue.TryParseInstant(text, out _);
            DateRecue.TryParseJour(text, out _);
            NombreRecu.TryParse(text, out _);
            OuiNonRecu.Parse(text);
            return Cite.De(text).Length <= 66;
        });

    [Property]
    public Property What_is_written_in_ISO_is_read_back() => Prop.ForAll(
        Gen.Choose(0, 20_000_000).ToArbitrary(), Gen.Choose(-14 * 60, 14 * 60).ToArbitrary(), (minutes, offset) =>
        {
            var date = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(offset)).AddMinutes(minutes);
            return DateRecue.TryParseInstant(date.ToString("O", System.Globalization.CultureInfo.InvariantCulture), out var read) && read == date;
        });

    [Theory]
    [InlineData("711302", 711302)]
    [InlineData("711302.0", 711302)]
    [InlineData("711302,00", 711302)]
    [InlineData("711 302", 711302)]
    [InlineData("711\u00A0302", 711302)]
    [InlineData("711\u202F302,0", 711302)]
    [InlineData(" 711302 ", 711302)]
    [InlineData("1 234 567", 1234567)]
    public void A_number_is_read_as_spreadsheets_write_it(string text, int expected)
    {
        Assert.True(NombreRecu.TryParsePositive(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("711302.5")]
    [InlineData("7,11E+05")]
    [InlineData("71 1302")]
    [InlineData("711 302 17")]
    [InlineData("-17")]
    [InlineData("0")]
    [InlineData("99999999999")]
    [InlineData("")]
    public void What_is_no_whole_number_is_cited(string text)
    {
        Assert.False(NombreRecu.TryParsePositive(text, out _));
        Assert.StartsWith($"« {text} » n'est pas", NombreRecu.Refus(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_lost_its_digits_says_so() => Assert.Contains("perdu des chiffres", NombreRecu.Refus("7,11E+05"), StringComparison.Ordinal);
}
