namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>On which database a test runs; the flow tests run on both.</summary>
public enum DatabaseEngine
{
    Sqlite,
    Postgres,
}

/// <summary>A fresh database, with the settings that lead a gateway to it. It outlives the gateways that use it.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passerelle-");

    private TestStorage(PostgresServer server, string? connection)
    {
        _server = server;
        Connection = connection;
    }

    /// <summary>Null on SQLite.</summary>
    public string? Connection { get; }

    public string SqliteFile => Path.Combine(_folder.FullName, "gateway.db");

    /// <summary>The settings of the process, as arguments.</summary>
    public IReadOnlyList<string> Settings => Connection is null
        ? [$"--Stockage:Type=Sqlite", $"--Stockage:Chemin={SqliteFile}"]
        : ["--Stockage:Type=PostgreSql", $"--Stockage:Connexion={Connection}", $"--Stockage:Chemin={SqliteFile}", $"--Securite:CleMaitresse={Convert.ToBase64String(new byte[32])}"];

    public static async Task<TestStorage> CreateAsync(PostgresServer server, DatabaseEngine engine) =>
        new(server, engine == DatabaseEngine.Postgres ? await server.CreateDatabaseAsync() : null);

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await _server.DropAsync(Connection);
        _folder.Delete(recursive: true);
    }
}
