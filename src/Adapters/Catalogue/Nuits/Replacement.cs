using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>
/// « Annule et remplace »: the new formation takes status, id, history and author of the former one, once; the former one is out of the
/// scope, so that Parcoursup is never told of both.
/// </summary>
internal sealed class Replacement(FormationBook formations)
{
    private const int Lot = 500;
    private static readonly int Hors = (int)StatutCatalogue.NonPubliable;

    /// <summary>What is to be replaced, as things stand; it only reads.</summary>
    public async Task<PlanRemplacements> PlanAsync(WriteSession session, CancellationToken ct, string vues = FormationsVues.Telles)
    {
        var asking = await session.QueryAsync<RemplaceRow>(
            $"SELECT cle, remplace, statut FROM {vues} WHERE remplace IS NOT NULL", null, ct);
        if (asking.Count == 0) return new([], []);
        var candidates = asking.Select(r => new Remplacante(r.Cle, JsonSerializer.Deserialize<List<string>>(r.Remplace)!, r.Statut))
            .ToList();
        var known = new Dictionary<string, FormationRow>(StringComparer.Ordinal);
        foreach (var chunk in candidates.SelectMany(c => c.Remplace.Append(c.Cle)).Distinct().Chunk(Lot))
            foreach (var row in await session.QueryAsync<FormationRow>(
                $"SELECT * FROM {vues} WHERE cle IN @cles", new { cles = chunk }, ct))
                known[row.Cle] = row;
        var (made, alerts) = Remplacements.Resoudre(candidates, known.ToDictionary(k => k.Key, k => k.Value.Statut),
            known.Values.Where(k => k.RemplaceePar is not null).Select(k => k.Cle).ToHashSet());
        return new([.. made.Select(m => (known[m.Nouvelle], known[m.Ancienne]))],
            [.. alerts.Select(a => new AlerteCatalogue(a.Cle, a.Motif))]);
    }

    public async Task ApplyAsync(WriteSession session, PlanRemplacements plan, DateOnly jour, CancellationToken ct)
    {
        foreach (var (nouvelle, ancienne) in plan.Faits) await InheritAsync(session, nouvelle.Id, ancienne.Id, jour, ct);
    }

    private async Task InheritAsync(WriteSession session, long nouvelle, long ancienne, DateOnly jour, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            UPDATE catalogue_formation SET remplace = NULL, herite_de = a.cle, precedent = catalogue_formation.statut,
                statut_le = CASE WHEN a.statut = catalogue_formation.statut THEN catalogue_formation.statut_le ELSE @jour END,
                statut = a.statut, parcoursup_id = a.parcoursup_id, erreur = a.erreur, publie = a.publie, publie_le = a.publie_le,
                raison = a.raison, auteur = a.auteur, demandeur = a.demandeur, rejection = a.rejection, tente_le = a.tente_le
            FROM catalogue_formation a WHERE a.id = @ancienne AND catalogue_formation.id = @nouvelle
            """, new { ancienne, nouvelle, jour }, ct);
        await session.ExecuteAsync(
            """
            UPDATE catalogue_formation SET precedent = CASE WHEN statut = @Hors THEN precedent ELSE statut END,
                statut_le = CASE WHEN statut = @Hors THEN statut_le ELSE @jour END, statut = @Hors, parcoursup_id = NULL, publie = FALSE,
                auteur = NULL, remplacee_par = (SELECT n.cle FROM catalogue_formation n WHERE n.id = @nouvelle)
            WHERE id = @ancienne
            """, new { ancienne, nouvelle, jour, Hors }, ct);
        var history = await session.QueryAsync<EntreeRow>(
            """
            SELECT h.jour, h.rang, h.statut, h.auteur, h.nuit FROM catalogue_jour j
            JOIN catalogue_historique h ON h.jour = j.jour AND h.formation = @ancienne
            """, new { ancienne }, ct);
        await formations.AddEntriesAsync(session, [.. history.Select(h => new EntreeRow
        {
            Jour = h.Jour, Formation = nouvelle, Rang = h.Rang, Statut = h.Statut, Auteur = h.Auteur, Nuit = h.Nuit,
        })], ct);
    }

    private sealed class RemplaceRow
    {
        public string Cle { get; init; } = "";
        public string Remplace { get; init; } = "[]";
        public StatutCatalogue Statut { get; init; }
    }
}
