using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>
/// A folder that the other side reads; the manifest comes last. A publication has names of its own, so that the former one
/// stays whole until, and after, the new one is.
/// </summary>
internal sealed class FolderStore(string folder) : IPublicationStore
{
    private const int LongestConfirmation = 1024;

    private readonly DossierDepot _depot = new(folder);

    string? IPublicationStore.Problem => DossierDepot.Problem(folder);

    public int HighestNumber(string kind, string etablissement) =>
        _depot.Names().Select(nom => PublicationName.NumberIn(nom, kind, etablissement)).DefaultIfEmpty().Max();

    public Task BeginAsync(WriteSession session, PublishedFiles files, CancellationToken ct)
    {
        foreach (var nom in files.Files) _depot.Discard(nom);
        return Task.CompletedTask;
    }

    public Task AppendAsync(WriteSession session, PublishedFiles files, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct) =>
        _depot.AppendAsync(nom, octets, ct);

    public async Task<bool> IsWholeAsync(PreparedFiles prepared, CancellationToken ct)
    {
        foreach (var file in prepared.Hashes)
            if (!await IsThereAsync(file, ct))
                return false;
        return true;
    }

    public async Task PublishAsync(PreparedFiles prepared, CancellationToken ct)
    {
        var manifest = prepared.Published.Name.Manifest;
        foreach (var file in prepared.Hashes)
        {
            // Whoever was killed here may have revealed it already.
            if (await IsRevealedAsync(file, ct))
            {
                _depot.Discard(file.Nom);
                continue;
            }

            // A manifest of that name speaks of other files: without it, none counts until the new ones are there.
            _depot.Delete([manifest]);
            _depot.Reveal(file.Nom);
        }

        _depot.Discard(manifest);
        await _depot.AppendAsync(manifest, Encoding.UTF8.GetBytes(prepared.Manifest), ct);
        _depot.Reveal(manifest);
    }

    public async Task<string?> FindPublishedAsync(PublishedFiles files, Func<string, IReadOnlyList<FileHash>?> read, CancellationToken ct)
    {
        if (!_depot.Exists(files.Name.Manifest)) return null;
        using var reader = new StreamReader(_depot.OpenRead(files.Name.Manifest));
        var text = await reader.ReadToEndAsync(ct);
        if (read(text) is not { } hashes) return null;
        foreach (var file in hashes)
            if (!await IsRevealedAsync(file, ct))
                return null;
        return text;
    }

    public async Task<bool> CopyToAsync(PublishedFiles files, string nom, Stream output, CancellationToken ct)
    {
        if (!_depot.Exists(nom)) return false;
        await using var file = _depot.OpenRead(nom);
        await file.CopyToAsync(output, ct);
        return true;
    }

    public async Task<string?> ReadConfirmationAsync(PublishedFiles files, CancellationToken ct)
    {
        if (!_depot.Exists(files.Name.Confirmation)) return null;
        await using var file = _depot.OpenRead(files.Name.Confirmation);
        var bytes = new byte[LongestConfirmation];
        return Encoding.UTF8.GetString(bytes, 0, await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)).Trim();
    }

    public Task DeleteAsync(WriteSession session, PublishedFiles files, CancellationToken ct)
    {
        _depot.Delete([files.Name.Manifest, files.Name.Confirmation, .. files.Files]);
        return Task.CompletedTask;
    }

    private async Task<bool> IsThereAsync(FileHash file, CancellationToken ct)
    {
        if (_depot.OpenUnrevealed(file.Nom) is not { } prepared) return await IsRevealedAsync(file, ct);
        await using (prepared) return await IsOfAsync(prepared, file, ct);
    }

    private async Task<bool> IsRevealedAsync(FileHash file, CancellationToken ct)
    {
        if (!_depot.Exists(file.Nom)) return false;
        await using var revealed = _depot.OpenRead(file.Nom);
        return await IsOfAsync(revealed, file, ct);
    }

    private static async Task<bool> IsOfAsync(Stream stream, FileHash file, CancellationToken ct) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == file.Sha256;
}
