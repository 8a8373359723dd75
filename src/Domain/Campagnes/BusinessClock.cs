namespace Parcoursup.Gateway.Domain.Campagnes;

/// <summary>
/// Business time: calendar, crons and decisions (rule I1). Machine time (leases, timeouts) is a
/// <see cref="TimeProvider"/>; a simulated business clock never touches it.
/// </summary>
public interface IBusinessClock
{
    /// <summary>The present instant of the business, with Paris's offset.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The present day in Paris.</summary>
    DateOnly Today => Paris.DayOf(Now);
}

/// <summary>Europe/Paris, the zone of every date of Parcoursup.</summary>
public static class Paris
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The same instant with Paris's offset.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day that an instant is in Paris, whatever offset it was stored with.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The instant of a local date-time of Paris, such as Parcoursup's <c>dateReponse</c>.</summary>
    public static DateTimeOffset FromLocal(DateTime local)
    {
        // A Kind of Utc or Local would make the zone convert the time instead of reading it as Paris's own.
        var own = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(own, Zone.GetUtcOffset(own));
    }
}
