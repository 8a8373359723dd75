using Parcoursup.Gateway.Domain.Campagnes;
using Quartz;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>Quartz's cron expressions, read in Paris and asked about business time (rule I1).</summary>
public static class BusinessCron
{
    public static bool IsValid(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        try
        {
            _ = new CronExpression(text, Paris.Zone);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The next occurrences after an instant, at most so many.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(string text, DateTimeOffset after, int most)
    {
        var cron = new CronExpression(text, Paris.Zone);
        var next = new List<DateTimeOffset>();
        for (var due = cron.GetNextValidTimeAfter(after); due is { } found && next.Count < most; due = cron.GetNextValidTimeAfter(found))
            next.Add(Paris.At(found));
        return next;
    }

    /// <summary>The last occurrence after <paramref name="after"/> and up to <paramref name="now"/>, null when there is none.</summary>
    public static DateTimeOffset? LastDue(string text, DateTimeOffset after, DateTimeOffset now)
    {
        var cron = new CronExpression(text, Paris.Zone);
        DateTimeOffset? last = null;
        // Several occurrences that were missed are one: the work is a reconciliation, doing it twice adds nothing.
        for (var next = cron.GetNextValidTimeAfter(after); next is { } due && due <= now; next = cron.GetNextValidTimeAfter(due))
            last = due;
        return last;
    }
}
