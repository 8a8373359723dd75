using System.Data;
using System.Data.Common;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Dapper with the transaction and the cancellation token always passed.</summary>
public static class Sql
{
    public static Task<int> ExecuteAsync(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        session.Connection.ExecuteAsync(Of(session, sql, parameters, ct));

    public static Task<IReadOnlyList<T>> QueryAsync<T>(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        Opened.AllAsync<T>(session.Connection, Of(session, sql, parameters, ct), session.Texts, session);

    public static Task<T?> ScalarAsync<T>(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        Opened.ScalarAsync<T>(session.Connection, Of(session, sql, parameters, ct), session.Texts, session);

    public static Task<T?> FirstOrDefaultAsync<T>(this WriteSession session, string sql, object? parameters, CancellationToken ct) =>
        Opened.FirstAsync<T>(session.Connection, Of(session, sql, parameters, ct), session.Texts, session);

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await Opened.AllAsync<T>(connection, Of(connection, sql, parameters, ct), database.Texts, null);
    }

    public static async Task<T?> FirstOrDefaultAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await Opened.FirstAsync<T>(connection, Of(connection, sql, parameters, ct), database.Texts, null);
    }

    public static async Task<T?> ScalarAsync<T>(this Database database, string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await Opened.ScalarAsync<T>(connection, Of(connection, sql, parameters, ct), database.Texts, null);
    }

    /// <summary>The rows one after the other on an open connection, in the memory of one.</summary>
    public static IAsyncEnumerable<T> EachAsync<T>(
        this Database database, DbConnection connection, string sql, object? parameters, CancellationToken ct = default) =>
        Of(connection, sql, parameters, ct) is var command && database.Texts is { } texts && texts.Concerns(sql)
            ? Opened.EachAsync<T>(connection, command, CommandBehavior.SingleResult, texts, null)
            : connection.QueryUnbufferedAsync<T>(command.CommandText, command.Parameters);

    public static Task<int> ExecuteAsync(this Database database, string sql, object? parameters, CancellationToken ct) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, parameters, ct), ct);

    /// <summary>A statement that runs once per row, on SQLite.</summary>
    public static SqliteStatement ForRows(this WriteSession session, string sql, params ReadOnlySpan<string> parameters) =>
        ((KeptConnection)session.Connection).TakeForRows(sql, parameters);

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

    private static CommandDefinition Of(WriteSession session, string sql, object? parameters, CancellationToken ct)
    {
        var (text, values) = InLists.For(session.Connection, sql, parameters);
        return new(text, values, session.Transaction, cancellationToken: ct);
    }

    internal static CommandDefinition Of(DbConnection connection, string sql, object? parameters, CancellationToken ct)
    {
        var (text, values) = InLists.For(connection, sql, parameters);
        return new(text, values, cancellationToken: ct);
    }
}
