using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>
/// The file of a run's result while the run lasts: what is written stands beside it until it is whole. Nobody else can write there at
/// the same time; a process that is killed leaves it free.
/// </summary>
internal sealed class FichierSortie : IDisposable
{
    // How Linux, macOS and Windows say that somebody holds it.
    private static readonly int[] Occupe = [11, 35, unchecked((int)0x80070020)];

    private readonly FileInfo _fichier;
    private bool _remplace;

    private FichierSortie(FileInfo fichier, FileStream provisoire) => (_fichier, Provisoire) = (fichier, provisoire);

    /// <summary>What is written, beside the file.</summary>
    public FileStream Provisoire { get; }

    /// <exception cref="EntreeRefuseeException">It cannot be written, or another run writes there.</exception>
    public static FichierSortie Ouvrir(FileInfo fichier)
    {
        if (Directory.Exists(fichier.FullName))
            throw new EntreeRefuseeException($"--sortie : {fichier.FullName} est un dossier ; donner le nom du fichier à écrire.");
        try
        {
            fichier.Directory?.Create();
            return new(fichier, new FileStream(fichier.FullName + ".partiel", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EntreeRefuseeException($"--sortie : {fichier.FullName} ne peut pas être écrit "
                + (Occupe.Contains(failure.HResult) ? "tant qu'une autre exécution l'écrit ; attendre sa fin, ou choisir un autre fichier."
                    : $"({FileReason.Of(failure)})."));
        }
    }

    /// <summary>What was written takes the file's place.</summary>
    public void Remplacer()
    {
        Provisoire.SetLength(Provisoire.Position);
        Provisoire.Flush(flushToDisk: true);
        File.Move(Provisoire.Name, _fichier.FullName, overwrite: true);
        _remplace = true;
    }

    public void Dispose()
    {
        // Nothing of a run that was not applied stays; whoever comes next opens one of his own.
        if (!_remplace) File.Delete(Provisoire.Name);
        Provisoire.Dispose();
    }
}
