using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Bench;

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

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nuit-catalogue-");
    private readonly PostgresCluster? _cluster;

    private MeasuredDatabase(PostgresCluster? cluster) => _cluster = cluster;

    /// <summary>How another process opens it.</summary>
    public string Connexion => _cluster is not null ? _cluster.Connexion + ";Pooling=false"
        : new SqliteConnectionStringBuilder { DataSource = Chemin, Pooling = false }.ToString();

    private string Chemin => Path.Combine(_folder.FullName, "gateway", "gateway.db");

    public static MeasuredDatabase Sqlite() => new(cluster: null);

    public static async Task<MeasuredDatabase> PostgresAsync() => new(await PostgresCluster.StartAsync());

    public async Task FillAsync(int formations, int rules)
    {
        var (feed, document) = (Path.Combine(_folder.FullName, "flux.csv"), Path.Combine(_folder.FullName, "regles.json"));
        await Feed.WriteAsync(feed, formations);
        await File.WriteAllTextAsync(document, Feed.Rules(rules));
        await RunAsync("campagne", "ouvrir", "--debut", "2025-09-10");
        await RunAsync("importer", feed);
        await RunAsync("regles", "importer", document);
        if (_cluster is null) return;
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
        if (_cluster is not null) (start.Environment["Stockage__Type"], start.Environment["Stockage__Connexion"]) = ("PostgreSql", Connexion);
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
        if (_cluster is null) return 0;
        var pid = File.ReadLines(Path.Combine(_cluster.Data, "postmaster.pid")).First();
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
        if (_cluster is not null) await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
