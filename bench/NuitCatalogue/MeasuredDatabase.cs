using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.NuitCatalogue;

/// <param name="Seconds">Of the process, its start included.</param>
/// <param name="Cpu">Seconds of user and system time of the process.</param>
/// <param name="Server">Seconds of user and system time of the database's server meanwhile; none where the database is a file.</param>
/// <param name="Peak">Working set at most, MiB.</param>
internal sealed record Measured(double Seconds, double Cpu, double Server, double Peak)
{
    public double AllCpu => Cpu + Server;
}

/// <summary>A fresh database of the gateway, and the gateway's commands on it, each the real program in a process of its own.</summary>
internal sealed class MeasuredDatabase : IAsyncDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Gateway/bin/Release/net10.0/gateway.dll"));

    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nuit-catalogue-");
    private readonly bool _postgres;

    private MeasuredDatabase(bool postgres) => _postgres = postgres;

    /// <summary>How another process opens it.</summary>
    public string Connexion => _postgres
        ? new NpgsqlConnectionStringBuilder { Host = _folder.FullName, Username = "postgres", Database = "postgres", Pooling = false }.ConnectionString
        : new SqliteConnectionStringBuilder { DataSource = Chemin, Pooling = false }.ToString();

    private string Chemin => Path.Combine(_folder.FullName, "gateway", "gateway.db");

    private string Data => Path.Combine(_folder.FullName, "data");

    public static MeasuredDatabase Sqlite() => new(postgres: false);

    /// <summary>A cluster of this run's own, as the server's defaults have it; it needs the server's programs (apt-get install postgresql).</summary>
    public static async Task<MeasuredDatabase> PostgresAsync()
    {
        var storage = new MeasuredDatabase(postgres: true);
        if (IsRoot) await ProcessAsync("chown", ["postgres", storage._folder.FullName]);
        await ServerAsync("initdb", "-D", storage.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        await ServerAsync("pg_ctl", "start", "-w", "-D", storage.Data, "-l", Path.Combine(storage._folder.FullName, "log"), "-o", $"-k {storage._folder.FullName} -c listen_addresses=");
        return storage;
    }

    public async Task FillAsync(int formations, int rules)
    {
        var (feed, document) = (Path.Combine(_folder.FullName, "flux.csv"), Path.Combine(_folder.FullName, "regles.json"));
        await Feed.WriteAsync(feed, formations);
        await File.WriteAllTextAsync(document, Feed.Rules(rules));
        await RunAsync("campagne", "ouvrir", "--debut", "2025-09-10");
        await RunAsync("importer", feed);
        await RunAsync("regles", "importer", document);
        if (!_postgres) return;
        await using var connection = new NpgsqlConnection(Connexion);
        await connection.OpenAsync();
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE catalogue_formation", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync();
    }

    public async Task<Measured> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, "catalogue", .. arguments, "--json"]) { RedirectStandardOutput = true };
        start.Environment["Stockage__Chemin"] = Chemin;
        start.Environment["Securite__CleMaitresse"] = Convert.ToBase64String(new byte[32]);
        if (_postgres) (start.Environment["Stockage__Type"], start.Environment["Stockage__Connexion"]) = ("PostgreSql", Connexion);
        var (watch, server) = (Stopwatch.StartNew(), ServerCpu());
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!ended.IsCompleted)
        {
            process.Refresh();
            try
            {
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.WhenAny(ended, Task.Delay(20));
        }

        await ended;
        return process.ExitCode == 0 ? new(watch.Elapsed.TotalSeconds, cpu.TotalSeconds, ServerCpu() - server, peak / 1048576.0)
            : throw new InvalidOperationException($"gateway catalogue {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}");
    }

    /// <summary>Of the server, its processes that are gone and those that are there.</summary>
    public double ServerCpu()
    {
        if (!_postgres) return 0;
        var pid = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        var children = File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Ticks(pid, andGone: true) + children.Sum(child => Ticks(child, andGone: false));
    }

    // utime, stime and, of children that were waited for, cutime and cstime; a hundred to the second.
    private static double Ticks(string pid, bool andGone)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Skip(11).Take(andGone ? 4 : 2).Sum(f => double.Parse(f, CultureInfo.InvariantCulture)) / 100;
        }
        catch (IOException)
        {
            return 0; // It has just ended, and the server has its time.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres) await ServerAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        _folder.Delete(recursive: true);
    }

    private static Task ServerAsync(string binary, params string[] arguments)
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
