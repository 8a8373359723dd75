using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Dates of Parcoursup (contract §4): <c>dd/MM/yyyy</c> and <c>dd/MM/yyyy HH:mm</c>, local time of Paris. Single digits,
/// seconds, ISO order, an offset and milliseconds of the epoch are understood too.
/// </summary>
/// <remarks>
/// Years lost a digit in 2019 (<c>019</c>). A short year is completed to the latest plausible one that is not after the
/// given year: 019 is 2019 and 008 is 2008, but for a birth 098 is 1998, as is 998. What fits no century is unreadable.
/// </remarks>
internal static partial class ParcoursupDate
{
    /// <summary>The local time of Paris; what has an offset is converted (rule K3).</summary>
    public static bool TryParse(string? text, int latestYear, out DateTime date)
    {
        if (!TryRead(text, latestYear, out date, out var offset)) return false;
        if (offset is { } given) date = InstantRecu.Heure(date, given) ?? default;
        return date != default;
    }

    /// <summary>A day; what has a time and an offset is the day that it was in Paris (rule K3).</summary>
    public static bool TryParseDay(string? text, int latestYear, out DateOnly day)
    {
        day = default;
        if (!TryRead(text, latestYear, out var date, out var offset)) return false;
        day = offset is { } given ? InstantRecu.Jour(date, given) ?? default : DateOnly.FromDateTime(date);
        return day != default;
    }

    private static bool TryRead(string? received, int latestYear, out DateTime date, out TimeSpan? offset)
    {
        (date, offset) = (default, null);
        if (Texte.Net(received) is not { } text) return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            date = InstantRecu.Epoque(number) ?? default;
            return date != default;
        }

        var match = French().Match(text);
        if (!match.Success) match = Iso().Match(text);
        if (!match.Success || CompleteYear(Part(match, "y"), latestYear) is not { } year) return false;

        var (month, day, hour, minute, second) = (Part(match, "m"), Part(match, "d"), Part(match, "h"), Part(match, "n"), Part(match, "s"));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        date = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        if (match.Groups["z"].Success) offset = Offset(match);
        return true;
    }

    /// <summary>A year that may have lost its first digits; null when no century fits.</summary>
    public static int? CompleteYear(int year, int latestYear)
    {
        if (year is >= 1000 and <= 9999) return year;
        if (year is < 0 or > 9999) return null;
        if (year < 100) return 2000 + year <= latestYear ? 2000 + year : 1900 + year;
        return year >= 900 ? 1000 + year : null;
    }

    public static string Write(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Write(DateTime date) => date.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    private static TimeSpan Offset(Match match)
    {
        var offset = new TimeSpan(Part(match, "zh"), Part(match, "zm"), 0);
        return match.Groups["zs"].ValueSpan is "-" ? -offset : offset;
    }

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*(?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{2,4})(?:[ T]+(?<h>[0-9]{1,2})[:hH](?<n>[0-9]{2})(?::(?<s>[0-9]{2}))?)?\s*$",
            RegexOptions.CultureInvariant)]
    private static partial Regex French();

    [GeneratedRegex(
        @"^\s*(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})(?:[ T](?<h>[0-9]{2}):(?<n>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,][0-9]+)?)?"
        + @"(?<z>Z|(?<zs>[+-])(?<zh>[0-9]{2}):?(?<zm>[0-9]{2})?)?(?:\[Europe/Paris\])?)?\s*$",
            RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
