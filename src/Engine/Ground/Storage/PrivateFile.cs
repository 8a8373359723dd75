namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Files that hold personal data or keys: nobody but the gateway's own user may read them.</summary>
internal static class PrivateFile
{
    /// <summary>Creates the file empty, and its folder, when they are not there. SQLite gives its WAL the same rights.</summary>
    public static void Ensure(string path)
    {
        path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}
