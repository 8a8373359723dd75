using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Where the files of snapshots are kept: a folder, or the database.</summary>
internal interface IInstantaneStore
{
    /// <summary>Why nothing can be written now, in French; null when it can.</summary>
    string? Problem { get; }

    /// <summary>
    /// The highest number that a file of an établissement has here, 0 without any: a database that was restored or set up
    /// anew does not know them all.
    /// </summary>
    int HighestNumber(string etablissement);

    /// <summary>Drops what nobody sees yet of a former life of this number.</summary>
    Task BeginAsync(WriteSession session, InstantaneRow row, CancellationToken ct);

    /// <summary>Adds bytes to a file that nobody sees yet.</summary>
    /// <param name="session">Holds the lease of the snapshot.</param>
    Task AppendAsync(WriteSession session, InstantaneRow row, ReadOnlyMemory<byte> octets, CancellationToken ct);

    /// <summary>Whether the prepared file is still there as it was written.</summary>
    Task<bool> IsWholeAsync(InstantaneRow row, CancellationToken ct);

    /// <summary>Makes the file visible, complete and durable, and the manifest after it. Doing it again changes nothing; a file of that name with other bytes is replaced.</summary>
    Task PublishAsync(InstantaneRow row, CancellationToken ct);

    /// <summary>False when the file is not there any more; nothing is written then.</summary>
    Task<bool> CopyToAsync(InstantaneRow row, Stream output, CancellationToken ct);

    /// <summary>Removes whatever there is of it, visible or not, the manifest first.</summary>
    Task DeleteAsync(WriteSession session, InstantaneRow row, CancellationToken ct);
}

/// <summary>The store of a snapshot: the folder may have changed since.</summary>
internal sealed class InstantaneStores(Database database)
{
    private readonly DatabaseInstantaneStore _database = new(database);

    public IInstantaneStore Of(string? dossier) => dossier is null ? _database : new FolderInstantaneStore(dossier);
}
