using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.Pages;

/// <summary>Takes many rows of several tables at once, in the fastest form of each engine.</summary>
internal interface IDepot : IAsyncDisposable
{
    ValueTask AddAsync(Table table, params object?[] row);

    /// <summary>All of it stands, is indexed and counted.</summary>
    Task EndAsync();
}

/// <summary>A binary COPY for each table, side by side. Indexes that guard nothing are made anew behind the rows.</summary>
internal sealed class DepotPostgres : IDepot
{
    private readonly NpgsqlDataSource _source;
    private readonly Dictionary<Table, (NpgsqlConnection Connection, NpgsqlBinaryImporter Importer)> _copies = [];
    private List<string> _indexes = [];

    private DepotPostgres(NpgsqlDataSource source) => _source = source;

    public static async Task<DepotPostgres> OpenAsync(string connexion)
    {
        var depot = new DepotPostgres(NpgsqlDataSource.Create(connexion + ";Command Timeout=0"));
        depot._indexes = await depot.ColumnAsync(
            """
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)
              AND indexname NOT IN (SELECT conname FROM pg_constraint)
            """);
        foreach (var name in await depot.ColumnAsync(
            """
            SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)
              AND indexname NOT IN (SELECT conname FROM pg_constraint)
            """))
            await depot.ExecuteAsync($"DROP INDEX {name}");
        foreach (var table in Tables.Toutes)
        {
            var connection = await depot._source.OpenConnectionAsync();
            depot._copies[table] = (connection,
                await connection.BeginBinaryImportAsync($"COPY {table.Nom} ({string.Join(", ", table.Colonnes)}) FROM STDIN (FORMAT BINARY)"));
        }

        return depot;
    }

    public async ValueTask AddAsync(Table table, params object?[] row) => await _copies[table].Importer.WriteRowAsync(CancellationToken.None, row);

    public async Task EndAsync()
    {
        foreach (var (_, importer) in _copies.Values)
        {
            await importer.CompleteAsync();
            await importer.DisposeAsync();
        }

        foreach (var index in _indexes) await ExecuteAsync(index);
        foreach (var table in Tables.Numerotees)
            await ExecuteAsync($"SELECT setval(pg_get_serial_sequence('{table.Nom}', 'id'), GREATEST(1, (SELECT MAX(id) FROM {table.Nom})))");
        await ExecuteAsync("VACUUM ANALYZE");
    }

    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Tables.Toutes.Select(t => t.Nom).ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, _) in _copies.Values) await connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}

/// <summary>One connection and a prepared statement for each table; a commit every so many rows.</summary>
internal sealed class DepotSqlite : IDepot
{
    private const int Lot = 200_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<Table, SqliteCommand> _statements = [];
    private SqliteTransaction _transaction;
    private int _rows;

    private DepotSqlite(SqliteConnection connection)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction();
    }

    public static async Task<DepotSqlite> OpenAsync(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA temp_store=MEMORY;";
            await pragmas.ExecuteNonQueryAsync();
        }

        return new(connection);
    }

    public async ValueTask AddAsync(Table table, params object?[] row)
    {
        if (!_statements.TryGetValue(table, out var statement)) _statements[table] = statement = Prepare(table);
        statement.Transaction = _transaction;
        for (var i = 0; i < row.Length; i++) statement.Parameters[i].Value = ValueOf(row[i]);
        await statement.ExecuteNonQueryAsync();
        if (++_rows % Lot != 0) return;
        await _transaction.CommitAsync();
        await _transaction.DisposeAsync();
        _transaction = _connection.BeginTransaction();
    }

    public async Task EndAsync()
    {
        await _transaction.CommitAsync();
        await using var analyze = _connection.CreateCommand();
        analyze.CommandText = "ANALYZE";
        await analyze.ExecuteNonQueryAsync();
    }

    private SqliteCommand Prepare(Table table)
    {
        var statement = _connection.CreateCommand();
        statement.CommandText = $"INSERT INTO {table.Nom} ({string.Join(", ", table.Colonnes)}) VALUES ({string.Join(", ", table.Colonnes.Select(c => "@" + c))})";
        foreach (var column in table.Colonnes) statement.Parameters.Add(new SqliteParameter("@" + column, null));
        return statement;
    }

    // As the engine writes them (TypeHandlers).
    private static object ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        bool flag => flag ? 1 : 0,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values) await statement.DisposeAsync();
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
