using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>The runs and what they found.</summary>
internal sealed class ExecutionBook(Database database, TimeProvider time)
{
    // The last applied run and the one that is compared with it.
    private const int RunsWithLines = 2;
    private const int Lot = 500;

    private static readonly BulkInsert<(long Execution, ResultatRow Row)> Resultats = new("exposition_resultat", "",
    [
        BulkColumn.Of<(long Execution, ResultatRow Row)>("execution", r => r.Execution),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("cle", r => r.Row.Cle),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("rang", r => r.Row.Rang),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("inscription", r => r.Row.Inscription),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("couverture", r => r.Row.Couverture),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("raison", r => r.Row.Raison),
        BulkColumn.Of<(long Execution, ResultatRow Row)>("contenu", r => r.Row.Contenu),
    ]);

    /// <summary>Since when answers are as good as new ones, for a run that begins now.</summary>
    /// <param name="reprendre">Whatever the last run was told is: also what was loaded where there was none.</param>
    public async Task<DateTimeOffset> ReponsesDepuisAsync(bool reprendre, CancellationToken ct)
    {
        var derniere = await database.FirstOrDefaultAsync<ExecutionRow>(
            "SELECT * FROM exposition_execution ORDER BY id DESC LIMIT 1", null, ct);
        if (derniere?.Etat == nameof(EtatExecution.Chargement) && !reprendre) return derniere.ReponsesDepuis;
        if (!reprendre) return time.GetUtcNow();
        var course = await database.FirstOrDefaultAsync<ExecutionRow>(
            $"SELECT * FROM exposition_execution WHERE etat <> '{nameof(EtatExecution.Chargement)}' ORDER BY id DESC LIMIT 1", null, ct);
        return course?.ReponsesDepuis ?? DateTimeOffset.UnixEpoch;
    }

    /// <summary>The lists were loaded: the run that follows takes them for new.</summary>
    public Task ChargeAsync(DateTimeOffset depuis, DateOnly jour, string api, string? millesime, CancellationToken ct) =>
        InsererAsync(EtatExecution.Chargement, depuis, jour, api, millesime, ct);

    /// <summary>The newest first, without their reports.</summary>
    public Task<IReadOnlyList<ExecutionRow>> ListeAsync(int nombre, CancellationToken ct) => database.QueryAsync<ExecutionRow>(
        """
        SELECT id, etat, reponses_depuis, commencee_le, terminee_le, jour_metier, api, millesime, total, couvertes, message
        FROM exposition_execution ORDER BY id DESC LIMIT @nombre
        """, new { nombre }, ct);

    public Task<ExecutionRow?> TrouverAsync(long id, CancellationToken ct) => database.FirstOrDefaultAsync<ExecutionRow>(
        "SELECT * FROM exposition_execution WHERE id = @id", new { id }, ct);

    public Task<ExecutionRow?> DerniereAppliqueeAsync(CancellationToken ct) => database.FirstOrDefaultAsync<ExecutionRow>(
        $"SELECT * FROM exposition_execution WHERE etat = '{nameof(EtatExecution.Appliquee)}' ORDER BY id DESC LIMIT 1", null, ct);

    /// <param name="depuis">Answers that were kept since then are as good as new ones.</param>
    public Task<long> CommencerAsync(DateTimeOffset depuis, DateOnly jour, string api, string? millesime, CancellationToken ct) =>
        InsererAsync(EtatExecution.EnCours, depuis, jour, api, millesime, ct);

    /// <summary>Lines of a run by their place; the coverage alone is cheap to read.</summary>
    public Task<IReadOnlyList<ResultatRow>> CouverturesAsync(long execution, CancellationToken ct) => database.QueryAsync<ResultatRow>(
        "SELECT cle, rang, couverture, raison FROM exposition_resultat WHERE execution = @execution", new { execution }, ct);

    public Task<ResultatRow?> ResultatAsync(long execution, string cle, CancellationToken ct) => database.FirstOrDefaultAsync<ResultatRow>(
        "SELECT * FROM exposition_resultat WHERE execution = @execution AND cle = @cle", new { execution, cle }, ct);

    public Task<IReadOnlyList<ResultatRow>> PageAsync(long execution, int debut, int nombre, CancellationToken ct) =>
        database.QueryAsync<ResultatRow>(
            """
            SELECT * FROM exposition_resultat WHERE execution = @execution AND rang >= @debut AND rang < @fin ORDER BY rang
            """,
            new { execution, debut, fin = debut + nombre }, ct);

    /// <summary>Ends a run and stores its lines, in one transaction; lines of older runs go.</summary>
    public Task TerminerAsync(
        ExecutionRow fin, EtatExecution etat, IEnumerable<ResultatRow> lignes, CancellationToken ct) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("DELETE FROM exposition_resultat WHERE execution = @Id", new { fin.Id }, ct);
            // A line has kilobytes of explanation: they are never all in memory.
            foreach (var lot in lignes.Select(l => (fin.Id, l)).Chunk(Lot)) await Resultats.ExecuteAsync(session, lot, ct);
            await session.ExecuteAsync(
                """
                UPDATE exposition_execution
                SET etat = @etat, terminee_le = @now, total = @Total, couvertes = @Couvertes, rapport = @Rapport, message = @Message
                WHERE id = @Id
                """,
                new { fin.Id, etat = etat.ToString(), now = time.GetUtcNow(), fin.Total, fin.Couvertes, fin.Rapport, fin.Message }, ct);
            await session.ExecuteAsync(
                $"""
                DELETE FROM exposition_resultat WHERE execution <> @Id AND execution NOT IN (
                    SELECT id FROM exposition_execution WHERE etat = '{nameof(EtatExecution.Appliquee)}' ORDER BY id DESC
                    LIMIT {RunsWithLines})
                """,
                new { fin.Id }, ct);
        }, ct);

    private Task<long> InsererAsync(
        EtatExecution etat, DateTimeOffset depuis, DateOnly jour, string api, string? millesime, CancellationToken ct) =>
        database.WriteAsync(session => session.ScalarAsync<long>(
            """
            INSERT INTO exposition_execution (etat, reponses_depuis, commencee_le, jour_metier, api, millesime)
            VALUES (@etat, @depuis, @now, @jour, @api, @millesime)
            RETURNING id
            """,
            new { etat = etat.ToString(), depuis, now = time.GetUtcNow(), jour, api, millesime }, ct), ct);
}
