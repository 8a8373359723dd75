using System.Diagnostics;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>A real file system of a few megabytes, which a test fills and empties. Only root can have one made.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _ballast = Path.Combine(folder, "lest");
    }

    public string Folder { get; }

    /// <summary>Skips the test where nothing may be mounted.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("petit-disque-").FullName;
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "tmpfs", folder]) { RedirectStandardError = true })!;
        mount.WaitForExit();
        Assert.SkipUnless(mount.ExitCode == 0, "This user may not mount a file system: " + mount.StandardError.ReadToEnd());
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the room that there is.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 1);
        try
        {
            while (true) ballast.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That was the last block.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(_ballast);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["-l", Folder]);
        unmount.WaitForExit();
        Directory.Delete(Folder);
    }
}
