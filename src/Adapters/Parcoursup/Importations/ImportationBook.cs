using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>The importations: asked for, claimed under a lease, carried on, ended.</summary>
internal sealed class ImportationBook(NodeName node, ImportationOptions options, AuditBook audit, TimeProvider time)
{
    private const string UnderWay = $"(etat = '{nameof(EtatImportation.Analyse)}' OR etat = '{nameof(EtatImportation.Application)}')";
    private const string Waiting = nameof(EtatImportation.AConfirmer);
    private const string Dropped = nameof(EtatImportation.Abandonnee);

    /// <summary>How long a node keeps an importation that it says nothing of.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromSeconds(20);

    private readonly Lease _lease = new(new LeasedTable("importation", UnderWay, Returned: "", Held), node, time);

    private static readonly BulkInsert<AnomalieEcrite> Anomalies = new("importation_anomalie", "",
    [
        BulkColumn.Of<AnomalieEcrite>("importation", a => a.Importation.Id),
        BulkColumn.Of<AnomalieEcrite>("numero", a => a.Row.Numero),
        BulkColumn.Of<AnomalieEcrite>("nature", a => a.Row.Nature),
        BulkColumn.Of<AnomalieEcrite>("ligne", a => a.Row.Ligne),
        BulkColumn.Of<AnomalieEcrite>("colonne", a => a.Row.Colonne),
        BulkColumn.Of<AnomalieEcrite>("code_candidat", a => a.Row.CodeCandidat),
        BulkColumn.Sealed<AnomalieEcrite>("ine", a => a.Importation.Etablissement, a => a.Row.Ine),
        BulkColumn.Sealed<AnomalieEcrite>("message", a => a.Importation.Etablissement, a => a.Row.Message),
    ]);

    public async Task<long> InsertAsync(WriteSession session, ImportationRow row, CancellationToken ct)
    {
        var id = await session.ScalarAsync<long>(Insert, new
        {
            row.Etablissement, row.Session, row.CodeFormation, row.Uai, row.Corps, row.Encodage, row.Octets, row.Par,
            // People name their files after people.
            Fichier = await session.SealAsync(row.Etablissement, row.Fichier, ct), now = time.GetUtcNow(),
        }, ct);
        Note(session, ActeAudit.ImportationDeposee, row.Etablissement, id);
        return id;
    }

    private void Note(WriteSession session, ActeAudit acte, string etablissement, long id) =>
        audit.Note(session, new(acte, etablissement, FormattableString.Invariant($"importation {id}")));

    private const string Insert =
        $"""
        INSERT INTO importation (etat, etablissement, session, code_formation, uai, fichier, corps, encodage, octets, par, deposee_le)
        VALUES ('{nameof(EtatImportation.Analyse)}',
            @Etablissement, @Session, @CodeFormation, @Uai, @Fichier, @Corps, @Encodage, @Octets, @Par, @now)
        RETURNING id
        """;

