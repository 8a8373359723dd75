using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>The formations with their status and history.</summary>
internal sealed class FormationBook(Database database)
{
    private static readonly BulkInsert<EntreeRow> Entrees = new(
        "catalogue_historique", "ON CONFLICT DO NOTHING", BulkColumn.Of<EntreeRow>("jour", e => (DateOnly?)e.Jour),
        BulkColumn.Of<EntreeRow>("formation", e => e.Formation), BulkColumn.Of<EntreeRow>("rang", e => e.Rang),
        BulkColumn.Of<EntreeRow>("statut", e => (int)e.Statut), BulkColumn.Of<EntreeRow>("auteur", e => e.Auteur),
        BulkColumn.Of<EntreeRow>("nuit", e => e.Nuit));

    /// <summary>Serialises whoever changes the catalogue, over all nodes.</summary>
    public Task LockAsync(WriteSession session, CancellationToken ct) => database.LockAsync(session, "catalogue", ct);

    public Task<FormationRow?> FindAsync(string cle, CancellationToken ct) =>
        database.FirstOrDefaultAsync<FormationRow>("SELECT * FROM catalogue_formation WHERE cle = @cle", new { cle = cle.Trim() }, ct);

    public Task<FormationRow?> FindAsync(WriteSession session, string cle, CancellationToken ct) =>
        session.FirstOrDefaultAsync<FormationRow>("SELECT * FROM catalogue_formation WHERE cle = @cle", new { cle = cle.Trim() }, ct);

    public Task<IReadOnlyList<StatutRow>> StatutsAsync(CancellationToken ct) =>
        database.QueryAsync<StatutRow>("SELECT cle, statut, academie FROM catalogue_formation ORDER BY cle", null, ct);

    public Task<IReadOnlyList<CompteRow>> CompteAsync(CancellationToken ct) => database.QueryAsync<CompteRow>(Comptes, null, ct);

    public Task<IReadOnlyList<CompteRow>> CompteAsync(WriteSession session, CancellationToken ct) =>
        session.QueryAsync<CompteRow>(Comptes, null, ct);

    private const string Comptes = "SELECT statut, COUNT(*) AS nombre FROM catalogue_formation GROUP BY statut ORDER BY statut";

    public static Dictionary<string, long> Compte(IEnumerable<CompteRow> rows) => rows.ToDictionary(r => r.Statut.Libelle(), r => r.Nombre);

    // Day by day: the table is kept by day, so that a night only appends.
    public async Task<IReadOnlyList<EntreeHistorique>> HistoriqueAsync(long formation, CancellationToken ct) =>
        [.. (await database.QueryAsync<EntreeRow>(
            """
            SELECT h.jour, h.formation, h.rang, h.statut, h.auteur, h.nuit
            FROM catalogue_jour j JOIN catalogue_historique h ON h.jour = j.jour AND h.formation = @formation
            ORDER BY h.jour, h.rang
            """, new { formation }, ct))
            .TakeLast(Historique.Conservees).Select(e => new EntreeHistorique(e.Jour, e.Statut, e.Auteur, e.Nuit))];

    public async Task AddEntriesAsync(WriteSession session, IReadOnlyCollection<EntreeRow> entries, CancellationToken ct)
    {
        foreach (var day in entries.Select(e => e.Jour).Distinct()) await AddDayAsync(session, day, ct);
        await Entrees.ExecuteAsync(session, entries, ct);
    }

    public Task AddDayAsync(WriteSession session, DateOnly jour, CancellationToken ct) =>
        session.ExecuteAsync("INSERT INTO catalogue_jour (jour) VALUES (@jour) ON CONFLICT DO NOTHING", new { jour }, ct);

    /// <summary>Forgets what is older than the days that are kept.</summary>
    public async Task PurgeAsync(WriteSession session, CancellationToken ct)
    {
        var days = await session.QueryAsync<DateOnly>("SELECT jour FROM catalogue_jour ORDER BY jour DESC", null, ct);
        if (days.Count <= Historique.Conservees) return;
        var first = days[Historique.Conservees - 1];
        await session.ExecuteAsync("DELETE FROM catalogue_historique WHERE jour < @first", new { first }, ct);
        await session.ExecuteAsync("DELETE FROM catalogue_jour WHERE jour < @first", new { first }, ct);
    }

    /// <summary>Sets what Parcoursup said of a formation; the date moves only with the status.</summary>
    /// <param name="tente">When it was posted; null for what the return flow says.</param>
    public Task SetAsync(WriteSession session, long id, EtatPublication etat, DateOnly jour, DateTimeOffset? tente, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE catalogue_formation SET precedent = CASE WHEN statut = @statut THEN precedent ELSE statut END,
                statut_le = CASE WHEN statut = @statut THEN statut_le ELSE @jour END, statut = @statut, parcoursup_id = @ParcoursupId,
                erreur = @Erreur, rejection = @Rejection, publie = @Publie, publie_le = @PublieLe, tente_le = COALESCE(@tente, tente_le)
            WHERE id = @id
            """,
            new
            {
                id, statut = (int)etat.Statut, jour, etat.ParcoursupId, etat.Erreur, etat.Rejection, etat.Publie, etat.PublieLe, tente,
            }, ct);

    /// <summary>Sets a status by hand, with whom and why; the next night tells it in the history.</summary>
    public Task ActAsync(WriteSession session, FormationRow row, StatutCatalogue statut, string auteur, string? raison, DateOnly jour,
        CancellationToken ct) => session.ExecuteAsync(
        """
        UPDATE catalogue_formation SET statut = @statut, precedent = @avant, statut_le = @jour, auteur = @auteur, raison = @raison,
            demandeur = CASE WHEN @pret THEN @auteur ELSE demandeur END
        WHERE id = @Id
        """,
        new
        {
            row.Id, statut = (int)statut, avant = (int)row.Statut, jour, auteur, raison,
            pret = statut == StatutCatalogue.PretPourIntegration,
        }, ct);
}

/// <summary>A status and how many have it.</summary>
internal sealed class CompteRow
{
    public StatutCatalogue Statut { get; init; }
    public long Nombre { get; init; }
}

/// <summary>A key and its status.</summary>
internal sealed class StatutRow
{
    public string Cle { get; init; } = "";
    public StatutCatalogue Statut { get; init; }
    public int? Academie { get; init; }
}

/// <summary>A stored entry of the history.</summary>
internal sealed class EntreeRow
{
    public DateOnly Jour { get; init; }
    public long Formation { get; init; }
    public int Rang { get; init; }
    public StatutCatalogue Statut { get; init; }
    public string? Auteur { get; init; }
    public DateOnly? Nuit { get; init; }
}
