using System.Globalization;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>
/// A cron expression as people say it, « du lundi au vendredi à 20 h 00 ». Those that nobody writes by hand are not put into words:
/// their next moments say enough.
/// </summary>
public static class CronEnMots
{
    private const string Toujours = "*?";

    private static readonly string[] Jours = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] Codes = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Mois =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    /// <returns>Null for what has no simple words.</returns>
    public static string? De(string cron)
    {
        if (cron.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["0", var minute, var hour, var day, var month,
            var weekday]) return null;
        return (When(day, weekday), InMonths(month), At(minute, hour)) is ({ } days, { } months, { } times) ? days + months + times : null;
    }

    /// <summary>With a capital; of what has no words it says only that.</summary>
    public static string Phrase(string cron) => De(cron) is { } words ? char.ToUpperInvariant(words[0]) + words[1..] : "Selon l'expression";

    private static string? At(string minute, string hour)
    {
        if (Step(minute) is { } minutes && Toujours.Contains(hour, StringComparison.Ordinal)) return $", toutes les {minutes}\u00a0minutes";
        if (Number(minute, 59) is not { } m) return null;
        if (Step(hour) is { } step) return $", toutes les {step}\u00a0heures";
        if (hour == "*") return m == 0 ? ", à chaque heure" : $", à chaque heure et {m}\u00a0minutes";
        if (hour.Split('-') is [var first, var last] && Number(first, 23) is { } from && Number(last, 23) is { } to)
            return $", à chaque heure de {Heure(from, m)} à {Heure(to, m)}";
        var hours = hour.Split(',').Select(h => Number(h, 23)).ToList();
        return hours.Contains(null) ? null : " à " + Join(hours.Select(h => Heure(h!.Value, m)));
    }

    private static string? When(string day, string weekday)
    {
        var (anyDay, anyWeekday) = (Toujours.Contains(day, StringComparison.Ordinal), Toujours.Contains(weekday, StringComparison.Ordinal));
        if (anyDay && anyWeekday) return "tous les jours";
        if (anyWeekday) return day == "L" ? "le dernier jour de chaque mois"
            : Number(day, 31) is > 0 and var date ? $"le {(date == 1 ? "1er" : date)} de chaque mois" : null;
        if (!anyDay) return null;
        if (weekday.Split('-') is [var first, var last] && Jour(first) is { } from && Jour(last) is { } to) return $"du {from} au {to}";
        var names = weekday.Split(',').Select(Jour).ToList();
        return names.Contains(null) ? null : "chaque " + Join(names!);
    }

    private static string? InMonths(string month)
    {
        if (month == "*") return "";
        if (month.Split('-') is [var first, var last] && Month(first) is { } from && Month(last) is { } to) return $", de {from} à {to}";
        var names = month.Split(',').Select(Month).ToList();
        return names.Contains(null) ? null : $", en {Join(names!)},";
    }

    private static string? Jour(string text) => Array.IndexOf(Codes, text) is >= 0 and var known ? Jours[known]
        : Number(text, 7) is > 0 and var number ? Jours[number - 1] : null;

    private static string? Month(string text) => Number(text, 12) is > 0 and var number ? Mois[number - 1] : null;

    private static int? Step(string text) =>
        text.Split('/') is ["*" or "0", var step] && Number(step, 59) is > 1 and var number ? number : null;

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    private static string Heure(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"{hour}\u00a0h\u00a0{minute:00}");

    private static string Join(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} et {all[^1]}";
    }
}
