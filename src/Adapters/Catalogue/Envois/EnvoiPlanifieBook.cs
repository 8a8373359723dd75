using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>What became of the posting of a night.</summary>
internal enum EtatEnvoi
{
    Demande,
    Termine,

    /// <summary>The next night came before its end.</summary>
    Remplace,
}

/// <summary>A stored posting of a night.</summary>
internal sealed class EnvoiPlanifieRow
{
    public long Id { get; init; }
    public DateOnly Jour { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>By the machine's clock (rule I1): what was tried since was tried by this run, also before a kill.</summary>
    public DateTimeOffset CommenceLe { get; init; }

    public string? Bilan { get; init; }
}

/// <summary>The postings that planned nights asked for, each done by one node under a lease.</summary>
internal sealed class EnvoiPlanifieBook(Database database, NodeName node, TimeProvider time)
{
    private const string Waiting = $"etat = '{nameof(EtatEnvoi.Demande)}'";

    // Longer than one call and its pause: it is renewed before each.
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    private readonly Lease _lease = new(new LeasedTable("catalogue_envoi", Waiting, Returned: "", Duration), node, time);

    /// <summary>Asks for the posting of a night, in the night's transaction; one night has one, and an older one had its time.</summary>
    public async Task DemanderAsync(WriteSession session, DateOnly jour, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"UPDATE catalogue_envoi SET etat = '{nameof(EtatEnvoi.Remplace)}' WHERE {Waiting} AND jour <> @jour", new { jour }, ct);
        await session.ExecuteAsync(
            $"""
            INSERT INTO catalogue_envoi (jour, etat, commence_le) VALUES (@jour, '{nameof(EtatEnvoi.Demande)}', @now)
            ON CONFLICT (jour) DO NOTHING
            """, new { jour, now = time.GetUtcNow() }, ct);
    }

    /// <summary>Takes what is asked for; null when there is nothing, or another node is at it.</summary>
    public async Task<EnvoiPlanifieRow?> PrendreAsync(CancellationToken ct) =>
        await database.ScalarAsync<long?>($"SELECT id FROM catalogue_envoi WHERE {Waiting} AND {Lease.Over} ORDER BY jour LIMIT 1",
            _lease.Parameters(null), ct) is not { } id ? null
        : await database.WriteAsync(session => _lease.ClaimAsync<EnvoiPlanifieRow>(
            session, "", $"{Waiting} AND {Lease.Over}", new { Id = id }, ct), ct);

    /// <exception cref="LeaseLostException">Another node goes on, or another night has come.</exception>
    public Task GarderAsync(EnvoiPlanifieRow row, CancellationToken ct) =>
        database.WriteAsync(session => _lease.RenewAsync(session, new { row.Id }, ct), ct);

    public Task TerminerAsync(EnvoiPlanifieRow row, string bilan, CancellationToken ct) => database.WriteAsync(
        session => _lease.EndAsync(session, $"etat = '{nameof(EtatEnvoi.Termine)}', bilan = @bilan", new { row.Id, bilan }, ct), ct);

    /// <summary>For whoever comes next, at once.</summary>
    public Task RendreAsync(EnvoiPlanifieRow row) => _lease.GiveBackAsync(database, row.Id);

    /// <summary>At the start of the only node, whatever is held was held by a former life of it.</summary>
    public Task ReprendreAsync(CancellationToken ct) => _lease.RecoverLostAsync(database, database.IsSingleNode, ct);

    public Task<IReadOnlyList<EnvoiPlanifieRow>> ListerAsync(CancellationToken ct) => database.QueryAsync<EnvoiPlanifieRow>(
        "SELECT id, jour, etat, commence_le, bilan FROM catalogue_envoi ORDER BY jour DESC LIMIT 400", null, ct);
}
