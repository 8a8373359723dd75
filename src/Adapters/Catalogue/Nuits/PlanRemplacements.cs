using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>What a night replaces before anything else.</summary>
/// <param name="Faits">In the order in which they are made.</param>
internal sealed record PlanRemplacements(
    IReadOnlyList<(FormationRow Nouvelle, FormationRow Ancienne)> Faits, IReadOnlyList<AlerteCatalogue> Alertes)
{
    /// <summary>The status that each formation concerned had before the night.</summary>
    public IReadOnlyDictionary<long, StatutCatalogue> Avant { get; } = Faits.SelectMany(f => new[] { f.Nouvelle, f.Ancienne })
        .DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Statut);

    /// <summary>Each formation concerned as <see cref="Replacement.ApplyAsync"/> would write it.</summary>
    public IReadOnlyDictionary<long, EtatRemplace> Apres()
    {
        var after = Faits.SelectMany(f => new[] { f.Nouvelle, f.Ancienne }).DistinctBy(row => row.Id)
            .ToDictionary(row => row.Id, row => new EtatRemplace(row.Statut, row.ParcoursupId, row.Auteur is not null, row.RemplaceePar));
        foreach (var (nouvelle, ancienne) in Faits)
        {
            after[nouvelle.Id] = after[ancienne.Id] with { RemplaceePar = after[nouvelle.Id].RemplaceePar };
            after[ancienne.Id] = new(StatutCatalogue.NonPubliable, null, Agie: false, nouvelle.Cle);
        }

        return after;
    }
}
