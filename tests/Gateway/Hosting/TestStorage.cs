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
    private readonly DirectoryInfo _folder = TestFolder.Create("passerelle-");

    private TestStorage(PostgresServer server, string? connection)
    {
        _server = server;
        Connection = connection;
    }

    /// <summary>Null on SQLite.</summary>
    public string? Connection { get; }

    public string SqliteFile => Path.Combine(_folder.FullName, "gateway.db");

    /// <summary>The settings of the process, as arguments.</summary>
    public IReadOnlyList<string> Settings => Connection is null ? SqliteSettings(SqliteFile) : PostgresSettings(Connection, SqliteFile);

    /// <summary>A database as the gateway makes it when it starts on nothing.</summary>
    public static async Task<TestStorage> CreateAsync(PostgresServer server, DatabaseEngine engine)
    {
        var storage = new TestStorage(server, engine == DatabaseEngine.Postgres ? await server.CreateDatabaseAsync() : null);
        if (engine == DatabaseEngine.Sqlite) await SqliteTemplate.CopyToAsync(storage._folder.FullName);
        return storage;
    }

    /// <summary>Nothing at all: the gateway makes everything when it starts.</summary>
    public static async Task<TestStorage> CreateEmptyAsync(PostgresServer server, DatabaseEngine engine) =>
        new(server, engine == DatabaseEngine.Postgres ? await server.CreateEmptyDatabaseAsync() : null);

    internal static IReadOnlyList<string> SqliteSettings(string file) => ["--Stockage:Type=Sqlite", $"--Stockage:Chemin={file}"];

    internal static IReadOnlyList<string> PostgresSettings(string connection, string file) =>
    [
        "--Stockage:Type=PostgreSql", $"--Stockage:Connexion={connection}", $"--Stockage:Chemin={file}",
        $"--Securite:CleMaitresse={Convert.ToBase64String(new byte[32])}",
    ];

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await _server.DropAsync(Connection);
        _folder.Delete(recursive: true);
    }
}
