using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// Instants and days as other systems write them (rule K3): ISO 8601 with or without offset, <c>+0200</c>, Java's
/// <c>[Europe/Paris]</c>, French dates, and the epoch in seconds or milliseconds. Without offset it is Paris's time.
/// </summary>
public static partial class DateRecue
{
    /// <summary>Right forms of an instant.</summary>
    public const string FormeInstant = "2026-06-03T09:00:00+02:00 (ou 03/06/2026 09:00, à l'heure de Paris)";

    /// <summary>Right forms of a day.</summary>
    public const string FormeJour = "2026-07-03 ou 03/07/2026";

    // From 2001 to 2286 an epoch has ten digits in seconds and thirteen in milliseconds.
    private const long FirstSeconds = 1_000_000_000;
    private const long FirstMilliseconds = 1_000_000_000_000;

    public static bool TryParseInstant(string? texte, out DateTimeOffset instant)
    {
        instant = default;
        if (texte?.Trim() is not { Length: > 0 and < 80 } text) return false;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && text.Length >= 10)
            return TryParseEpoch(epoch, out instant);
        if (LocalOf(text, out var rest) is not { } local) return false;
        var zone = Zone().Match(rest);
        if (!zone.Success) return false;
        try
        {
            instant = OffsetOf(zone) is { } offset ? new DateTimeOffset(local, offset)
                : zone.Groups["id"] is { Success: true, Value: var id } ? InZone(local, id) : Paris.FromLocal(local);
            return true;
        }
        catch (Exception impossible) when (impossible is ArgumentException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // An offset or a zone that there is not, or the very ends of the calendar.
            return false;
        }
    }

    /// <summary>Seconds or milliseconds since 1970.</summary>
    public static bool TryParseEpoch(long epoch, out DateTimeOffset instant)
    {
        instant = default;
        if (epoch is < FirstSeconds or >= 10 * FirstMilliseconds || epoch is >= 10 * FirstSeconds and < FirstMilliseconds) return false;
        instant = Paris.At(epoch < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(epoch)
            : DateTimeOffset.FromUnixTimeMilliseconds(epoch));
        return true;
    }

    /// <summary>A day; of an instant the day that it is in Paris.</summary>
    public static bool TryParseJour(string? texte, out DateOnly jour)
    {
        jour = default;
        if (!TryParseInstant(texte, out var instant)) return false;
        // Its own offset where it names one: midnight somewhere else is not the evening before.
        jour = DateOnly.FromDateTime(instant.DateTime);
        return true;
    }

    /// <summary>What is wrong with such a text and how it would be right, in French.</summary>
    public static string Refus(string texte, string forme) => $"Date {Cite.De(texte)} illisible : écrire par exemple {forme}.";

    private static DateTime? LocalOf(string text, out string rest)
    {
        rest = "";
        var match = Iso().Match(text);
        if (!match.Success) match = French().Match(text);
        if (!match.Success) return null;
        rest = text[match.Length..].Trim();
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        var (hour, minute, second) = (Part("h"), Part("n"), Part("s"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
            return null;
        var ticks = match.Groups["f"] is { Success: true, Value: var f }
            ? long.Parse(f.PadRight(7, '0')[..7], CultureInfo.InvariantCulture) : 0;
        return new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(ticks);

        int Part(string name) => match.Groups[name] is { Success: true } group
            ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    private static TimeSpan? OffsetOf(Match zone)
    {
        if (zone.Groups["z"].Success) return TimeSpan.Zero;
        if (!zone.Groups["sign"].Success) return null;
        var offset = new TimeSpan(int.Parse(zone.Groups["oh"].ValueSpan, CultureInfo.InvariantCulture),
            zone.Groups["om"] is { Success: true } minutes ? int.Parse(minutes.ValueSpan, CultureInfo.InvariantCulture) : 0, 0);
        return zone.Groups["sign"].Value == "-" ? -offset : offset;
    }

    private static DateTimeOffset InZone(DateTime local, string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        return new(local, zone.GetUtcOffset(local));
    }

    [GeneratedRegex(
        @"^(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})"
        + @"(?:[T ](?<h>[0-9]{2}):(?<n>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,](?<f>[0-9]{1,9}))?)?)?(?![0-9:])", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"^(?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{4})"
        + @"(?:(?:T| +(?:à +)?)(?<h>[0-9]{1,2})[:hH](?<n>[0-9]{2})(?::(?<s>[0-9]{2}))?)?(?![0-9:])", RegexOptions.CultureInvariant)]
    private static partial Regex French();

    [GeneratedRegex(
        @"^(?:(?<z>[zZ])|(?<sign>[+-])(?<oh>[0-9]{2})(?::?(?<om>[0-9]{2}))?)?(?:\[(?<id>[A-Za-z0-9_+\-/]{1,40})\])?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}
