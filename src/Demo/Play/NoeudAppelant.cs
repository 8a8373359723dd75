using System.Globalization;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Which process of the machine holds a port of the loopback, as Linux tells it.</summary>
internal static class NoeudAppelant
{
    // Columns of /proc/net/tcp.
    private const int Local = 1;
    private const int Inode = 9;

    /// <summary>Null when nobody of them calls from there, or the port is not known.</summary>
    public static GatewayProcess? Trouver(IReadOnlyList<GatewayProcess> noeuds, int? port)
    {
        if (port is not { } connu || noeuds.Count == 1) return noeuds.Count == 1 ? noeuds[0] : null;
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > Inode && columns[Local].EndsWith(':' + connu.ToString("X4", CultureInfo.InvariantCulture),
                StringComparison.Ordinal))
            .Select(columns => $"socket:[{columns[Inode]}]").ToHashSet(StringComparer.Ordinal);
        return noeuds.FirstOrDefault(noeud => noeud.Pid is { } pid && Tient(pid, sockets));
    }

    private static bool Tient(int pid, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd")).EnumerateFiles()
                .Any(file => file.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (IOException)
        {
            // It has ended meanwhile, or closed what was listed.
            return false;
        }
    }
}
