using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>
/// From staged lines to the catalogue, in the one transaction that also says so. A formation that the file does not name is out of the
/// feed, but kept with its status and history; one whose line could not be read stays as it was.
/// </summary>
internal sealed class ApplicationImport(FormationBook formations, IBusinessClock clock)
{
    private const int Page = 500;

    private static readonly Dictionary<string, string> Reprises = new(StringComparer.Ordinal)
    {
        ["parcoursup_statut"] = $"statut = COALESCE(l.statut, {(int)StatutCatalogue.NonPubliable})",
        ["parcoursup_id"] = "parcoursup_id = l.parcoursup_id",
        ["parcoursup_error"] = "erreur = l.erreur", ["last_statut_update_date"] = "statut_le = l.statut_le",
        ["last_update_at"] = "maj_le = l.maj_le", ["rejection"] = "rejection = l.rejection",
        ["parcoursup_published"] = "publie = COALESCE(l.publie, FALSE)", ["demandeur"] = "demandeur = l.demandeur",
    };

    /// <param name="reprise">The columns of a takeover that the file has, with commas; null for a usual import.</param>
    public async Task ApplyAsync(WriteSession session, long import, string? reprise, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO catalogue_formation (cle, academie, presente, donnees, remplace, maj_le)
            SELECT cle, academie, TRUE, donnees, remplace, @le FROM catalogue_import_ligne WHERE import = @import AND lisible ORDER BY cle
            ON CONFLICT (cle) DO UPDATE SET academie = excluded.academie, presente = TRUE, donnees = excluded.donnees,
                remplace = CASE WHEN catalogue_formation.herite_de IS NULL THEN excluded.remplace END, maj_le = excluded.maj_le
            WHERE catalogue_formation.donnees <> excluded.donnees OR NOT catalogue_formation.presente
            """, new { import, le = TypeHandlers.Text(clock.Now) }, ct);
        await session.ExecuteAsync(
            """
            UPDATE catalogue_formation SET presente = FALSE
            WHERE presente AND NOT EXISTS (
                SELECT 1 FROM catalogue_import_ligne l WHERE l.import = @import AND l.cle = catalogue_formation.cle)
            """, new { import }, ct);
        var columns = reprise?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var sets = columns.Where(Reprises.ContainsKey).Select(c => Reprises[c]).ToList();
        if (sets.Count > 0)
            await session.ExecuteAsync(
                $"""
                UPDATE catalogue_formation SET {string.Join(", ", sets)} FROM catalogue_import_ligne l
                WHERE l.import = @import AND l.lisible AND l.cle = catalogue_formation.cle
                """, new { import }, ct);
        if (columns.Contains("parcoursup_statut_history")) await TakeHistoryAsync(session, import, ct);
    }

    private async Task TakeHistoryAsync(WriteSession session, long import, CancellationToken ct)
    {
        for (var after = "";;)
        {
            var page = await session.QueryAsync<HistoriqueRow>(
                """
                SELECT f.id, f.cle, l.historique FROM catalogue_import_ligne l JOIN catalogue_formation f ON f.cle = l.cle
                WHERE l.import = @import AND l.lisible AND l.historique IS NOT NULL AND l.cle > @after ORDER BY l.cle LIMIT @Page
                """, new { import, after, Page }, ct);
            if (page.Count == 0) break;
            await formations.AddEntriesAsync(session, [.. page.SelectMany(r => RepriseHistorique.Lignes(r.Id, r.Historique))], ct);
            after = page[^1].Cle;
        }

        await formations.PurgeAsync(session, ct);
    }

    private sealed class HistoriqueRow
    {
        public long Id { get; init; }
        public string Cle { get; init; } = "";
        public string Historique { get; init; } = "";
    }
}
