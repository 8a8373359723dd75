using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Parcoursup.Gateway.Engine.Ground.Storage;

[assembly: AssemblyFixture(typeof(Parcoursup.Gateway.Gateway.Tests.Hosting.PostgresServer))]

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// A private PostgreSQL cluster for one run of the tests: started at the first use, stopped and deleted at the end.
/// It listens on a socket of its own folder and on no network address. Missing binaries fail the tests, never skip them.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Install = "PostgreSQL's server binaries are missing; install them with: apt-get install -y postgresql";
    private const string Template = "passerelle_modele";
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder = TestFolder.Create("passerelle-pg-");
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<string> _clean = [];
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = [];
    private CleanDatabase? _cleaning;
    private bool _running;
    private int _databases;

    private string Data => Path.Combine(_folder.FullName, "data");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new database with the gateway's tables (<see cref="TestTemplate"/>).</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await EnsureRunningAsync();
        return _clean.TryTake(out var connection) ? connection : await CreateAsync($" TEMPLATE {Template}");
    }

    /// <summary>
    /// For the next test what <see cref="CreateDatabaseAsync"/> gave, once it is as it was: that costs a tenth of another copy. One that
    /// cannot be made so is deleted.
    /// </summary>
    public async Task GiveBackAsync(string connectionString)
    {
        if (_cleaning is not null && await _cleaning.TryAsync(connectionString)) _clean.Add(connectionString);
        else await DropAsync(connectionString);
    }

    /// <summary>
    /// The database as a gateway of this process sees it. Its connections outlive the gateway: each that is opened anew reads the
    /// catalogue and plans every statement again, which costs more than the test.
    /// </summary>
    internal PostgresDatabase Open(string connectionString) => new(_sources.GetOrAdd(
        connectionString, text => PostgresDatabase.SourceOf(new StorageOptions { Connexion = text + ";Maximum Pool Size=60" })));

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        await EnsureRunningAsync();
        return await CreateAsync("");
    }

    /// <summary>Reads a plain dump into a database.</summary>
    /// <param name="write">Writes the dump into a file.</param>
    public async Task RestoreAsync(string connectionString, Func<string, Task> write)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var dump = Path.Combine(_folder.FullName, database + ".sql");
        await write(dump);
        await RunAsync("psql", "-h", _folder.FullName, "-U", "postgres", "-d", database, "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-f", dump);
        File.Delete(dump);
    }

    /// <summary>Ends the connections that <see cref="Open"/> has kept, as the end of a gateway's process does.</summary>
    public async Task CloseAsync(string connectionString)
    {
        if (_sources.TryRemove(connectionString, out var source)) await source.DisposeAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
    }

    /// <summary>Takes a database away from whoever works in it, as the end of its server does, until <see cref="GiveAsync"/>.</summary>
    public async Task TakeAwayAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    public Task GiveAsync(string connectionString) =>
        ExecuteAsync($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH ALLOW_CONNECTIONS true");

    /// <summary>Ends whatever still holds a database, and deletes it.</summary>
    public async Task DropAsync(string connectionString)
    {
        await CloseAsync(connectionString);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values) await source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (_running) await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        _folder.Delete(recursive: true);
        _turn.Dispose();
    }

    private async Task<string> CreateAsync(string template)
    {
        var name = $"passerelle_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}{template}");
        return ConnectionTo(name);
    }

    // Nobody may be connected to a database that is copied: no connection to it is pooled.
    private async Task MakeTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        var connection = ConnectionTo(Template) + ";Pooling=false";
        await TestTemplate.MakeAsync(TestStorage.PostgresSettings(connection, Path.Combine(_folder.FullName, "modele.db")));
        await TestTemplate.ForgetTriggersAsync(connection);
        _cleaning = await CleanDatabase.LearnAsync(connection);
    }

    // A busy machine takes its time to open a connection: the limit is one for what hangs.
    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder.FullName, Username = "postgres", Database = database, MaxPoolSize = 20, Timeout = 300,
    }.ConnectionString;

    private async Task EnsureRunningAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_running) return;
            if (IsRoot) await ProcessAsync("chown", ["postgres", _folder.FullName]);
            await RunAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            await RunAsync("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"),
                "-o", $"-k {_folder.FullName} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=600 "
                + "-c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c jit=off");
            _running = true;
            await MakeTemplateAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task RunAsync(string binary, params string[] arguments)
    {
        var path = Path.Combine(Binaries(), binary);
        return IsRoot
            ? ProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : ProcessAsync(path, arguments);
    }

    private static string Binaries()
    {
        const string root = "/usr/lib/postgresql";
        var versions = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        return versions.Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException(Install);
    }

    private static async Task ProcessAsync(string file, IEnumerable<string> arguments)
    {
        // The error stream is not read by pipe: the server that pg_ctl leaves behind would keep it open.
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException($"{file} could not be started.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {output}");
    }
}
