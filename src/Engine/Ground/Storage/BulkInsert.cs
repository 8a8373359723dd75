using Npgsql;
using NpgsqlTypes;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// One statement for many rows in the fastest form of each engine: on PostgreSQL over arrays, on SQLite prepared and run for each row.
/// A row must not come twice in one call.
/// </summary>
public abstract class BulkStatement<TRow>(IReadOnlyList<BulkColumn<TRow>> columns)
{
    // Arrays of a few thousand values; more only makes the statement's memory grow.
    private const int LargestStatement = 5000;

    protected string Names { get; } = string.Join(", ", columns.Select(c => c.Name));

    /// <summary>The statement of SQLite, whose parameters are the names of the columns after an @.</summary>
    protected abstract string ForOne { get; }

    /// <summary>The statement of PostgreSQL.</summary>
    /// <param name="rows">The rows as a table, with their <c>place</c> besides their columns.</param>
    protected abstract string ForAll(string rows);

    public async Task ExecuteAsync(WriteSession session, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        var keys = await KeysAsync(session, rows, ct);
        if (session.Connection is NpgsqlConnection connection)
            foreach (var chunk in rows.Chunk(LargestStatement))
                await OverArraysAsync(connection, (NpgsqlTransaction)session.Transaction, chunk, keys, ct);
        else
            OneByOne(session, rows, keys, ct);
    }

    private async ValueTask<TextKeys> KeysAsync(WriteSession session, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        if (session.Texts is null || !columns.Any(c => c.IsSealed)) return TextKeys.None;
        var keys = new TextKeys();
        foreach (var column in columns.Where(c => c.IsSealed))
            foreach (var row in rows)
                await column.AddKeyAsync(keys, session, row, ct);
        return keys;
    }

    private async Task OverArraysAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TRow[] rows, TextKeys keys, CancellationToken ct)
    {
        var places = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
        await using var command = new NpgsqlCommand(
            ForAll($"unnest({places}) WITH ORDINALITY AS r ({Names}, place)"), connection, transaction);
        foreach (var column in columns) command.Parameters.Add(column.ArrayOf(rows, keys));
        await command.ExecuteNonQueryAsync(ct);
    }

    private void OneByOne(WriteSession session, IReadOnlyCollection<TRow> rows, TextKeys keys, CancellationToken ct)
    {
        using var statement = session.ForRows(ForOne, [.. columns.Select(c => "@" + c.Name)]);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++) statement.BindObject(i, columns[i].SqliteValueOf(row, keys));
            statement.Run();
        }
    }
}

/// <summary>One INSERT for many rows.</summary>
/// <param name="table">Where the rows go.</param>
/// <param name="onConflict">The end of the statement, empty for a plain INSERT.</param>
/// <param name="columns">The columns in order.</param>
public sealed class BulkInsert<TRow>(string table, string onConflict, params IReadOnlyList<BulkColumn<TRow>> columns)
    : BulkStatement<TRow>(columns)
{
    protected override string ForOne { get; } =
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
        + $"VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))}) {onConflict}";

    protected override string ForAll(string rows) =>
        $"INSERT INTO {table} ({Names}) SELECT {Names} FROM {rows} ORDER BY place {onConflict}";
}

/// <summary>
/// One UPDATE for many rows that are there already, locked in the order in which they come; those that are not are left out.
/// </summary>
/// <param name="table">Whose rows change.</param>
/// <param name="key">The columns by which a row is found.</param>
/// <param name="set">What is set; <c>nouveau.</c> stands before the name of a column that comes, and nowhere else.</param>
/// <param name="columns">The other columns that come.</param>
public sealed class BulkUpdate<TRow>(
    string table, IReadOnlyList<BulkColumn<TRow>> key, string set, params IReadOnlyList<BulkColumn<TRow>> columns)
    : BulkStatement<TRow>([.. key, .. columns])
{
    private readonly string _same = string.Join(" AND ", key.Select(c => $"{table}.{c.Name} = nouveau.{c.Name}"));

    protected override string ForOne { get; } =
        $"UPDATE {table} SET {set} WHERE {string.Join(" AND ", key.Select(c => $"{c.Name} = nouveau.{c.Name}"))}"
            .Replace("nouveau.", "@", StringComparison.Ordinal);

    protected override string ForAll(string rows) =>
        $"""
        UPDATE {table} SET {set} FROM (
            SELECT r.* FROM {rows} JOIN {table} AS t USING ({string.Join(", ", key.Select(c => c.Name))}) ORDER BY r.place FOR UPDATE OF t
        ) AS nouveau WHERE {_same}
        """;
}

