using System.Diagnostics;

namespace Parcoursup.Gateway.Bench;

/// <summary>A PostgreSQL cluster of this run's own, as the server's defaults have it; it needs the server's programs (apt-get install postgresql).</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder;
    private readonly bool _isKept;

    private PostgresCluster(string? kept)
    {
        _isKept = kept is not null;
        _folder = kept is null ? Directory.CreateTempSubdirectory("mesure-pg-") : Directory.CreateDirectory(kept);
    }

    /// <summary>For whatever else the run stores.</summary>
    public string Folder => _folder.FullName;

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Log => Path.Combine(_folder.FullName, "log");

    public string Connexion => $"Host={_folder.FullName};Username=postgres;Database=postgres";

    /// <param name="kept">A folder that outlives the run, with the data of a former one; null: a new one that goes with it.</param>
    /// <param name="settings">Other settings than the server's defaults, as <c>postgres</c> takes them.</param>
    public static async Task<PostgresCluster> StartAsync(string? kept = null, string settings = "")
    {
        var cluster = new PostgresCluster(kept);
        if (IsRoot) await ProcessAsync("chown", ["postgres", cluster.Folder]);
        if (!Directory.Exists(cluster.Data))
            await RunAsync("initdb", "-D", cluster.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        await cluster.LaunchAsync(settings);
        return cluster;
    }

    public async Task RestartAsync(string settings)
    {
        await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "fast", "-t", "600");
        await LaunchAsync(settings);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "stop", "-D", Data, "-m", _isKept ? "fast" : "immediate");
        if (!_isKept) _folder.Delete(recursive: true);
    }

    private Task LaunchAsync(string settings) => RunAsync(
        "pg_ctl", "start", "-w", "-t", "600", "-D", Data, "-l", Log, "-o", $"-k {Folder} -c listen_addresses= {settings}");

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
