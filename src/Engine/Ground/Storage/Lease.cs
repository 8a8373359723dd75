using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Who works on a row, over all nodes: a holder, until when, and a fence. Whoever writes says in the statement itself that
/// the row is still his, so that a process which slept past its lease changes nothing. The statements of a table stay with
/// it; here is what of them is the same everywhere. What is merely due again after a while, because doing it twice harms
/// nobody, has no holder and needs no lease. Parameters of a statement are an object with at least <c>Id</c>.
/// </summary>
public sealed class Lease(LeasedTable table, NodeName node, TimeProvider time)
{
    /// <summary>Assignments that make the row this process's; they need <see cref="Parameters"/>.</summary>
    public const string Take = $"bail_par = @{nameof(Stamp.LeaseHolder)}, bail_jusqua = @{nameof(Stamp.LeaseUntil)}";

    /// <summary>Assignments that end the lease.</summary>
    public const string Free = "bail_par = NULL, bail_jusqua = NULL";

    /// <summary>Condition that the row is this process's; it needs <see cref="Parameters"/>.</summary>
    public const string Mine = $"bail_par = @{nameof(Stamp.LeaseHolder)}";

    /// <summary>Condition that nobody has the row, or has it no longer; it needs <see cref="Parameters"/>.</summary>
    public const string Over = $"(bail_jusqua IS NULL OR bail_jusqua < @{nameof(Stamp.LeaseNow)})";

    /// <summary>Adds what the conditions and assignments above speak of to the parameters of a statement.</summary>
    /// <param name="holder">Null: this process.</param>
    /// <param name="duration">Null: that of the table.</param>
    public DynamicParameters Parameters(object? parameters, string? holder = null, TimeSpan? duration = null)
    {
        var now = time.GetUtcNow();
        var all = new DynamicParameters(parameters);
        all.AddDynamicParams(new Stamp(holder ?? node.Value, now, now + (duration ?? table.Duration)));
        return all;
    }

    /// <summary>Takes a row that is free.</summary>
    /// <param name="set">More assignments, of its state for instance.</param>
    /// <param name="condition">What makes the row one to be taken.</param>
    /// <returns>The row as it is now; null when somebody else was first.</returns>
    public Task<TRow?> ClaimAsync<TRow>(WriteSession session, string set, string condition, object parameters, CancellationToken ct) =>
        session.FirstOrDefaultAsync<TRow>(
            $"UPDATE {table.Name} SET {Take}{After(set)} WHERE id = @Id AND {condition} RETURNING *", Parameters(parameters), ct);

    /// <summary>Renews the lease in the transaction of the progress itself.</summary>
    /// <param name="set">Assignments of the progress; empty for none.</param>
    /// <param name="fence">What else must still be so; empty for nothing.</param>
    /// <exception cref="LeaseLostException">The row is not this process's any more: the transaction must not be committed.</exception>
    public Task RenewAsync(WriteSession session, object parameters, CancellationToken ct, string set = "", string fence = "") =>
        OwnAsync(session, $"bail_jusqua = @{nameof(Stamp.LeaseUntil)}{After(set)}", fence, parameters, ct);

    /// <summary>Ends work and lease with the last word on it.</summary>
    /// <exception cref="LeaseLostException">The row is not this process's any more: the transaction must not be committed.</exception>
    public Task EndAsync(WriteSession session, string set, object parameters, CancellationToken ct, string fence = "") =>
        OwnAsync(session, $"{Free}{After(set)}", fence, parameters, ct);

    /// <summary>What this process had taken when it was told to stop: for whoever comes next, at once.</summary>
    public Task GiveBackAsync(Database database, long id) => database.ExecuteAsync(
        $"UPDATE {table.Name} SET {Free}{After(table.Returned)} WHERE id = @id AND {table.Held} AND {Mine}",
        Parameters(new { id }), CancellationToken.None);

    /// <summary>What processes that are gone had taken is for whoever comes next.</summary>
    /// <param name="all">True at the start of the only node: whatever is held was held by a former life of it.</param>
    public async Task RecoverLostAsync(Database database, bool all, CancellationToken ct)
    {
        var lost = $"{table.Held} AND bail_par IS NOT NULL AND (@all OR bail_jusqua < @{nameof(Stamp.LeaseNow)})";
        // Looked at first: the look waits for no writer, and there is hardly ever anything.
        if (await database.ScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name} WHERE {lost}", Parameters(new { all }), ct) > 0)
            await database.ExecuteAsync(
                $"UPDATE {table.Name} SET {Free}{After(table.Returned)} WHERE {lost}", Parameters(new { all }), ct);
    }

    private async Task OwnAsync(WriteSession session, string set, string fence, object parameters, CancellationToken ct)
    {
        var also = fence.Length == 0 ? "" : $" AND {fence}";
        var held = await session.ExecuteAsync(
            $"UPDATE {table.Name} SET {set} WHERE id = @Id AND {table.Held} AND {Mine}{also}", Parameters(parameters), ct);
        if (held == 0) throw new LeaseLostException();
    }

    private static string After(string set) => set.Length == 0 ? "" : $", {set}";

    private sealed record Stamp(string LeaseHolder, DateTimeOffset LeaseNow, DateTimeOffset LeaseUntil);
}
