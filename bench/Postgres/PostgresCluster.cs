using System.Diagnostics;

namespace Parcoursup.Gateway.Bench;

/// <summary>A PostgreSQL cluster of this run's own, as the server's defaults have it; it needs the server's programs (apt-get install postgresql).</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesure-pg-");

    private PostgresCluster()
    {
    }

    /// <summary>For whatever else the run stores.</summary>
    public string Folder => _folder.FullName;

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Connexion => $"Host={_folder.FullName};Username=postgres;Database=postgres";

    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = new PostgresCluster();
        if (IsRoot) await ProcessAsync("chown", ["postgres", cluster.Folder]);
        await RunAsync("initdb", "-D", cluster.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        await RunAsync("pg_ctl", "start", "-w", "-D", cluster.Data, "-l", Path.Combine(cluster.Folder, "log"), "-o", $"-k {cluster.Folder} -c listen_addresses=");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        _folder.Delete(recursive: true);
    }

    private static Task RunAsync(string binary, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin", binary)).Where(File.Exists).Order(StringComparer.Ordinal).Last();
        return IsRoot ? ProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : ProcessAsync(path, arguments);
    }

    private static async Task ProcessAsync(string file, IEnumerable<string> arguments)
    {
        // The error stream is not read by pipe: the server that pg_ctl leaves behind would keep it open.
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {output}");
    }
}
