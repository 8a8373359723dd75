using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>A run that publishes something, as its table tells it.</summary>
public interface IRun
{
    long Id { get; }

    /// <summary>Nothing more happens to it by itself.</summary>
    bool IsOver { get; }
}

/// <summary>
/// The runs of a system that publish files: taken by one process over all nodes, kept under a lease, recovered when that
/// process is gone. What they are, how one asks for them and how they end is the system's.
/// </summary>
public abstract class RunBook<TRun>(Database database, LeasedTable table, NodeName node, TimeProvider time)
    where TRun : class, IRun
{
    public bool IsSingleNode => database.IsSingleNode;

    protected Database Database => database;

    protected Lease Lease { get; } = new(table, node, time);

    protected DateTimeOffset Now => time.GetUtcNow();

    public Task<TRun?> FindAsync(long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<TRun>($"SELECT * FROM {table.Name} WHERE id = @id", new { id }, ct);

    /// <summary>Keeps the lease, in the transaction of the progress itself.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the run.</exception>
    public virtual Task KeepAsync(WriteSession session, TRun run, CancellationToken ct) => Lease.RenewAsync(session, new { run.Id }, ct);

    /// <summary>What this process had begun when it was told to stop: begun anew by whoever comes next.</summary>
    public Task GiveBackAsync(TRun run) => Lease.GiveBackAsync(database, run.Id);

    /// <summary>What processes that are gone had begun is begun anew.</summary>
    /// <param name="all">True at the start of the only node: whatever is under way was so in a former life of it.</param>
    public Task RecoverLostAsync(bool all, CancellationToken ct) => Lease.RecoverLostAsync(database, all, ct);

    /// <summary>Makes prepared files visible, the manifest last, and records it.</summary>
    /// <param name="record">What else belongs to the record, in its transaction.</param>
    /// <exception cref="LeaseLostException">Somebody else has the run.</exception>
    public async Task PublishAsync(
        TRun run, IPublicationStore store, PreparedFiles prepared, Func<WriteSession, Task> record, CancellationToken ct)
    {
        // Whoever lost his lease must not be the one whose manifest appears.
        await database.WriteAsync(session => KeepAsync(session, run, ct), ct);
        await store.PublishAsync(prepared, ct);
        await database.WriteAsync(async session =>
        {
            await KeepAsync(session, run, ct);
            await record(session);
        }, ct);
    }
}
