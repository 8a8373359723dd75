using System.Security.Cryptography;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>
/// Our own files in a folder of exchange, left for another system. Every file is created exclusively under a temporary name,
/// flushed to the disk and renamed, so that nobody ever sees a part of it; what lies under a name counts as ours only while its
/// bytes are those that were written.
/// </summary>
internal sealed class DossierDepot(DossierEchange dossier)
{
    private const string Temporary = ".tmp";

    // Personal data: for the gateway's user, and for the group to which the other side's job belongs.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly Dictionary<string, AspectEntree> _created = new(StringComparer.Ordinal);

    /// <summary>Adds bytes to a file that nobody sees yet.</summary>
    public async Task AppendAsync(string nom, ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        await using var file = _created.TryGetValue(nom, out var created)
            ? dossier.Continuer(nom + Temporary, created) : dossier.Creer(nom + Temporary, Mode);
        _created[nom] = DossierEchange.AspectOf(file, nom);
        await file.WriteAsync(octets, ct);
    }

    /// <summary>Makes the file visible, complete and durable.</summary>
    /// <param name="sha256">Of what was written.</param>
    /// <exception cref="EntreeHostileException">Something else lies there.</exception>
    public async Task RevealAsync(string nom, string sha256, CancellationToken ct)
    {
        await using var file = dossier.OuvrirEnLecture(nom + Temporary);
        if (await HashOfAsync(file, ct) != sha256) throw RefusDossier.Hostile(nom + Temporary);
        Noyau.Flush(file.SafeFileHandle, nom);
        dossier.Renommer(nom + Temporary, nom, DossierEchange.AspectOf(file, nom));
        _created.Remove(nom);
    }

    /// <summary>Drops what was appended and not yet revealed.</summary>
    public void Discard(string nom)
    {
        dossier.Supprimer(nom + Temporary);
        _created.Remove(nom);
    }

    /// <summary>Whether these bytes are there, visible or not yet.</summary>
    public async Task<bool> HoldsAsync(string nom, string sha256, CancellationToken ct) =>
        await IsAsync(nom + Temporary, sha256, ct) || await IsAsync(nom, sha256, ct);

    /// <summary>Whether these bytes are visible.</summary>
    public Task<bool> ShowsAsync(string nom, string sha256, CancellationToken ct) => IsAsync(nom, sha256, ct);

    /// <summary>The names of the files that are visible.</summary>
    public IEnumerable<string> Names() => dossier.Lister().Where(e => e.Aspect.Ordinaire && e.Extension != Temporary).Select(e => e.Nom);

    /// <summary>Copies a file that is still what was written; false, and nothing copied, when it is not.</summary>
    /// <exception cref="EntreeHostileException">It became another one on the way: the last bytes were withheld.</exception>
    public async Task<bool> CopyToAsync(string nom, string sha256, Stream output, CancellationToken ct)
    {
        if (dossier.Trouver(nom) is not { Ordinaire: true }) return false;
        await using var file = dossier.OuvrirEnLecture(nom);
        if (await HashOfAsync(file, ct) != sha256) return false;

        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (held, next, length) = (new byte[1 << 16], new byte[1 << 16], 0);
        while (await file.ReadAsync(next, ct) is var read and > 0)
        {
            hash.AppendData(next, 0, read);
            await output.WriteAsync(held.AsMemory(0, length), ct);
            (held, next, length) = (next, held, read);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256) throw RefusDossier.Hostile(nom);
        await output.WriteAsync(held.AsMemory(0, length), ct);
        return true;
    }

    /// <summary>Removes the files that are there, visible or not, in this order.</summary>
    public void Delete(IEnumerable<string> noms)
    {
        foreach (var nom in noms.SelectMany(nom => new[] { nom, nom + Temporary })) dossier.Supprimer(nom);
    }

    private async Task<bool> IsAsync(string nom, string sha256, CancellationToken ct)
    {
        if (dossier.Trouver(nom) is not { Ordinaire: true }) return false;
        await using var file = dossier.OuvrirEnLecture(nom);
        return await HashOfAsync(file, ct) == sha256;
    }

    private static async Task<string> HashOfAsync(Stream file, CancellationToken ct) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
}
