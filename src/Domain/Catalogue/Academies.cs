using System.Globalization;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The académies by their number; leading zeros never matter.</summary>
public static class Academies
{
    private static readonly SortedDictionary<int, string> Noms = new()
    {
        [1] = "Paris", [2] = "Aix-Marseille", [3] = "Besançon", [4] = "Bordeaux", [5] = "Caen", [6] = "Clermont-Ferrand", [7] = "Dijon",
        [8] = "Grenoble", [9] = "Lille", [10] = "Lyon", [11] = "Montpellier", [12] = "Nancy-Metz", [13] = "Poitiers", [14] = "Rennes",
        [15] = "Strasbourg", [16] = "Toulouse", [17] = "Nantes", [18] = "Orléans-Tours", [19] = "Reims", [20] = "Amiens", [21] = "Rouen",
        [22] = "Limoges", [23] = "Nice", [24] = "Créteil", [25] = "Versailles", [27] = "Corse", [28] = "La Réunion", [31] = "Martinique",
        [32] = "Guadeloupe", [33] = "Guyane", [40] = "Nouvelle-Calédonie", [41] = "Polynésie française", [42] = "Wallis-et-Futuna",
        [43] = "Mayotte", [44] = "Saint-Pierre-et-Miquelon", [70] = "Normandie",
    };

    public static IReadOnlyCollection<int> Toutes => Noms.Keys;

    /// <summary>The number that a text says; null when it says none.</summary>
    public static int? Numero(string? texte) =>
        int.TryParse(texte?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var numero) && numero is > 0 and < 1000
            ? numero : null;

    /// <summary>Whether there is such an académie.</summary>
    public static bool Existe(int numero) => Noms.ContainsKey(numero);

    /// <summary>As people call it, with its number.</summary>
    public static string Nom(int? numero) => numero is not { } number ? "académie inconnue"
        : Noms.TryGetValue(number, out var name) ? string.Create(CultureInfo.InvariantCulture, $"{name} ({number})")
        : string.Create(CultureInfo.InvariantCulture, $"académie {number}");

    /// <summary>Nothing, or a zero: the whole country.</summary>
    public static bool EstNationale(string? texte) => string.IsNullOrWhiteSpace(texte) || texte.Trim().All(c => c == '0');
}
