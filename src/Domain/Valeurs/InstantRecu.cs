using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A date that came with an offset (rule K3): Parcoursup's dates are Paris's.</summary>
public static class InstantRecu
{
    // A number this large counts milliseconds of the epoch, whatever its century; a date written as digits has eight.
    private const long LeastEpoch = 10_000_000_000;

    /// <summary>The local time of Paris.</summary>
    public static DateTime? Heure(DateTime ecrite, TimeSpan decalage) =>
        Instant(ecrite, decalage) is { } instant ? Paris.At(instant).DateTime : null;

    /// <summary>
    /// The day. Midnight is how programs write a day without time: then it is the day as written, whatever the zone; else the day that
    /// it was in Paris.
    /// </summary>
    public static DateOnly? Jour(DateTime ecrite, TimeSpan decalage) =>
        Heure(ecrite, decalage) is not { } local ? null
        : DateOnly.FromDateTime(ecrite.TimeOfDay == TimeSpan.Zero ? ecrite : local);

    /// <summary>The local time of Paris of an instant in milliseconds since 1970; null for a number that is none.</summary>
    public static DateTime? Epoque(long millisecondes) =>
        Math.Abs(millisecondes) is >= LeastEpoch and <= 9_999_999_999_999
            ? Paris.At(DateTimeOffset.FromUnixTimeMilliseconds(millisecondes)).DateTime : null;

    private static DateTimeOffset? Instant(DateTime written, TimeSpan offset)
    {
        if (offset.Duration() > TimeSpan.FromHours(14)) return null;
        var utc = written.Ticks - offset.Ticks;
        return utc < DateTime.MinValue.AddDays(2).Ticks || utc > DateTime.MaxValue.AddDays(-2).Ticks ? null
            : new DateTimeOffset(DateTime.SpecifyKind(written, DateTimeKind.Unspecified), offset);
    }
}
