using Npgsql;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>A stored night.</summary>
internal sealed class NuitRow
{
    public DateOnly Jour { get; init; }
    public string Etat { get; init; } = "";
    public string Par { get; init; } = "";
    public DateTimeOffset DemandeeLe { get; init; }
    public DateTimeOffset? TermineeLe { get; init; }
    public string? Bilan { get; init; }
}

/// <summary>The nights, what each changes, and its entries in the history.</summary>
internal sealed class NuitBook(Database database, FormationBook formations, IBusinessClock clock)
{
    /// <summary>Asks for a night; one that was asked for or is over is asked for once.</summary>
    public Task RequestAsync(WriteSession session, DateOnly jour, string par, CancellationToken ct) => session.ExecuteAsync(
        $"""
        INSERT INTO catalogue_nuit (jour, etat, par, demandee_le) VALUES (@jour, '{nameof(EtatNuit.Demandee)}', @par, @Instant)
        ON CONFLICT (jour) DO NOTHING
        """, new { jour, par, Instant = clock.Now }, ct);

    public async Task<NuitRow?> NextAsync(CancellationToken ct) => await database.FirstOrDefaultAsync<NuitRow>(
        $"SELECT * FROM catalogue_nuit WHERE etat = '{nameof(EtatNuit.Demandee)}' ORDER BY jour LIMIT 1", null, ct);

    public Task<IReadOnlyList<NuitRow>> ListAsync(CancellationToken ct) =>
        database.QueryAsync<NuitRow>("SELECT * FROM catalogue_nuit ORDER BY jour DESC LIMIT 400", null, ct);

    public Task<NuitRow?> FindAsync(DateOnly jour, CancellationToken ct) =>
        database.FirstOrDefaultAsync<NuitRow>("SELECT * FROM catalogue_nuit WHERE jour = @jour", new { jour }, ct);

    /// <summary>The last one that is not only asked for.</summary>
    public Task<NuitRow?> LastAsync(CancellationToken ct) => database.FirstOrDefaultAsync<NuitRow>(
        $"SELECT * FROM catalogue_nuit WHERE etat <> '{nameof(EtatNuit.Demandee)}' ORDER BY jour DESC LIMIT 1", null, ct);

