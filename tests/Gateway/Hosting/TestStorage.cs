using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parcoursup.Gateway.Engine.Ground.Storage;

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

    // Nothing of it was there before the gateway came: nothing tells how to make it so again.
    private readonly bool _empty;

    private TestStorage(PostgresServer server, string? connection, bool empty)
    {
        (_server, _empty) = (server, empty);
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
        var storage = new TestStorage(server, engine == DatabaseEngine.Postgres ? await server.CreateDatabaseAsync() : null, empty: false);
        if (engine == DatabaseEngine.Sqlite) await SqliteTemplate.CopyToAsync(storage._folder.FullName);
        return storage;
    }

    /// <summary>Nothing at all: the gateway makes everything when it starts.</summary>
    public static async Task<TestStorage> CreateEmptyAsync(PostgresServer server, DatabaseEngine engine) =>
        new(server, engine == DatabaseEngine.Postgres ? await server.CreateEmptyDatabaseAsync() : null, empty: true);

    /// <summary>Gives a gateway that is about to be composed the connections that former ones have opened.</summary>
    internal void Share(WebApplicationBuilder builder)
    {
        // A test may have led its gateway elsewhere. An instance that is given is not disposed of with the gateway.
        if (Connection is not null && builder.Configuration["Stockage:Connexion"] == Connection)
            builder.Services.AddSingleton<Database>(_server.Open(Connection));
    }

    /// <summary>Statements of somebody who has the database, and no gateway; while none runs, none answers them by work of its own.</summary>
    public async Task ExecuteAsync(params IEnumerable<string> statements)
    {
        await using DbConnection connection = Connection is { } text
            ? new NpgsqlConnection(text + ";Pooling=false") : new SqliteConnection($"Data Source={SqliteFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        foreach (var statement in statements)
        {
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>No connection is left of gateways that have stopped, as after the end of their process.</summary>
    public Task CloseAsync() => Connection is null ? Task.CompletedTask : _server.CloseAsync(Connection);

    internal static IReadOnlyList<string> SqliteSettings(string file) => 
        ["--Stockage:Type=Sqlite", $"--Stockage:Chemin={file}", Dossiers];

    internal static IReadOnlyList<string> PostgresSettings(string connection, string file) =>
    [
        "--Stockage:Type=PostgreSql", $"--Stockage:Connexion={connection}", $"--Stockage:Chemin={file}",
        $"--Securite:CleMaitresse={Convert.ToBase64String(new byte[32])}", Dossiers,
    ];

    // Where tests make the folders of an exchange, and a root that there is not.
    private static string Dossiers => $"--Dossiers:Racines={Path.TrimEndingDirectorySeparator(Path.GetTempPath())};/inexistant";

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await (_empty ? _server.DropAsync(Connection) : _server.GiveBackAsync(Connection));
        _folder.Delete(recursive: true);
    }
}
