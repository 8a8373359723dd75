using System.Globalization;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What an import holds, as far as the guard looks.</summary>
/// <param name="Publiees">Rows that are <c>published</c> and <c>catalogue_published</c>.</param>
/// <param name="Remplies">Column → rows that have a value in it.</param>
public sealed record MesureImport(int Lignes, int Publiees, IReadOnlyDictionary<string, int> Remplies);

/// <summary>Why an import is not applied.</summary>
/// <param name="Confirmable">A named person may have it applied all the same; an empty or failed one never is.</param>
public sealed record RetenueImport(string Motif, bool Confirmable);

/// <summary>
/// The guard before a night. In February 2026 nights on a broken feed took formations out of the scope, and the instructors' requests
/// with them: an import that is empty, shrunken, or has lost a column is held until a person says that it is right.
/// </summary>
public static class GardeImport
{
    private const int BaissePourCent = 5;

    // It says an event, not a property: that nothing is replaced tonight is usual.
    private const string Evenementielle = "cle_me_remplace";

    /// <param name="appliquee">The last import that was applied; null before the first.</param>
    public static RetenueImport? Juger(MesureImport? appliquee, MesureImport nouvelle)
    {
        ArgumentNullException.ThrowIfNull(nouvelle);
        if (nouvelle.Lignes == 0) return new("L'import est vide : aucune formation n'a pu être lue.", false);
        if (appliquee is null) return null;
        var reasons = new List<string>();
        if ((long)(appliquee.Publiees - nouvelle.Publiees) * 100 > (long)appliquee.Publiees * BaissePourCent)
            reasons.Add(Baisse(appliquee.Publiees, nouvelle.Publiees));
        var emptied = appliquee.Remplies
            .Where(c => c.Value > 0 && c.Key != Evenementielle && nouvelle.Remplies.GetValueOrDefault(c.Key) == 0)
            .Select(c => c.Key).Order(StringComparer.Ordinal).ToList();
        if (emptied.Count > 0) reasons.Add($"Colonnes devenues vides : {string.Join(", ", emptied)}.");
        return reasons.Count == 0 ? null : new(string.Join(" ", reasons), true);
    }

    private static string Baisse(int avant, int maintenant) => string.Create(CultureInfo.InvariantCulture,
        $"Formations publiées : {maintenant}, au lieu de {avant} au dernier import appliqué, une baisse de plus de {BaissePourCent} %.");
}