    public Task<ImportationRow?> FindAsync(Database database, string etablissement, long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<ImportationRow>(
            "SELECT * FROM importation WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);

    /// <summary>The last hundred.</summary>
    public static Task<IReadOnlyList<ImportationRow>> ListAsync(Database database, string etablissement, CancellationToken ct) =>
        database.QueryAsync<ImportationRow>(
            "SELECT * FROM importation WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 100", new { etablissement }, ct);

    /// <summary>What has work to do: of each établissement the first, and none while somebody is at one of its own.</summary>
    public Task<IReadOnlyList<ImportationRow>> DueAsync(Database database, CancellationToken ct) => database.QueryAsync<ImportationRow>(
        $"""
        SELECT MIN(id) AS id, etablissement FROM importation WHERE {UnderWay} GROUP BY etablissement
        HAVING COUNT(CASE WHEN {Lease.Over} THEN NULL ELSE 1 END) = 0 ORDER BY 1
        """,
        _lease.Parameters(null), ct);

    /// <summary>Takes the lease; null when there is nothing to do or somebody is at it.</summary>
    public Task<ImportationRow?> ClaimAsync(Database database, long id, CancellationToken ct) => database.WriteAsync(
        session => _lease.ClaimAsync<ImportationRow>(session, "", $"{UnderWay} AND {Lease.Over}", new { Id = id }, ct), ct);

    /// <summary>Gives the lease back before its time, so that a restart or another node goes on at once.</summary>
    public Task ReleaseAsync(Database database, long id) => _lease.GiveBackAsync(database, id);

    /// <summary>Keeps the lease while a batch is long in coming.</summary>
    /// <exception cref="LeaseLostException">Another node goes on, or a person has dropped it.</exception>
    public Task HoldAsync(Database database, ImportationRow row, CancellationToken ct) => database.WriteAsync(
        session => _lease.RenewAsync(session, new { row.Id, row.Etat }, ct, fence: "etat = @Etat"), ct);

    /// <summary>Moves the cursor and the lease on, in the transaction of the work.</summary>
    /// <exception cref="LeaseLostException">Another node goes on, or a person has dropped it.</exception>
    public Task AdvanceAsync(
        WriteSession session, ImportationRow row, long lines, long bytes, Bilan bilan, CancellationToken ct) => _lease.RenewAsync(
        session, new { row.Id, row.Etat, lines, bytes, bilan = JsonText.Of(bilan) }, ct,
        set: "lignes = @lines, octets_traites = @bytes, bilan = @bilan", fence: "etat = @Etat");

    /// <summary>Ends the phase and the lease; a file that failed before anybody confirmed it is forgotten.</summary>
    /// <exception cref="LeaseLostException">Another node goes on, or a person has dropped it.</exception>
    public async Task EndAsync(
        WriteSession session, ImportationRow row, EtatImportation etat, string? rapport, string? message, CancellationToken ct)
    {
        var end = new
        {
            row.Id, before = row.Etat, etat = etat.ToString(), rapport, message, now = time.GetUtcNow(),
            done = etat is EtatImportation.Terminee or EtatImportation.Echec,
        };
        await _lease.EndAsync(
            session,
            """
            etat = @etat, rapport = COALESCE(@rapport, rapport), message = @message,
            terminee_le = CASE WHEN @done THEN @now ELSE terminee_le END
            """,
            end, ct, fence: "etat = @before");
        // A confirmed one is a message of the journal, which keeps its bytes whatever became of it.
        if (etat == EtatImportation.Echec && row.MessageEntrant is null) await ForgetAsync(session, row, ct);
    }

    /// <summary>Confirmed: the cursor starts anew. False when it was not waiting for that.</summary>
    public async Task<bool> ConfirmAsync(WriteSession session, ImportationRow row, long message, string par, CancellationToken ct)
    {
        if (await session.ExecuteAsync(
            $$"""
            UPDATE importation SET etat = '{{nameof(EtatImportation.Application)}}', message_entrant = @message, confirmee_par = @par,
                lignes = 0, octets_traites = 0, bilan = '{}'
            WHERE id = @Id AND etat = '{{Waiting}}'
            """,
            new { message, par, row.Id }, ct) == 0) return false;
        Note(session, ActeAudit.ImportationConfirmee, row.Etablissement, row.Id);
        return true;
    }

    /// <summary>Dropped with its bytes. False when it was confirmed or ended before.</summary>
    public async Task<bool> AbandonAsync(WriteSession session, ImportationRow row, string par, CancellationToken ct)
    {
        var dropped = await session.ExecuteAsync(
            $"""
            UPDATE importation SET etat = '{Dropped}', terminee_le = @now, {Lease.Free}, message = @message
            WHERE id = @Id AND (etat = '{nameof(EtatImportation.Analyse)}' OR etat = '{Waiting}')
            """,
            new { now = time.GetUtcNow(), message = $"Abandonnée par {par} : le fichier est effacé.", row.Id }, ct) == 1;
        if (!dropped) return false;
        Note(session, ActeAudit.ImportationAbandonnee, row.Etablissement, row.Id);
        await ForgetAsync(session, row, ct);
        return true;
    }

    /// <summary>Drops the files that nobody has confirmed in time: they hold personal data that nothing needs any more.</summary>
    public Task ExpireAsync(Database database, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var (days, now) = (options.JoursSansConfirmation, time.GetUtcNow());
        var message = $"Abandonnée d'elle-même : personne ne l'a confirmée sous {Accord.De(days, "jour")}. "
            + "Le fichier est effacé ; l'importer à nouveau s'il est encore utile.";
        foreach (var row in await session.QueryAsync<ImportationRow>(
            $"""
            UPDATE importation SET etat = '{Dropped}', terminee_le = @now, message = @message
            WHERE etat = '{Waiting}' AND deposee_le < @before RETURNING *
            """,
            new { now, before = now.AddDays(-days), message }, ct))
            await ForgetAsync(session, row, ct);
    }, ct);

    // The counts stay: they name nobody.
    private static async Task ForgetAsync(WriteSession session, ImportationRow row, CancellationToken ct)
    {
        await session.ExecuteAsync("DELETE FROM corps_volumineux WHERE id = @Corps", new { row.Corps }, ct);
        await ClearAnomaliesAsync(session, row.Id, ct);
    }

    public static Task AddAnomaliesAsync(
        WriteSession session, ImportationRow importation, IEnumerable<AnomalieRow> rows, CancellationToken ct) =>
        Anomalies.ExecuteAsync(session, [.. rows.Select(row => new AnomalieEcrite(importation, row))], ct);

    /// <summary>Those of an importation, in their order.</summary>
    /// <param name="nature">Null for all.</param>
    public static Task<IReadOnlyList<AnomalieRow>> AnomaliesAsync(
        Database database, ImportationRow importation, string? nature, long most, long skip, CancellationToken ct) =>
        database.QueryAsync<AnomalieRow>(
            $"""
            SELECT * FROM importation_anomalie WHERE importation = @Id{(nature is null ? "" : " AND nature = @nature")}
            ORDER BY numero LIMIT @most OFFSET @skip
            """,
            new { importation.Id, importation.Etablissement, nature, most, skip }, ct);

    public static Task ClearAnomaliesAsync(WriteSession session, long id, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM importation_anomalie WHERE importation = @id", new { id }, ct);

    private readonly record struct AnomalieEcrite(ImportationRow Importation, AnomalieRow Row);
}
