using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>The lease on an importation was lost, or somebody has ended it: whoever works on it stops.</summary>
internal sealed class ImportationTakenException() : Exception("The importation belongs to somebody else now.");

/// <summary>The importations: asked for, claimed under a lease, carried on, ended.</summary>
internal sealed class ImportationBook(NodeName node, ImportationOptions options, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private static readonly BulkInsert<(long Importation, AnomalieRow Row)> Anomalies = new("importation_anomalie", "",
    [
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("importation", a => a.Importation),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("numero", a => a.Row.Numero),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("nature", a => a.Row.Nature),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("ligne", a => a.Row.Ligne),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("colonne", a => a.Row.Colonne),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("code_candidat", a => a.Row.CodeCandidat),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("ine", a => a.Row.Ine),
        BulkColumn.Of<(long Importation, AnomalieRow Row)>("message", a => a.Row.Message),
    ]);

    public Task<long> InsertAsync(WriteSession session, ImportationRow row, CancellationToken ct) => session.ScalarAsync<long>(
        """
        INSERT INTO importation (etablissement, session, code_formation, uai, fichier, corps, encodage, octets, etat, par, deposee_le)
        VALUES (@Etablissement, @Session, @CodeFormation, @Uai, @Fichier, @Corps, @Encodage, @Octets, 'Analyse', @Par, @now) RETURNING id
        """,
        new { row.Etablissement, row.Session, row.CodeFormation, row.Uai, row.Fichier, row.Corps, row.Encodage, row.Octets, row.Par, now = time.GetUtcNow() }, ct);

    public Task<ImportationRow?> FindAsync(Database database, string etablissement, long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<ImportationRow>("SELECT * FROM importation WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);

    /// <summary>What has work to do and nobody at it.</summary>
    public Task<IReadOnlyList<ImportationRow>> DueAsync(Database database, CancellationToken ct) => database.QueryAsync<ImportationRow>(
        "SELECT id, etablissement FROM importation WHERE (etat = 'Analyse' OR etat = 'Application') AND (bail_jusqua IS NULL OR bail_jusqua < @now) ORDER BY id",
        new { now = time.GetUtcNow() }, ct);

    /// <summary>Takes the lease; null when there is nothing to do or somebody is at it.</summary>
    public Task<ImportationRow?> ClaimAsync(Database database, long id, CancellationToken ct) => database.WriteAsync(session => session.FirstOrDefaultAsync<ImportationRow>(
        """
        UPDATE importation SET bail_par = @Name, bail_jusqua = @until
        WHERE id = @id AND (etat = 'Analyse' OR etat = 'Application') AND (bail_jusqua IS NULL OR bail_jusqua < @now) RETURNING *
        """,
        new { node.Name, until = time.GetUtcNow() + Lease, now = time.GetUtcNow(), id }, ct), ct);

    /// <summary>Gives the lease back before its time, so that a restart or another node goes on at once.</summary>
    public Task ReleaseAsync(Database database, long id) => database.ExecuteAsync(
        "UPDATE importation SET bail_par = NULL, bail_jusqua = NULL WHERE id = @id AND bail_par = @Name", new { id, node.Name }, CancellationToken.None);

    /// <summary>Moves the cursor and the lease on, in the transaction of the work.</summary>
    /// <exception cref="ImportationTakenException">The lease was lost.</exception>
    public async Task AdvanceAsync(WriteSession session, ImportationRow row, long lines, long bytes, Bilan bilan, CancellationToken ct) =>
        Own(await session.ExecuteAsync(
            """
            UPDATE importation SET lignes = @lines, octets_traites = @bytes, bilan = @bilan, bail_jusqua = @until
            WHERE id = @Id AND etat = @Etat AND bail_par = @Name
            """,
            new { lines, bytes, bilan = JsonText.Of(bilan), until = time.GetUtcNow() + Lease, row.Id, row.Etat, node.Name }, ct));

    /// <summary>Ends the phase and the lease; a file that failed before anybody confirmed it is forgotten.</summary>
    /// <exception cref="ImportationTakenException">The lease was lost.</exception>
    public async Task EndAsync(WriteSession session, ImportationRow row, EtatImportation etat, string? rapport, string? message, CancellationToken ct)
    {
        Own(await session.ExecuteAsync(
            """
            UPDATE importation SET etat = @etat, rapport = COALESCE(@rapport, rapport), message = @message, bail_par = NULL, bail_jusqua = NULL,
                terminee_le = CASE WHEN @done THEN @now ELSE terminee_le END
            WHERE id = @Id AND etat = @before AND bail_par = @Name
            """,
            new
            {
                etat = etat.ToString(), rapport, message, done = etat is EtatImportation.Terminee or EtatImportation.Echec, now = time.GetUtcNow(),
                row.Id, before = row.Etat, node.Name,
            }, ct));
        // A confirmed one is a message of the journal, which keeps its bytes whatever became of it.
        if (etat == EtatImportation.Echec && row.MessageEntrant is null) await ForgetAsync(session, row, ct);
    }

    /// <summary>Confirmed: the cursor starts anew. False when it was not waiting for that.</summary>
    public async Task<bool> ConfirmAsync(WriteSession session, ImportationRow row, long message, string par, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            UPDATE importation SET etat = 'Application', message_entrant = @message, confirmee_par = @par, lignes = 0, octets_traites = 0, bilan = '{}'
            WHERE id = @Id AND etat = 'AConfirmer'
            """,
            new { message, par, row.Id }, ct) == 1;

    /// <summary>Dropped with its bytes. False when it was confirmed or ended before.</summary>
    public async Task<bool> AbandonAsync(WriteSession session, ImportationRow row, string par, CancellationToken ct)
    {
        var dropped = await session.ExecuteAsync(
            """
            UPDATE importation SET etat = 'Abandonnee', terminee_le = @now, bail_par = NULL, bail_jusqua = NULL, message = @message
            WHERE id = @Id AND (etat = 'Analyse' OR etat = 'AConfirmer')
            """,
            new { now = time.GetUtcNow(), message = $"Abandonnée par {par} : le fichier est effacé.", row.Id }, ct) == 1;
        if (dropped) await ForgetAsync(session, row, ct);
        return dropped;
    }

    /// <summary>Drops the files that nobody has confirmed in time: they hold personal data that nothing needs any more.</summary>
    public Task ExpireAsync(Database database, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var (days, now) = (options.JoursSansConfirmation, time.GetUtcNow());
        foreach (var row in await session.QueryAsync<ImportationRow>(
            "UPDATE importation SET etat = 'Abandonnee', terminee_le = @now, message = @message WHERE etat = 'AConfirmer' AND deposee_le < @before RETURNING *",
            new { now, before = now.AddDays(-days), message = $"Abandonnée d'elle-même : personne ne l'a confirmée sous {Accord.De(days, "jour")}. Le fichier est effacé ; l'importer à nouveau s'il est encore utile." }, ct))
            await ForgetAsync(session, row, ct);
    }, ct);

    // The counts stay: they name nobody.
    private static async Task ForgetAsync(WriteSession session, ImportationRow row, CancellationToken ct)
    {
        await session.ExecuteAsync("DELETE FROM corps_volumineux WHERE id = @Corps", new { row.Corps }, ct);
        await ClearAnomaliesAsync(session, row.Id, ct);
    }

    public static Task AddAnomaliesAsync(WriteSession session, long id, IEnumerable<AnomalieRow> rows, CancellationToken ct) =>
        Anomalies.ExecuteAsync(session, [.. rows.Select(row => (id, row))], ct);

    public static Task ClearAnomaliesAsync(WriteSession session, long id, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM importation_anomalie WHERE importation = @id", new { id }, ct);

    private static void Own(int updated)
    {
        if (updated == 0) throw new ImportationTakenException();
    }
}
