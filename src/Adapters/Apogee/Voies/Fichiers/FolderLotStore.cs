using System.Security.Cryptography;
using System.Text.Json;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>
/// A folder that the SIS side reads; the manifest comes last. A lot has names of its own, so that the former set stays
/// whole until, and after, the new one is.
/// </summary>
internal sealed class FolderLotStore(string folder) : ILotStore
{
    private const int LongestConfirmation = 1024;

    private readonly DossierDepot _depot = new(folder);

    string? ILotStore.Problem => DossierDepot.Problem(folder);

    public Task AppendAsync(LotRow lot, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct) => _depot.AppendAsync(nom, octets, ct);

    public async Task PublishAsync(LotRow lot, Manifeste manifeste, ReadOnlyMemory<byte> texte, CancellationToken ct)
    {
        foreach (var fichier in manifeste.Fichiers) _depot.Reveal(fichier.Nom);
        _depot.Discard(lot.NomManifeste);
        await _depot.AppendAsync(lot.NomManifeste, texte, ct);
        _depot.Reveal(lot.NomManifeste);
    }

    public async Task<string?> FindPublishedAsync(LotRow lot, CancellationToken ct)
    {
        if (!_depot.Exists(lot.NomManifeste)) return null;
        using var reader = new StreamReader(_depot.OpenRead(lot.NomManifeste));
        var text = await reader.ReadToEndAsync(ct);
        try
        {
            foreach (var fichier in JsonText.Read<Manifeste>(text).Fichiers)
            {
                await using var file = _depot.OpenRead(fichier.Nom);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) != fichier.Sha256) return null;
            }

            return text;
        }
        catch (Exception torn) when (torn is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    public async Task<bool> CopyToAsync(LotRow lot, string nom, Stream output, CancellationToken ct)
    {
        if (!_depot.Exists(nom)) return false;
        await using var file = _depot.OpenRead(nom);
        await file.CopyToAsync(output, ct);
        return true;
    }

    public async Task<string?> ReadConfirmationAsync(LotRow lot, CancellationToken ct)
    {
        if (!_depot.Exists(lot.NomConfirmation)) return null;
        await using var file = _depot.OpenRead(lot.NomConfirmation);
        var bytes = new byte[LongestConfirmation];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)).Trim();
    }

    public Task DeleteAsync(LotRow lot, CancellationToken ct)
    {
        _depot.Delete([lot.NomManifeste, lot.NomConfirmation, .. Enum.GetValues<NatureFichier>().Select(lot.NomDe)]);
        return Task.CompletedTask;
    }
}
