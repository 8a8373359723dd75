namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The levels of diplomas, a closed list.</summary>
public static class NiveauDiplome
{
    private static readonly string[] Libelles =
    [
        "3 (CAP...)", "4 (BAC...)", "5 (BTS, DEUST...)", "6 (Licence, BUT...)", "7 (Master, titre ingénieur...)",
    ];

    private static readonly Dictionary<string, string> ParPli = Libelles.ToDictionary(Statuts.Pli, l => l);

    public static IReadOnlyList<string> Tous => Libelles;

    public static string Liste { get; } = string.Join(", ", Libelles.Select(l => $"« {l} »"));

    /// <summary>The label as the list has it; null for one that is not on it.</summary>
    public static string? Lire(string? texte) =>
        texte is not null && ParPli.TryGetValue(Statuts.Pli(texte), out var niveau) ? niveau : null;
}
