using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parcoursup.Gateway.Adapters.Exposition;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

[assembly: AssemblyFixture(typeof(Parcoursup.Gateway.Tests.Adapters.Exposition.Support.ServeurPostgres))]

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>A fresh database with the module's tables, and the module's services on it.</summary>
public abstract class BaseTest : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exposition-");
    private readonly List<ServiceProvider> _nodes = [];

    internal HorlogeTest Horloge { get; } = new();

    protected abstract bool SurPostgres { get; }

    internal Database Database => Service<Database>();

    protected string Dossier => _folder.FullName;

    private string? Connexion { get; set; }

    public async ValueTask InitializeAsync()
    {
        if (SurPostgres) Connexion = await ServeurPostgres.Courant.CreerAsync();
        var first = Noeud();
        await first.GetRequiredService<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        await first.GetRequiredService<MasterKeyBook>().OpenAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected T Service<T>() where T : notnull => _nodes[0].GetRequiredService<T>();

    /// <summary>Another process on the same database.</summary>
    protected ServiceProvider Noeud(TimeProvider? time = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stockage:Type"] = SurPostgres ? nameof(StorageType.PostgreSql) : nameof(StorageType.Sqlite),
            ["Stockage:Chemin"] = Path.Combine(_folder.FullName, "base.db"), ["Stockage:Connexion"] = Connexion,
        }).AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddSingleton(time ?? Horloge);
        services.AddSingleton<IBusinessClock>(Horloge);
        services.AddStorage(configuration);
        services.AddAudit(configuration);
        services.AddGatewaySecurity(configuration);
        services.AddSingleton(new MigrationSource(typeof(ExpositionModule).Assembly));
        new ExpositionModule().Add(services, configuration);
        var node = services.BuildServiceProvider();
        _nodes.Add(node);
        return node;
    }
}

/// <summary>
/// A private PostgreSQL cluster for one run: started at the first use, on a socket of its own folder and no address, deleted at the end.
/// Missing binaries fail the tests, never skip them.
/// </summary>
public sealed class ServeurPostgres : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exposition-pg-");
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _running;
    private int _databases;

    public ServeurPostgres() => Courant = this;

    public static ServeurPostgres Courant { get; private set; } = null!;

    private string Data => Path.Combine(_folder.FullName, "data");

    public async Task<string> CreerAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (!_running) await DemarrerAsync();
            var name = $"exposition_{++_databases}";
            await using var connection = new NpgsqlConnection(Vers("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await command.ExecuteNonQueryAsync();
            return Vers(name);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_running) await PgAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        _folder.Delete(recursive: true);
        _turn.Dispose();
    }

    private async Task DemarrerAsync()
    {
        await LancerAsync("chown", "postgres", _folder.FullName);
        await PgAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await PgAsync("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"),
            "-o", $"-k {_folder.FullName} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c autovacuum=off -c jit=off");
        _running = true;
    }

    private string Vers(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder.FullName, Username = "postgres", Database = database, MaxPoolSize = 20,
    }.ConnectionString;

    private static Task PgAsync(string binary, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin", binary)).Where(File.Exists)
            .Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException("PostgreSQL's server binaries are missing: apt-get install -y postgresql");
        return LancerAsync("runuser", ["-u", "postgres", "--", path, .. arguments]);
    }

    private static async Task LancerAsync(string file, params string[] arguments)
    {
        // The error stream is not piped: the server that pg_ctl leaves behind would keep it open.
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {output}");
    }
}