/// <summary>A column of a <see cref="BulkStatement{TRow}"/>: its name, and its value of a row in the form of each engine.</summary>
public abstract class BulkColumn<TRow>(string name)
{
    public string Name => name;

    /// <summary>Its values are texts that name people.</summary>
    public virtual bool IsSealed => false;

    public abstract object SqliteValueOf(TRow row, TextKeys keys);

    public abstract NpgsqlParameter ArrayOf(TRow[] rows, TextKeys keys);

    internal virtual ValueTask AddKeyAsync(TextKeys keys, WriteSession session, TRow row, CancellationToken ct) => ValueTask.CompletedTask;
}

/// <summary>Makes columns; the type of the value settles that of the column.</summary>
public static class BulkColumn
{
    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, string?> value) =>
        new Column<TRow, string?>(name, NpgsqlDbType.Text, value, text => text);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, int> value) =>
        new Column<TRow, int>(name, NpgsqlDbType.Integer, value, number => number);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, int?> value) =>
        new Column<TRow, int?>(name, NpgsqlDbType.Integer, value, number => number);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, long> value) =>
        new Column<TRow, long>(name, NpgsqlDbType.Bigint, value, number => number);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, long?> value) =>
        new Column<TRow, long?>(name, NpgsqlDbType.Bigint, value, number => number);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, bool> value) =>
        new Column<TRow, bool>(name, NpgsqlDbType.Boolean, value, flag => flag ? True : False);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, DateOnly?> value) =>
        new Column<TRow, DateOnly?>(name, NpgsqlDbType.Date, value, day => day is { } d ? TypeHandlers.Text(d) : null);

    public static BulkColumn<TRow> Of<TRow>(string name, Func<TRow, DateTimeOffset?> value) =>
        new Column<TRow, DateTimeOffset?>(name, NpgsqlDbType.TimestampTz, row => value(row)?.ToUniversalTime(),
            instant => instant is { } i ? TypeHandlers.Text(i) : null);

    /// <summary>A text that names people, of the établissement that <paramref name="owner"/> gives: sealed where anything is.</summary>
    public static BulkColumn<TRow> Sealed<TRow>(
        string name, Func<TRow, string> owner, Func<TRow, string?> value, UsageTexte usage = UsageTexte.Lu) =>
        new SealedText<TRow>(name, owner, value, usage);

    // SQLite keeps booleans as numbers.
    private static readonly object True = 1L;
    private static readonly object False = 0L;

    private sealed class Column<TRow, TValue>(
        string name, NpgsqlDbType type, Func<TRow, TValue> value, Func<TValue, object?> sqlite) : BulkColumn<TRow>(name)
    {
        public override object SqliteValueOf(TRow row, TextKeys keys) => sqlite(value(row)) ?? DBNull.Value;

        public override NpgsqlParameter ArrayOf(TRow[] rows, TextKeys keys) =>
            new() { Value = Array.ConvertAll(rows, row => value(row)), NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private sealed class SealedText<TRow>(
        string name, Func<TRow, string> owner, Func<TRow, string?> value, UsageTexte usage) : BulkColumn<TRow>(name)
    {
        public override bool IsSealed => true;

        public override object SqliteValueOf(TRow row, TextKeys keys) => keys.SealForSqlite(owner(row), value(row), usage) ?? DBNull.Value;

        public override NpgsqlParameter ArrayOf(TRow[] rows, TextKeys keys) => new()
        {
            Value = Array.ConvertAll(rows, row => keys.Seal(owner(row), value(row), usage)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        };

        internal override ValueTask AddKeyAsync(TextKeys keys, WriteSession session, TRow row, CancellationToken ct) =>
            keys.AddAsync(session, owner(row), value(row), ct);
    }
}