    public async Task EndAsync(WriteSession session, DateOnly jour, EtatNuit etat, string par, string bilan, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO catalogue_nuit (jour, etat, par, demandee_le, terminee_le, bilan)
            VALUES (@jour, @etat, @par, @Instant, @Instant, @bilan)
            ON CONFLICT (jour) DO UPDATE SET etat = excluded.etat, terminee_le = excluded.terminee_le, bilan = excluded.bilan
            WHERE catalogue_nuit.etat <> @fini OR excluded.etat = @fini
            """, new { jour, etat = etat.ToString(), par, Instant = clock.Now, bilan, fini = nameof(EtatNuit.Terminee) }, ct);

    /// <summary>Writes the new statuses; the date moves only where the status does.</summary>
    /// <param name="changes">In the order of the table, so that each of its pages is written once.</param>
    public Task ChangeAsync(WriteSession session, IReadOnlyList<ChangementStatut> changes, DateOnly jour, CancellationToken ct)
    {
        if (session.Connection is NpgsqlConnection)
            return session.ExecuteAsync(
                """
                UPDATE catalogue_formation SET precedent = catalogue_formation.statut, statut = c.statut, statut_le = @jour
                FROM unnest(@ids, @statuts) AS c (id, statut) WHERE catalogue_formation.id = c.id
                """, new { ids = changes.Select(c => c.Id).ToArray(), statuts = changes.Select(c => (int)c.Statut).ToArray(), jour }, ct);
        OneByOne(session, changes, jour, ct);
        return Task.CompletedTask;
    }

    /// <summary>One entry per formation; a night that is run again writes only what is not so.</summary>
    /// <param name="agies">Those on which somebody has acted: their entry names him, and the next one nobody.</param>
    public async Task RecordAsync(WriteSession session, DateOnly jour, IReadOnlyCollection<long> agies, CancellationToken ct)
    {
        await formations.AddDayAsync(session, jour, ct);
        await session.ExecuteAsync(
            """
            INSERT INTO catalogue_historique (jour, formation, rang, statut, auteur)
            SELECT @jour, id, 0, statut, auteur FROM catalogue_formation WHERE id > 0
            ON CONFLICT (jour, formation, rang) DO UPDATE SET statut = excluded.statut, auteur = excluded.auteur
            WHERE catalogue_historique.statut <> excluded.statut
            """, new { jour }, ct);
        if (agies.Count > 0) await ForgetActorsAsync(session, agies, ct);
        await formations.PurgeAsync(session, ct);
    }

    /// <summary>What changed since the night before, by académie.</summary>
    public async Task<IReadOnlyList<MouvementsAcademie>> VariationsAsync(WriteSession session, DateOnly jour, CancellationToken ct)
    {
        var before = await session.ScalarAsync<DateOnly?>("SELECT MAX(jour) FROM catalogue_jour WHERE jour < @jour", new { jour }, ct);
        var changes = new Changements();
        if (before is not null)
            foreach (var row in await session.QueryAsync<VariationRow>(
                """
                SELECT f.academie, a.statut AS de, n.statut AS vers, COUNT(*) AS nombre
                FROM catalogue_historique n
                JOIN catalogue_historique a ON a.jour = @before AND a.formation = n.formation AND a.rang = 0 AND a.statut <> n.statut
                JOIN catalogue_formation f ON f.id = n.formation
                WHERE n.jour = @jour AND n.rang = 0
                GROUP BY f.academie, a.statut, n.statut
                """, new { jour, before }, ct))
                changes.Add(row.Academie, row.De, row.Vers, row.Nombre);
        return changes.ParAcademie();
    }

    /// <summary>The same if the night left the formations as they are said here.</summary>
    public async Task<IReadOnlyList<MouvementsAcademie>> VariationsAsync(
        WriteSession reading, DateOnly jour, PlanRemplacements plan,
        IReadOnlyDictionary<long, (int? Academie, StatutCatalogue Statut)> apres, CancellationToken ct)
    {
        var before = (await reading.QueryAsync<AvantRow>(
            """
            SELECT formation, statut FROM catalogue_historique
            WHERE jour = (SELECT MAX(jour) FROM catalogue_jour WHERE jour < @jour) AND rang = 0
            """, new { jour }, ct)).ToDictionary(row => row.Formation, row => row.Statut);
        // Whoever replaces another has its history from then on.
        foreach (var (nouvelle, ancienne) in plan.Faits)
            if (before.TryGetValue(ancienne.Id, out var inherited)) before[nouvelle.Id] = inherited;
        var changes = new Changements();
        foreach (var (formation, former) in before)
            if (apres.TryGetValue(formation, out var after) && after.Statut != former)
                changes.Add(after.Academie, former, after.Statut);
        return changes.ParAcademie();
    }

    // CROSS JOIN is SQLite's order: from the few formations to their entries, day by day, and not through the whole history.
    /// <summary>How many formations of these académies had each status after each night.</summary>
    public Task<IReadOnlyList<CompteJourRow>> ComptesAsync(
        IReadOnlyCollection<int> academies, DateOnly depuis, CancellationToken ct) => database.QueryAsync<CompteJourRow>(
        """
        SELECT h.jour, h.statut, COUNT(*) AS nombre
        FROM catalogue_formation f CROSS JOIN catalogue_jour j CROSS JOIN catalogue_historique h
        WHERE f.academie IN @academies AND j.jour >= @depuis AND h.jour = j.jour AND h.formation = f.id AND h.rang = 0
        GROUP BY h.jour, h.statut
        """, new { depuis, academies = academies.ToArray() }, ct);

    // Prepared once: for SQLite that is cheaper than one statement over a list that it would have to read and sort first.
    private static void OneByOne(WriteSession session, IReadOnlyList<ChangementStatut> changes, DateOnly jour, CancellationToken ct)
    {
        using var command = session.Command(
            "UPDATE catalogue_formation SET precedent = statut, statut = @statut, statut_le = @jour WHERE id = @id",
            "@statut", "@jour", "@id");
        command.Parameters["@jour"].Value = TypeHandlers.Text(jour);
        foreach (var change in changes)
        {
            ct.ThrowIfCancellationRequested();
            (command.Parameters["@statut"].Value, command.Parameters["@id"].Value) = ((int)change.Statut, change.Id);
            command.ExecuteNonQuery();
        }
    }

    // The formations go as one value, however many they are.
    private static Task ForgetActorsAsync(WriteSession session, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var postgres = session.Connection is NpgsqlConnection;
        return session.ExecuteAsync(
            "UPDATE catalogue_formation SET auteur = NULL WHERE id "
            + (postgres ? "= ANY(@ids)" : "IN (SELECT value FROM json_each(@ids))"),
            new { ids = postgres ? (object)ids.ToArray() : JsonText.Of(ids) }, ct);
    }

    private sealed class AvantRow
    {
        public long Formation { get; init; }
        public StatutCatalogue Statut { get; init; }
    }

    private sealed class VariationRow
    {
        public int? Academie { get; init; }
        public StatutCatalogue De { get; init; }
        public StatutCatalogue Vers { get; init; }
        public long Nombre { get; init; }
    }
}

/// <summary>The status that a formation gets.</summary>
internal readonly record struct ChangementStatut(long Id, StatutCatalogue Statut);

/// <summary>How many had a status after a night.</summary>
internal sealed class CompteJourRow
{
    public DateOnly Jour { get; init; }
    public StatutCatalogue Statut { get; init; }
    public long Nombre { get; init; }
}
