namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>
/// A folder in which files are left for another system. Every file is written under a temporary name, flushed to the
/// disk and renamed, so that nobody ever sees a part of it.
/// </summary>
public sealed class DossierDepot(string chemin)
{
    private const string Temporary = ".tmp";

    /// <summary>What is wrong with a folder, in French; null when files can be written there.</summary>
    public static string? Problem(string chemin)
    {
        if (!Path.IsPathFullyQualified(chemin))
            return $"Indiquer le chemin complet du dossier (« {chemin} » n'en est pas un).";
        if (!Directory.Exists(chemin))
            return $"Le dossier « {chemin} » n'existe pas, ou n'est pas visible de la passerelle : le créer, ou corriger le chemin.";
        var probe = Path.Combine(chemin, $"essai-{Guid.NewGuid():N}{Temporary}");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"La passerelle ne peut pas écrire dans le dossier « {chemin} » : donner ce droit à son compte, et vérifier la place "
                + $"disponible.";
        }
    }

    /// <summary>Adds bytes to a file that nobody sees yet.</summary>
    public async Task AppendAsync(string nom, ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        await using var file = new FileStream(PathOf(nom) + Temporary, Options(FileMode.Append));
        await file.WriteAsync(octets, ct);
    }

    /// <summary>Makes the file visible, complete and durable.</summary>
    public void Reveal(string nom)
    {
        using (var file = File.OpenHandle(PathOf(nom) + Temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(PathOf(nom) + Temporary, PathOf(nom), overwrite: true);
    }

    /// <summary>Drops what was appended and not yet revealed.</summary>
    public void Discard(string nom) => File.Delete(PathOf(nom) + Temporary);

    /// <summary>Reads what was appended and not yet revealed; null when there is nothing.</summary>
    public FileStream? OpenUnrevealed(string nom) => File.Exists(PathOf(nom) + Temporary) ? File.OpenRead(PathOf(nom) + Temporary) : null;

    /// <summary>The names of the files that are visible; none when the folder is not there.</summary>
    public IEnumerable<string> Names() =>
        Directory.Exists(chemin) ? Directory.EnumerateFiles(chemin).Select(path => Path.GetFileName(path))
        .Where(nom => !nom.EndsWith(Temporary, StringComparison.Ordinal)) : [];

    public bool Exists(string nom) => File.Exists(PathOf(nom));

    public FileStream OpenRead(string nom) => File.OpenRead(PathOf(nom));

    /// <summary>Removes the files that are there, visible or not, in this order.</summary>
    public void Delete(IEnumerable<string> noms)
    {
        ArgumentNullException.ThrowIfNull(noms);
        if (!Directory.Exists(chemin)) return;
        // Somebody's folder of that name is not ours.
        foreach (var path in noms.SelectMany(nom => new[] { PathOf(nom), PathOf(nom) + Temporary }).Where(File.Exists))
            File.Delete(path);
    }

    // Personal data: for the gateway's user, and for the group to which the other side's job belongs.
    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        return options;
    }

    // The names come from our own manifests too, which somebody may have edited: a name, never a path.
    private string PathOf(string nom) => Path.Combine(chemin, Path.GetFileName(nom));
}
