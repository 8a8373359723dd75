using System.Globalization;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The académies by their number; leading zeros never matter.</summary>
public static class Academies
{
    private static readonly HashSet<int> Numeros =
    [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 31, 32, 33,
        40, 41, 42, 43, 44, 70,
    ];

    /// <summary>The number that a text says; null when it says none.</summary>
    public static int? Numero(string? texte) =>
        int.TryParse(texte?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var numero) && numero is > 0 and < 1000
            ? numero : null;

    /// <summary>Whether there is such an académie.</summary>
    public static bool Existe(int numero) => Numeros.Contains(numero);

    /// <summary>Nothing, or a zero: the whole country.</summary>
    public static bool EstNationale(string? texte) => string.IsNullOrWhiteSpace(texte) || texte.Trim().All(c => c == '0');
}
