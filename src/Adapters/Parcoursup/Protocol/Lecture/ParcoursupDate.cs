using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Dates of Parcoursup (contract §4): <c>dd/MM/yyyy</c> and <c>dd/MM/yyyy HH:mm</c>, local time of Paris. Single digits,
/// seconds and ISO order are understood too.
/// </summary>
/// <remarks>
/// Years lost a digit in 2019 (<c>019</c>). A short year is completed to the latest plausible one that is not after the
/// given year: 019 is 2019 and 008 is 2008, but for a birth 098 is 1998, as is 998. What fits no century is unreadable.
/// </remarks>
internal static partial class ParcoursupDate
{
    public static bool TryParse(string? text, int latestYear, out DateTime date)
    {
        date = default;
        if (text is null) return false;
        var match = French().Match(text);
        if (!match.Success) match = Iso().Match(text);
        if (!match.Success || CompleteYear(Part(match, "y"), latestYear) is not { } year) return false;

        var (month, day, hour, minute, second) = (Part(match, "m"), Part(match, "d"), Part(match, "h"), Part(match, "n"), Part(match, "s"));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        date = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
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

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*(?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{2,4})(?:[ T]+(?<h>[0-9]{1,2})[:hH](?<n>[0-9]{2})(?::(?<s>[0-9]{2}))?)?\s*$",
            RegexOptions.CultureInvariant)]
    private static partial Regex French();

    [GeneratedRegex(
        @"^\s*(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})(?:[ T](?<h>[0-9]{2}):(?<n>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.[0-9]+)?)?)?\s*$",
            RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
