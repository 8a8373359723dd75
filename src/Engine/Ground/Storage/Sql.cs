using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Dapper with the transaction and the cancellation token always passed.</summary>
public static partial class Sql
{
    public static Task<int> ExecuteAsync(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        session.Connection.ExecuteAsync(
            new CommandDefinition(For(session.Connection, sql), parameters, session.Transaction, cancellationToken: ct));

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        (await session.Connection.QueryAsync<T>(
            new CommandDefinition(For(session.Connection, sql), parameters, session.Transaction, cancellationToken: ct))).AsList();

    public static Task<T?> ScalarAsync<T>(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        session.Connection.ExecuteScalarAsync<T>(
            new CommandDefinition(For(session.Connection, sql), parameters, session.Transaction, cancellationToken: ct));

    public static async Task<T?> FirstOrDefaultAsync<T>(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        await session.Connection.QueryFirstOrDefaultAsync<T>(
            new CommandDefinition(For(session.Connection, sql), parameters, session.Transaction, cancellationToken: ct));

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(For(connection, sql), parameters, cancellationToken: ct))).AsList();
    }

    public static async Task<T?> FirstOrDefaultAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(For(connection, sql), parameters, cancellationToken: ct));
    }

    public static async Task<T?> ScalarAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<T>(new CommandDefinition(For(connection, sql), parameters, cancellationToken: ct));
    }

    public static Task<int> ExecuteAsync(this Database database, string sql, object? parameters, CancellationToken ct) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, parameters, ct), ct);

    /// <summary>A prepared command on the session's connection, for statements that run once per row.</summary>
    public static DbCommand Command(this WriteSession session, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // For SQLite Dapper spells a list out; for PostgreSQL it hands over an array, which IN does not take.
    private static string For(DbConnection connection, string sql) =>
        connection is NpgsqlConnection && sql.Contains(" IN @", StringComparison.Ordinal) ? InList().Replace(sql, " = ANY(@$1)") : sql;

    [GeneratedRegex(@" IN @(\w+)")]
    private static partial Regex InList();
}
