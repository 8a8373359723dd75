namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// Folders for the databases of one run. In memory where the machine has plenty, since each of a thousand databases is
/// some hundred files that nobody needs afterwards.
/// </summary>
internal static class TestFolder
{
    private const string Memory = "/dev/shm";
    private const long Plenty = 4L << 30;

    private static readonly string Parent = HasPlenty() ? Memory : Path.GetTempPath();

    public static DirectoryInfo Create(string prefix)
    {
        var folder = Path.Combine(Parent, prefix + Path.GetRandomFileName());
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool HasPlenty() =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Plenty && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 2 * Plenty;
}
