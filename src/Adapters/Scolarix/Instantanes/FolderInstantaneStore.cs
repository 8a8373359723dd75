using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>
/// A folder that Scolarix's side reads; the manifest comes last. A snapshot has names of its own, so that the former one
/// stays whole until, and after, the new one is.
/// </summary>
internal sealed class FolderInstantaneStore(string folder) : IInstantaneStore
{
    private readonly DossierDepot _depot = new(folder);

    string? IInstantaneStore.Problem => DossierDepot.Problem(folder);

    public int HighestNumber(string etablissement) => _depot.Names().Select(nom => InstantaneRow.NumberIn(nom, etablissement)).DefaultIfEmpty().Max();

    public Task BeginAsync(WriteSession session, InstantaneRow row, CancellationToken ct)
    {
        _depot.Discard(row.NomFichier);
        return Task.CompletedTask;
    }

    public Task AppendAsync(WriteSession session, InstantaneRow row, ReadOnlyMemory<byte> octets, CancellationToken ct) => _depot.AppendAsync(row.NomFichier, octets, ct);

    public async Task<bool> IsWholeAsync(InstantaneRow row, CancellationToken ct)
    {
        if (_depot.OpenUnrevealed(row.NomFichier) is not { } file) return await IsRevealedAsync(row, ct);
        await using (file) return await IsOfAsync(file, row, ct);
    }

    public async Task PublishAsync(InstantaneRow row, CancellationToken ct)
    {
        // Whoever was killed here may have revealed it already.
        if (!await IsRevealedAsync(row, ct))
        {
            // A manifest of that name speaks of another file: without it, neither counts until the new ones are there.
            _depot.Delete([row.NomManifeste]);
            _depot.Reveal(row.NomFichier);
        }

        _depot.Discard(row.NomFichier);
        _depot.Discard(row.NomManifeste);
        await _depot.AppendAsync(row.NomManifeste, Encoding.UTF8.GetBytes(row.Manifeste!), ct);
        _depot.Reveal(row.NomManifeste);
    }

    public async Task<bool> CopyToAsync(InstantaneRow row, Stream output, CancellationToken ct)
    {
        if (!_depot.Exists(row.NomFichier)) return false;
        await using var file = _depot.OpenRead(row.NomFichier);
        await file.CopyToAsync(output, ct);
        return true;
    }

    public Task DeleteAsync(WriteSession session, InstantaneRow row, CancellationToken ct)
    {
        _depot.Delete([row.NomManifeste, row.NomFichier]);
        return Task.CompletedTask;
    }

    private async Task<bool> IsRevealedAsync(InstantaneRow row, CancellationToken ct)
    {
        if (!_depot.Exists(row.NomFichier)) return false;
        await using var file = _depot.OpenRead(row.NomFichier);
        return await IsOfAsync(file, row, ct);
    }

    private static async Task<bool> IsOfAsync(Stream file, InstantaneRow row, CancellationToken ct) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == row.Sha256;
}
