using System.Globalization;
using ExcelNumberFormat;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>What a person sees in a cell, in French.</summary>
internal sealed class CelluleTexte(string? formatDate)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private readonly Dictionary<string, NumberFormat> _formats = new(StringComparer.Ordinal);

    public string Of(object value, string? format) => value switch
    {
        string text => text,
        DateTime date => OfDate(date),
        TimeSpan time => time.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "VRAI" : "FAUX",
        IConvertible number => OfNumber(number.ToDouble(CultureInfo.InvariantCulture), format),
        _ => value.ToString() ?? "",
    };

    private string OfDate(DateTime date)
    {
        // A workbook counts in days: a minute is a fraction that is rarely exact.
        var exact = new DateTime((date.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        return exact.ToString(
            formatDate ?? (exact.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy"
                : exact.Second == 0 ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy HH:mm:ss"),
            CultureInfo.InvariantCulture);
    }

    private string OfNumber(double number, string? format)
    {
        // « Standard » and the scientific format may show fewer digits than there are.
        if (format is null or "" or "General" or "@" || format.Contains("E+", StringComparison.OrdinalIgnoreCase)) return Plain(number);
        if (!_formats.TryGetValue(format, out var known)) _formats[format] = known = new NumberFormat(format);
        return known.IsValid ? known.Format(number, French).Trim() : Plain(number);
    }

    private static string Plain(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e15
        ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("R", French);
}
