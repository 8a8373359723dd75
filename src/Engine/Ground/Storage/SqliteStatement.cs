using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A statement of SQLite that runs once per row. The library's command looks every parameter up by its name and makes a reader for each
/// row, which costs more than most rows do. What is not bound anew stays from the row before. Dispose it: its connection keeps it,
/// prepared.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private const int OnStack = 512;

    private readonly KeptConnection _connection;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private bool _isSound = true;

    internal SqliteStatement(KeptConnection connection, string text, ReadOnlySpan<string> names)
    {
        (_connection, Text) = (connection, text);
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(_database, text, out _statement));
        _places = new int[names.Length];
        for (var i = 0; i < names.Length; i++) _places[i] = raw.sqlite3_bind_parameter_index(_statement, names[i]);
    }

    internal string Text { get; }

    /// <summary>The number of the row that was inserted last.</summary>
    public long LastId => raw.sqlite3_last_insert_rowid(_database);

    /// <param name="parameter">Its place in the names that were given, from 0.</param>
    /// <param name="value">What it is.</param>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, _places[parameter], value));

    /// <inheritdoc cref="Bind(int,long)"/>
    public void Bind(int parameter, string? value)
    {
        var place = _places[parameter];
        // An empty span has no address, and would be no value.
        if (string.IsNullOrEmpty(value))
        {
            Check(value is null ? raw.sqlite3_bind_null(_statement, place) : raw.sqlite3_bind_text(_statement, place, value));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        try
        {
            Check(raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <inheritdoc cref="Bind(int,long)"/>
    public void Bind(int parameter, byte[] value) => Check(value.Length == 0
        ? raw.sqlite3_bind_zeroblob(_statement, _places[parameter], 0) : raw.sqlite3_bind_blob(_statement, _places[parameter], value));

    /// <summary>A value as a parameter of the library has it.</summary>
    /// <param name="parameter">Its place in the names that were given, from 0.</param>
    /// <param name="value">What it is; of a <see cref="BulkColumn{TRow}"/>.</param>
    internal void BindObject(int parameter, object value)
    {
        switch (value)
        {
            case DBNull: Bind(parameter, (string?)null); break;
            case string text: Bind(parameter, text); break;
            case int number: Bind(parameter, number); break;
            case long number: Bind(parameter, number); break;
            case byte[] bytes: Bind(parameter, bytes); break;
            default: throw new NotSupportedException($"A value of {value.GetType().Name} is bound by nobody.");
        }
    }

    /// <summary>Runs it for the values that are bound.</summary>
    /// <returns>How many rows it has changed.</returns>
    public int Run()
    {
        _isSound = false;
        int code;
        do code = raw.sqlite3_step(_statement);
        while (code == raw.SQLITE_ROW);
        // While the message is that of the failure.
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, _database);
        var changed = raw.sqlite3_changes(_database);
        Check(raw.sqlite3_reset(_statement));
        _isSound = true;
        return changed;
    }

    /// <summary>Ends it for good.</summary>
    internal void End() => _statement.Dispose();

    public void Dispose()
    {
        // What is bound would stay in memory.
        if (_isSound) raw.sqlite3_clear_bindings(_statement);
        _connection.GiveBack(this, _isSound);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
