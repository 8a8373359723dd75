using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>Where published files are kept: a folder, or the database.</summary>
public interface IPublicationStore
{
    /// <summary>Why nothing can be written now, in French; null when it can.</summary>
    string? Problem { get; }

    /// <summary>
    /// The highest number that a file of an établissement has here, 0 without any: a database that was restored or set up
    /// anew does not know them all.
    /// </summary>
    int HighestNumber(string kind, string etablissement);

    /// <summary>Drops what nobody sees yet of a former life of this number.</summary>
    Task BeginAsync(WriteSession session, PublishedFiles files, CancellationToken ct);

    /// <summary>Adds bytes to a file that nobody sees yet; the first time even none, so that the file exists.</summary>
    /// <param name="session">Holds the lease of the run.</param>
    Task AppendAsync(WriteSession session, PublishedFiles files, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct);

    /// <summary>Whether the prepared files are still there as they were written, visible or not.</summary>
    Task<bool> IsWholeAsync(PreparedFiles prepared, CancellationToken ct);

    /// <summary>
    /// Makes the files visible, complete and durable, and the manifest after them. Doing it again changes nothing; a file of
    /// that name with other bytes is replaced.
    /// </summary>
    Task PublishAsync(PreparedFiles prepared, CancellationToken ct);

    /// <summary>The manifest of what is visible and complete although its end was not recorded; else null.</summary>
    /// <param name="read">What a manifest says of its files; null when it is torn.</param>
    Task<string?> FindPublishedAsync(PublishedFiles files, Func<string, IReadOnlyList<FileHash>?> read, CancellationToken ct);

    /// <summary>Copies what was written; false, and nothing is copied, when it is not there any more, or is something else.</summary>
    /// <param name="file">As it was recorded when it was written.</param>
    Task<bool> CopyToAsync(PublishedFiles files, FileHash file, Stream output, CancellationToken ct);

    /// <summary>What the other side left beside the manifest to confirm it, null when nothing.</summary>
    Task<string?> ReadConfirmationAsync(PublishedFiles files, CancellationToken ct);

    /// <summary>
    /// Removes whatever lies in a folder of it, visible or not, the manifest first; nothing where there is no folder. Outside of every
    /// transaction: no rollback brings back what it removes, and whoever writes does not wait for a disk. Doing it again changes nothing.
    /// </summary>
    /// <exception cref="EntreeHostileException">Something else stands where the folder was: what lay there is not known.</exception>
    Task WithdrawAsync(PublishedFiles files, CancellationToken ct);

    /// <summary>Removes whatever the database has of it.</summary>
    Task DeleteAsync(WriteSession session, PublishedFiles files, CancellationToken ct);
}

/// <summary>The store of an établissement, or of one of its publications: the folder may have changed since.</summary>
/// <param name="parts">Where the parts are kept of those who have no folder.</param>
public abstract class PublicationStores(Database database, DataKeys keys, RacinesDossiers racines, PartTable parts)
{
    private readonly DatabaseStore _database = new(database, keys, parts);

    /// <param name="folder">Null: the database.</param>
    public IPublicationStore Of(string? folder) => folder is null ? _database : new FolderStore(folder, racines);

    /// <summary>
    /// Removes a publication: its files first, then, in a transaction, what the database has of it and says of them. Whoever is stopped
    /// in between has still written down where they were, and does it again.
    /// </summary>
    public async Task RemoveAsync(string? folder, PublishedFiles files, Func<WriteSession, Task> record, CancellationToken ct)
    {
        var store = Of(folder);
        await store.WithdrawAsync(files, ct);
        await database.WriteAsync(async session =>
        {
            await store.DeleteAsync(session, files, ct);
            await record(session);
        }, ct);
    }
}
