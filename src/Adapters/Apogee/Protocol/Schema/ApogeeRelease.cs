using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A release of Apogée, of which only the first two numbers matter here.</summary>
public readonly record struct ApogeeRelease(int Majeur, int Mineur) : IComparable<ApogeeRelease>
{
    /// <summary>From here on the namespace has no date any more.</summary>
    public static readonly ApogeeRelease SansSuffixe = new(6, 0);

    /// <summary><c>6.50</c> or <c>6.70.00</c>; null when it is neither.</summary>
    public static ApogeeRelease? TryParse(string? text)
    {
        var parts = (text ?? "").Trim().Split('.');
        if (parts.Length is < 2 or > 4) return null;
        Span<int> numbers = stackalloc int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].Length > 4 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return new(numbers[0], numbers[1]);
    }

    public int CompareTo(ApogeeRelease other) =>
        Majeur != other.Majeur ? Majeur.CompareTo(other.Majeur) : Mineur.CompareTo(other.Mineur);

    public static bool operator <(ApogeeRelease left, ApogeeRelease right) => left.CompareTo(right) < 0;

    public static bool operator >(ApogeeRelease left, ApogeeRelease right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApogeeRelease left, ApogeeRelease right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApogeeRelease left, ApogeeRelease right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Majeur}.{Mineur:00}");
}
