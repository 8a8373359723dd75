using System.Security.Cryptography;
using System.Text.Json;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Fichiers;

/// <summary>
/// A folder that the SIS side reads. Every file is written under a temporary name, flushed to the disk and renamed; the
/// manifest comes last. A lot has names of its own, so that the former set stays whole until, and after, the new one is.
/// </summary>
internal sealed class FolderLotStore(string folder) : ILotStore
{
    private const string Temporary = ".tmp";
    private const int LongestConfirmation = 1024;

    string? ILotStore.Problem => Problem(folder);

    /// <summary>What is wrong with a folder, in French; null when files can be written there.</summary>
    public static string? Problem(string folder)
    {
        if (!Path.IsPathFullyQualified(folder))
            return $"Indiquer le chemin complet du dossier (« {folder} » n'en est pas un).";
        if (!Directory.Exists(folder))
            return $"Le dossier « {folder} » n'existe pas, ou n'est pas visible de la passerelle : le créer, ou corriger le chemin.";
        var probe = Path.Combine(folder, $"essai-{Guid.NewGuid():N}{Temporary}");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"La passerelle ne peut pas écrire dans le dossier « {folder} » : donner ce droit à son compte, et vérifier la place disponible.";
        }
    }

    public async Task AppendAsync(LotRow lot, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        await using var file = new FileStream(PathOf(nom) + Temporary, Options(FileMode.Append));
        await file.WriteAsync(octets, ct);
    }

    public async Task PublishAsync(LotRow lot, Manifeste manifeste, ReadOnlyMemory<byte> texte, CancellationToken ct)
    {
        foreach (var fichier in manifeste.Fichiers) Reveal(fichier.Nom);
        File.Delete(PathOf(lot.NomManifeste) + Temporary);
        await AppendAsync(lot, lot.NomManifeste, texte, ct);
        Reveal(lot.NomManifeste);
    }

    public async Task<string?> FindPublishedAsync(LotRow lot, CancellationToken ct)
    {
        if (!File.Exists(PathOf(lot.NomManifeste))) return null;
        var text = await File.ReadAllTextAsync(PathOf(lot.NomManifeste), ct);
        try
        {
            foreach (var fichier in JsonText.Read<Manifeste>(text).Fichiers)
            {
                await using var file = File.OpenRead(PathOf(Path.GetFileName(fichier.Nom)));
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
        if (!File.Exists(PathOf(nom))) return false;
        await using var file = File.OpenRead(PathOf(nom));
        await file.CopyToAsync(output, ct);
        return true;
    }

    public async Task<string?> ReadConfirmationAsync(LotRow lot, CancellationToken ct)
    {
        var path = PathOf(lot.NomConfirmation);
        if (!File.Exists(path)) return null;
        await using var file = File.OpenRead(path);
        var bytes = new byte[LongestConfirmation];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)).Trim();
    }

    public Task DeleteAsync(LotRow lot, CancellationToken ct)
    {
        string[] names = [lot.NomManifeste, lot.NomConfirmation, .. Enum.GetValues<NatureFichier>().Select(lot.NomDe)];
        if (Directory.Exists(folder))
            foreach (var path in names.SelectMany(n => new[] { n, n + Temporary }).Select(PathOf).Where(File.Exists))
                File.Delete(path);
        return Task.CompletedTask;
    }

    private void Reveal(string nom)
    {
        using (var file = File.OpenHandle(PathOf(nom) + Temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(PathOf(nom) + Temporary, PathOf(nom), overwrite: true);
    }

    // Personal data: for the gateway's user, and for the group to which the SIS side's job belongs.
    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        return options;
    }

    private string PathOf(string nom) => Path.Combine(folder, nom);
}
