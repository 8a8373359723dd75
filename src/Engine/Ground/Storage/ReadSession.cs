using System.Data.Common;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>An open read transaction: one moment of the database, however long the reading lasts.</summary>
public sealed class ReadSession(DbConnection connection, DbTransaction transaction, ITextSeal? texts = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        Opened.FirstAsync<T>(connection, new CommandDefinition(sql, parameters, transaction, cancellationToken: ct), texts, null);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct)
    {
        var (text, values) = InLists.For(connection, sql, parameters);
        return await Opened.AllAsync<T>(
            connection, new CommandDefinition(text, values, transaction, (int)Patience.TotalSeconds, cancellationToken: ct), texts, null);
    }

    /// <summary>The rows as they are stored, what is sealed in them sealed: for a copy of them.</summary>
    public async Task<DbDataReader> ReadStoredAsync(string sql, object? parameters, CancellationToken ct)
    {
        var (text, values) = InLists.For(connection, sql, parameters);
        return await connection.ExecuteReaderAsync(
            new CommandDefinition(text, values, transaction, (int)Patience.TotalSeconds, cancellationToken: ct));
    }

    /// <summary>The rows one after the other, in the memory of one.</summary>
    public async Task<DbDataReader> ReadAsync(string sql, object? parameters, CancellationToken ct)
    {
        var sealing = texts?.Concerns(sql) == true ? texts : null;
        // Whoever reads row by row cannot wait for a key in between: of this moment there are none but these.
        if (sealing is not null) await sealing.LoadAsync(ct);
        var (text, values) = InLists.For(connection, sql, parameters);
        var rows = await connection.ExecuteReaderAsync(
            new CommandDefinition(text, values, transaction, (int)Patience.TotalSeconds, cancellationToken: ct));
        return new OpeningReader(rows, sealing, null, parameters);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
