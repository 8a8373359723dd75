namespace Parcoursup.Gateway.Pages.Accueil;

/// <summary>The counts of an établissement, as its first page shows them.</summary>
/// <param name="Autres">What its systems count beside the engine, one line each.</param>
public sealed record Decompte(
    long Candidats, long Voeux, long Favorables, long OuiSi, long Defavorables, long EnReserve, long Sans,
    IReadOnlyList<(string Nom, IReadOnlyList<(string Nom, long Nombre)> Parts)> Autres)
{
    private static readonly string[] Communs =
    [
        "candidats", "voeux", "decisions", "reserves", "avertissements", "taches", "gardes", "voeuxRetenus", "journalAAppliquer",
    ];

    /// <param name="nombres">By their path, such as <c>decisions.f</c>.</param>
    public static Decompte De(IReadOnlyDictionary<string, long> nombres)
    {
        long Of(string path) => nombres.GetValueOrDefault(path);
        return new(
            Of("candidats"), Of("voeux"), Of("decisions.f"), Of("decisions.s"), Of("decisions.d"), Of("decisions.retenues"),
            Of("decisions.sans"),
            [
                .. nombres.Select(one => (Path: one.Key.Split('.', 2), one.Value)).Where(one => !Communs.Contains(one.Path[0]))
                    .GroupBy(one => one.Path[0], one => (Nom: one.Path.ElementAtOrDefault(1) ?? "", one.Value))
                    .Select(group => (group.Key, (IReadOnlyList<(string, long)>)
                        [.. group.Where(part => !part.Nom.Contains('.', StringComparison.Ordinal))])),
            ]);
    }
}
