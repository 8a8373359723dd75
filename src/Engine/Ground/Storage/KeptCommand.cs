using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A command that takes the prepared statement of its text from its connection, and leaves it there: to read the SQL costs SQLite
/// more than most statements do. The text is given before the parameters, as Dapper gives it.
/// </summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private SqliteCommand? _inner;
    private SqliteDataReader? _reader;
    private bool _failed;

    [AllowNull]
    public override string CommandText
    {
        get => _inner?.CommandText ?? "";
        set
        {
            if (_inner is null) _inner = connection.Take(value ?? "");
            else _inner.CommandText = value;
        }
    }

    public override int CommandTimeout { get => Inner.CommandTimeout; set => Inner.CommandTimeout = value; }
    public override CommandType CommandType { get => Inner.CommandType; set => Inner.CommandType = value; }
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (value != connection) throw new NotSupportedException("A kept command belongs to its connection.");
        }
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;
    protected override DbTransaction? DbTransaction { get => Inner.Transaction; set => Inner.Transaction = (SqliteTransaction?)value; }

    private SqliteCommand Inner => _inner ??= connection.Take("");

    public override void Cancel() => Inner.Cancel();

    public override void Prepare() => Inner.Prepare();

    public override int ExecuteNonQuery() => Run(Inner.ExecuteNonQuery);

    public override object? ExecuteScalar() => Run(Inner.ExecuteScalar);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<int>(cancellationToken) : Started(ExecuteNonQuery);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<object?>(cancellationToken) : Started(ExecuteScalar);

    protected override DbParameter CreateDbParameter() => Inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        _reader = Run(() => Inner.ExecuteReader(behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<DbDataReader>(cancellationToken)
            : Started(() => ExecuteDbDataReader(behavior));

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _inner, null) is { } inner)
            connection.GiveBack(inner, isSound: !_failed && _reader?.IsClosed != false);
        base.Dispose(disposing);
    }

    // SQLite works in the calling thread; what fails is told by the task all the same.
    private static Task<T> Started<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }

    private T Run<T>(Func<T> work)
    {
        _failed = true;
        var result = work();
        _failed = false;
        return result;
    }
}
