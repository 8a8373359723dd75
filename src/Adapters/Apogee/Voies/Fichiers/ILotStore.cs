using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where the files of lots are kept: a folder, or the database.</summary>
internal interface ILotStore
{
    /// <summary>Why nothing can be written now, in French; null when it can.</summary>
    string? Problem { get; }

    /// <summary>Adds bytes to a file that nobody sees yet.</summary>
    Task AppendAsync(LotRow lot, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct);

    /// <summary>Makes the files visible, complete and durable, and the manifest after them.</summary>
    Task PublishAsync(LotRow lot, Manifeste manifeste, ReadOnlyMemory<byte> texte, CancellationToken ct);

    /// <summary>The manifest of a lot that is visible and complete although its end was not recorded; else null.</summary>
    Task<string?> FindPublishedAsync(LotRow lot, CancellationToken ct);

    /// <summary>False when the file is not there any more; nothing is written then.</summary>
    Task<bool> CopyToAsync(LotRow lot, string nom, Stream output, CancellationToken ct);

    /// <summary>What a job left beside the manifest to confirm it, null when nothing.</summary>
    Task<string?> ReadConfirmationAsync(LotRow lot, CancellationToken ct);

    /// <summary>Removes whatever there is of the lot, the manifest first.</summary>
    Task DeleteAsync(LotRow lot, CancellationToken ct);
}

/// <summary>The store of an établissement, or of one of its lots: the folder may have changed since.</summary>
internal sealed class LotStores(Database database)
{
    private readonly DatabaseLotStore _database = new(database);

    public ILotStore Of(string? dossier) => dossier is null ? _database : new FolderLotStore(dossier);
}
