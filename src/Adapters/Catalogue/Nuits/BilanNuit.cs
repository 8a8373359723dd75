using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>What is answered of a night, and kept with it.</summary>
/// <param name="cause">Why it is held; null for one that was applied.</param>
/// <param name="compte">Status → how many have it now.</param>
/// <param name="changements">What this run changed.</param>
/// <param name="academies">What is otherwise than the night before, whoever changed it.</param>
internal sealed record BilanNuit(
    DateOnly nuit, bool appliquee, string? cause, IReadOnlyDictionary<string, long> compte, IReadOnlyList<Mouvement> changements,
    IReadOnlyList<AlerteCatalogue> alertes, IReadOnlyList<MouvementsAcademie> academies)
{
    /// <summary>What of it is somebody's who does not see all académies.</summary>
    public BilanNuit Pour(Acteur qui)
    {
        List<MouvementsAcademie> mine = [.. academies.Where(a => qui.Voit(Academies.Numero(a.academie)))];
        return this with
        {
            compte = new Dictionary<string, long>(), alertes = [], academies = mine,
            changements = [.. mine.SelectMany(a => a.changements).GroupBy(c => (c.de, c.vers))
                .Select(g => new Mouvement(g.Key.de, g.Key.vers, g.Sum(c => c.nombre)))],
        };
    }

    /// <returns>Null for a night that has not ended.</returns>
    public static BilanNuit? Lire(string? bilan) => bilan is null ? null : JsonSerializer.Deserialize<BilanNuit>(bilan, Issue.Json);
}
