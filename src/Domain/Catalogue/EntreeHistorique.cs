namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>An entry of <c>parcoursup_statut_history</c>.</summary>
/// <param name="Date">The night's civil day in Paris.</param>
/// <param name="Auteur">The person whose action or restoration it tells; null for what a night computed.</param>
/// <param name="Nuit">The night that was restored from; null for a night's own entry.</param>
public sealed record EntreeHistorique(DateOnly Date, StatutCatalogue Statut, string? Auteur = null, DateOnly? Nuit = null);

/// <summary>The history of a formation: one entry per night, of which 365 are kept; a restoration adds entries and deletes none.</summary>
public static class Historique
{
    public const int Conservees = 365;

    /// <summary>The status that a night gave; null when it gave none. What a restoration wrote on that day is no night's.</summary>
    public static StatutCatalogue? DeLaNuit(IEnumerable<EntreeHistorique> historique, DateOnly nuit) =>
        historique.LastOrDefault(e => e.Date == nuit && e.Nuit is null)?.Statut;

    /// <summary>What a restoration changes; null when it changes nothing.</summary>
    public static StatutCatalogue? Restaurer(StatutCatalogue actuel, StatutCatalogue? deLaNuit) => deLaNuit == actuel ? null : deLaNuit;
}
