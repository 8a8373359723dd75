using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>A file, or whatever it is, in a folder of exchange.</summary>
public sealed record EntreeDossier(string Nom, AspectEntree Aspect)
{
    public string Extension => Path.GetExtension(Nom);
}

/// <summary>
/// A folder that somebody else writes into, and who may be hostile (rule J2). It is opened from the operator's root on without
/// following a link in any part of its path, anew at each use; files are opened by their name in it: only regular ones that have
/// no second name, and without ever waiting for one.
/// </summary>
public sealed class DossierEchange
{
    /// <summary>Whoever fills a folder with names must not keep us looking: what is beyond has to wait.</summary>
    public const int MostEntries = 10_000;

    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private readonly string _racine;
    private readonly string _relatif;
    private readonly bool _partByPart;

    /// <param name="partByPart">As on kernels that cannot open a whole path at once.</param>
    internal DossierEchange(string racine, string relatif, string chemin, bool partByPart = false) =>
        (_racine, _relatif, Chemin, _partByPart) = (racine, relatif, chemin, partByPart);

    public string Chemin { get; }

    /// <summary>What lies here, by name; folders are not told.</summary>
    public IReadOnlyList<EntreeDossier> Lister()
    {
        using var folder = Open();
        return [.. NamesIn(folder).Select(nom => (Nom: nom, Aspect: Noyau.FindStatus(folder, nom)))
            .Where(e => e.Aspect is { Dossier: false }).Select(e => new EntreeDossier(e.Nom, e.Aspect!.Value))
            .OrderBy(e => e.Nom, StringComparer.Ordinal)];
    }

    /// <summary>What lies under a name; null when nothing does.</summary>
    public AspectEntree? Trouver(string nom)
    {
        using var folder = Open();
        return Noyau.FindStatus(folder, NameOf(nom));
    }

    /// <exception cref="FileNotFoundException">Nothing lies there.</exception>
    /// <exception cref="EntreeHostileException">It is no regular file, or has a second name.</exception>
    public FileStream OuvrirEnLecture(string nom)
    {
        using var folder = Open();
        return Read(folder, nom);
    }

