using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>A formation that says which ones it replaces.</summary>
public sealed record Remplacante(string Cle, IReadOnlyList<string> Remplace, StatutCatalogue Statut);

/// <summary>One replacement to be made: the new one inherits from the former one.</summary>
public sealed record Remplacement(string Nouvelle, string Ancienne);

/// <summary>
/// « Annule et remplace »: the new formation inherits status, id, history and author of the one that it replaces, once. A chain is
/// followed from its oldest link; the order of the rows does not matter.
/// </summary>
public static class Remplacements
{
    /// <param name="candidates">Those that have not inherited yet.</param>
    /// <param name="connues">The status of each formation that is named as replaced and stands in the catalogue.</param>
    /// <param name="prises">Former ones from which another has inherited already.</param>
    public static (IReadOnlyList<Remplacement> Faits, IReadOnlyList<(string Cle, string Motif)> Alertes) Resoudre(
        IEnumerable<Remplacante> candidates, IReadOnlyDictionary<string, StatutCatalogue> connues, IReadOnlySet<string> prises)
    {
        var ordered = candidates.OrderBy(c => c.Cle, StringComparer.Ordinal).ToList();
        var (made, alerts, taken) = (new List<Remplacement>(), new List<(string, string)>(), new HashSet<string>(prises));
        var (byKey, seen) = (ordered.ToDictionary(c => c.Cle), new HashSet<string>());
        // Those on the way to whoever is looked at, and those of them that come back to themselves.
        var (path, circle) = (new List<string>(), new HashSet<string>());
        foreach (var candidate in ordered) Visit(candidate);
        return (made, alerts);

        void Visit(Remplacante candidate)
        {
            if (!seen.Add(candidate.Cle)) return;
            path.Add(candidate.Cle);
            var former = candidate.Remplace.Distinct().Where(k => k != candidate.Cle && connues.ContainsKey(k))
                .Order(StringComparer.Ordinal).ToList();
            foreach (var key in former)
                if (path.IndexOf(key) is >= 0 and var from) circle.UnionWith(path.Skip(from));
                else if (byKey.TryGetValue(key, out var other)) Visit(other);
            path.RemoveAt(path.Count - 1);
            if (former.Count > 0) Decide(candidate, former);
        }

        void Decide(Remplacante candidate, IReadOnlyList<string> former)
        {
            if (circle.Contains(candidate.Cle))
                alerts.Add((candidate.Cle, $"Remplacement en cercle avec {Cite.De(former[0])} : rien n'est repris."));
            else if (!candidate.Statut.EstRecalcule())
                alerts.Add((candidate.Cle, $"La formation remplace {Cite.De(former[0])}, mais est déjà « {candidate.Statut.Libelle()} » : "
                    + "elle garde son statut."));
            else if (former.Where(k => !taken.Contains(k)).OrderByDescending(k => Poids(connues[k])).FirstOrDefault() is { } chosen)
            {
                taken.Add(chosen);
                made.Add(new(candidate.Cle, chosen));
            }
            else
                alerts.Add((candidate.Cle, $"{Cite.De(former[0])} a déjà été remplacée par une autre formation : rien n'est repris."));
        }
    }

    // Of several former ones the one of whose status most was done.
    private static int Poids(StatutCatalogue statut) => statut == StatutCatalogue.Publie ? 100 : statut.EstRecalcule() ? (int)statut : 50;
}
