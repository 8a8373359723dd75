using System.Text;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>
/// A folder that the other side reads; the manifest comes last. A publication has names of its own, so that the former one
/// stays whole until, and after, the new one is. What others leave there is read apart from what we wrote (rule J2).
/// </summary>
internal sealed class FolderStore(string folder, RacinesDossiers racines) : IPublicationStore
{
    private const int LongestConfirmation = 1024;
    private const int LongestManifest = 1 << 20;

    private DossierDepot? _depot;

    string? IPublicationStore.Problem => racines.Problem(folder);

    // Made at the first use: a folder that is not permitted any more is told there.
    private DossierDepot Depot => _depot ??= new DossierDepot(racines.Of(folder));

    public int HighestNumber(string kind, string etablissement) =>
        Depot.Names().Select(nom => PublicationName.NumberIn(nom, kind, etablissement)).DefaultIfEmpty().Max();

    public Task BeginAsync(WriteSession session, PublishedFiles files, CancellationToken ct)
    {
        foreach (var nom in files.Files) Depot.Discard(nom);
        return Task.CompletedTask;
    }

    public Task AppendAsync(WriteSession session, PublishedFiles files, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct) =>
        Depot.AppendAsync(nom, octets, ct);

    public async Task<bool> IsWholeAsync(PreparedFiles prepared, CancellationToken ct)
    {
        foreach (var file in prepared.Hashes)
            if (!await Depot.HoldsAsync(file.Nom, file.Sha256, ct))
                return false;
        return true;
    }

    public async Task PublishAsync(PreparedFiles prepared, CancellationToken ct)
    {
        var manifest = prepared.Published.Name.Manifest;
        foreach (var file in prepared.Hashes)
        {
            // Whoever was killed here may have revealed it already.
            if (await Depot.ShowsAsync(file.Nom, file.Sha256, ct))
            {
                Depot.Discard(file.Nom);
                continue;
            }

            // A manifest of that name speaks of other files: without it, none counts until the new ones are there.
            Depot.Delete([manifest]);
            await Depot.RevealAsync(file.Nom, file.Sha256, ct);
        }

        Depot.Discard(manifest);
        await Depot.AppendAsync(manifest, Encoding.UTF8.GetBytes(prepared.Manifest), ct);
        await Depot.RevealAsync(manifest, ConfirmationFile.HashOf(prepared.Manifest), ct);
    }

    public async Task<string?> FindPublishedAsync(PublishedFiles files, Func<string, IReadOnlyList<FileHash>?> read, CancellationToken ct)
    {
        if (!IsThere(files.Name.Manifest) || await ReadAsync(files.Name.Manifest, LongestManifest, ct) is not { } bytes) return null;
        var text = Encoding.UTF8.GetString(bytes);
        if (read(text) is not { } hashes) return null;
        foreach (var file in hashes)
            if (!await Depot.ShowsAsync(file.Nom, file.Sha256, ct))
                return null;
        return text;
    }

    public async Task<bool> CopyToAsync(PublishedFiles files, FileHash file, Stream output, CancellationToken ct) =>
        IsThere(file.Nom) && await Depot.CopyToAsync(file.Nom, file.Sha256, output, ct);

    public async Task<string?> ReadConfirmationAsync(PublishedFiles files, CancellationToken ct)
    {
        try
        {
            return racines.Of(folder).Trouver(files.Name.Confirmation) is null ? null
                : Encoding.UTF8.GetString(await ReadAsync(files.Name.Confirmation, LongestConfirmation, ct) ?? []).Trim();
        }
        catch (EntreeHostileException)
        {
            // Whatever a link leads to confirms nothing.
            return "";
        }
    }

    public Task WithdrawAsync(PublishedFiles files, CancellationToken ct)
    {
        try
        {
            Depot.Delete([files.Name.Manifest, files.Name.Confirmation, .. files.Files]);
        }
        catch (FileNotFoundException)
        {
            // The folder has gone, and they with it.
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(WriteSession session, PublishedFiles files, CancellationToken ct) => Task.CompletedTask;

    private Task<byte[]?> ReadAsync(string nom, int most, CancellationToken ct) => racines.Of(folder).LireAsync(nom, most, ct);

    private bool IsThere(string nom)
    {
        try
        {
            return racines.Of(folder).Trouver(nom) is { Ordinaire: true };
        }
        catch (Exception away) when (IsAway(away))
        {
            return false;
        }
    }

    // A folder that has gone, or in whose place somebody has put something else.
    private static bool IsAway(Exception failure) => failure is FileNotFoundException or EntreeHostileException;
}
