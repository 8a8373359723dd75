using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>A master key as text.</summary>
internal static class MasterKeyText
{
    public const int KeyBytes = 32;
    public const string Expected = "doit être 32 octets en base64 (par exemple : openssl rand -base64 32).";

    public static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyBytes;
    }
}

/// <summary>A file that holds the master key, outside the data, which a copy of the data does not take along.</summary>
public static class MasterKeyFile
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;
    private const int Longest = 1_024;

    /// <summary>What is wrong with it, in French; null when it can be used.</summary>
    public static string? Error(string path, StorageOptions? storage)
    {
        path = Path.GetFullPath(path);
        if (storage is { Type: StorageType.Sqlite } && IsWithin(path, Path.GetFullPath(storage.Folder)))
            return $"« {path} » est dans le dossier des données : qui copie la base copierait la clé ; la placer ailleurs, par "
                + "exemple dans /etc.";
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return $"le fichier « {path} » n'existe pas ; le créer avec : parcoursup-gateway securite creer-cle \"{path}\".";
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
                return $"« {path} » peut être lu ou écrit par d'autres : chmod 600 (ou 640, pour un groupe qui n'a que la passerelle).";
            return file.Length <= Longest && MasterKeyText.IsKey(File.ReadAllText(path)) ? null
                : $"le contenu de « {path} » {MasterKeyText.Expected}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"« {path} » ne peut pas être lu par l'utilisateur de la passerelle : en vérifier les droits.";
        }
    }

    /// <summary>Makes a new key in a file of its own, which nobody else may read.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        Write(file);
    }

    internal static byte[] Read(string path) => Convert.FromBase64String(File.ReadAllText(path).Trim());

    /// <summary>The key beside the database, made when it is not there.</summary>
    internal static byte[] ReadOrCreate(string path)
    {
        PrivateFile.Ensure(path);
        if (new FileInfo(path).Length == 0)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            Write(file);
        }

        return Read(path);
    }

    private static void Write(FileStream file)
    {
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKeyText.KeyBytes))));
        // Losing it would lose every secret that it wraps: it is on the disk before anything depends on it.
        file.Flush(flushToDisk: true);
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
