using System.Data.Common;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>An open read transaction: one moment of the database, however long the reading lasts.</summary>
public sealed class ReadSession(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));

    /// <summary>The rows one after the other, in the memory of one.</summary>
    public Task<DbDataReader> ReadAsync(string sql, object? parameters, CancellationToken ct) =>
        connection.ExecuteReaderAsync(
            new CommandDefinition(sql, parameters, transaction, (int)Patience.TotalSeconds, cancellationToken: ct));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