    /// <summary>All of a file that somebody left here; null when it is larger than that.</summary>
    public async Task<byte[]?> LireAsync(string nom, int most, CancellationToken ct)
    {
        await using var file = OuvrirEnLecture(nom);
        // The size is of no use: it may grow while it is read.
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await file.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (content.Length + read > most) return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    /// <summary>A file of ours, under a name that nobody else has.</summary>
    /// <exception cref="IOException">Something lies there.</exception>
    public FileStream Creer(string nom, UnixFileMode mode)
    {
        using var folder = Open();
        return new FileStream(
            Noyau.OpenFile(folder, NameOf(nom), Noyau.WriteOnly | Noyau.Create | Noyau.Exclusive, mode), FileAccess.Write);
    }

    /// <summary>The file of ours that was created under this name, to go on at its end.</summary>
    /// <exception cref="EntreeHostileException">Another file lies there.</exception>
    public FileStream Continuer(string nom, AspectEntree cree)
    {
        using var folder = Open();
        var file = new FileStream(Noyau.OpenFile(folder, NameOf(nom), Noyau.WriteOnly | Noyau.Append), FileAccess.Write);
        if (AspectOf(file, nom) is { Ordinaire: true } now && now.Numero == cree.Numero) return file;
        file.Dispose();
        throw RefusDossier.Hostile(nom);
    }

    /// <summary>Gives a file of ours its name, in place of whatever lies there, and makes sure that it is the one that was meant.</summary>
    /// <exception cref="EntreeHostileException">Somebody has put another one in its place.</exception>
    public void Renommer(string nom, string autre, AspectEntree voulu)
    {
        using var folder = Open();
        if (Noyau.FindStatus(folder, NameOf(nom))?.Numero != voulu.Numero) throw RefusDossier.Hostile(nom);
        Noyau.Rename(folder, NameOf(nom), NameOf(autre));
        if (Noyau.FindStatus(folder, NameOf(autre)) is not { Ordinaire: true } now || now.Numero != voulu.Numero)
        {
            Noyau.Remove(folder, NameOf(autre));
            throw RefusDossier.Hostile(nom);
        }

        Noyau.Flush(folder, autre);
    }

    /// <summary>Moves a file into a folder in this one, under the first name that is free there.</summary>
    /// <returns>That name.</returns>
    public string Deplacer(string nom, string sousDossier)
    {
        using var folder = Open();
        return Move(folder, folder, nom, sousDossier);
    }

    /// <summary>Moves a file of one folder in this one into another, likewise.</summary>
    public string Transferer(string depuis, string nom, string vers)
    {
        using var folder = Open();
        using var source = Noyau.OpenFolder(folder, NameOf(depuis));
        return Move(folder, source, nom, vers);
    }

    private static string Move(SafeFileHandle folder, SafeFileHandle source, string nom, string sousDossier)
    {
        Noyau.EnsureFolder(folder, NameOf(sousDossier), FolderMode);
        using var target = Noyau.OpenFolder(folder, NameOf(sousDossier));
        var autre = NameOf(nom);
        for (var number = 2; !Noyau.TryMove(source, NameOf(nom), target, autre); number++)
            autre = $"{Path.GetFileNameWithoutExtension(nom)}-{number}{Path.GetExtension(nom)}";
        return autre;
    }

    /// <summary>Removes what lies under a name, unless it is somebody's folder.</summary>
    public void Supprimer(string nom)
    {
        using var folder = Open();
        if (Noyau.FindStatus(folder, NameOf(nom)) is { Dossier: false }) Noyau.Remove(folder, NameOf(nom));
    }

    /// <summary>A folder in this one.</summary>
    public DossierEchange Sous(string nom) => new(
        _racine, _relatif == "." ? NameOf(nom) : Path.Combine(_relatif, NameOf(nom)), Path.Combine(Chemin, NameOf(nom)), _partByPart);

    /// <summary>Writes and removes an empty file.</summary>
    internal void Probe()
    {
        var nom = $"essai-{Guid.NewGuid():N}.tmp";
        Creer(nom, UnixFileMode.UserRead | UnixFileMode.UserWrite).Dispose();
        Supprimer(nom);
    }

    internal static AspectEntree AspectOf(FileStream file, string nom) => Noyau.StatusOf(file.SafeFileHandle, nom);

    private static FileStream Read(SafeFileHandle folder, string nom)
    {
        var file = Noyau.OpenFile(folder, NameOf(nom), flags: 0);
        if (Noyau.StatusOf(file, nom).Ordinaire) return new FileStream(file, FileAccess.Read);
        file.Dispose();
        throw RefusDossier.Hostile(nom);
    }

    private SafeFileHandle Open()
    {
        var root = Noyau.OpenRoot(_racine);
        if (_relatif == ".") return root;
        using (root)
        {
            if (!_partByPart && Noyau.OpenBeneath(root, _relatif) is { } opened) return opened;
            var parts = _relatif.Split(Path.DirectorySeparatorChar);
            var folder = Noyau.OpenFolder(root, parts[0]);
            foreach (var part in parts.Skip(1))
                using (var outer = folder)
                    folder = Noyau.OpenFolder(outer, part);
            return folder;
        }
    }

    // The open folder itself, whatever its path leads to by now.
    private static IReadOnlyList<string> NamesIn(SafeFileHandle folder) =>
    [
        .. new FileSystemEnumerable<string>(
            $"/proc/self/fd/{folder.DangerousGetHandle()}", (ref entry) => entry.FileName.ToString(),
            new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false })
        .Take(MostEntries),
    ];

    // Names come from our own manifests too, which somebody may have edited: a name, never a path.
    private static string NameOf(string nom) => Path.GetFileName(nom) is { Length: > 0 } name and not ("." or "..") && !name.Contains('\0')
        ? name : throw RefusDossier.Hostile(nom);
}
