namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A file that has no name any more as soon as it is open: nobody else can open it, and nothing of it is left however the process
/// ends.
/// </summary>
public static class FichierEphemere
{
    public static FileStream Creer()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
