using System.Data.Common;
using System.Globalization;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Copies rows of one moment of a database into another one as they are stored, sealed ones sealed, and from either engine to either.
/// </summary>
public sealed class RowCopy(ReadSession source, Database target)
{
    private const int RowsInTransaction = 100;

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _types = new(StringComparer.Ordinal);

    /// <param name="table">A constant of the program.</param>
    /// <param name="where">Likewise, a condition over its columns.</param>
    /// <param name="instead">Values that columns have in the copy, by their names.</param>
    /// <returns>How many rows there were.</returns>
    public async Task<int> CopyAsync(
        string table, string where, object? parameters, CancellationToken ct, IReadOnlyDictionary<string, object?>? instead = null)
    {
        var types = await TypesAsync(table, ct);
        await using var rows = await source.ReadStoredAsync($"SELECT * FROM {table} WHERE {where}", parameters, ct);
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        var sql = StatementOf(table, names, types);
        var count = 0;
        for (var more = await rows.ReadAsync(ct); more;)
            await target.WriteAsync(async session =>
            {
                await using var command = session.Command(sql, [.. names.Select((_, i) => Parameter(i))]);
                for (var n = 0; more && n < RowsInTransaction; n++, more = await rows.ReadAsync(ct))
                {
                    for (var i = 0; i < names.Count; i++)
                        command.Parameters[i].Value =
                            (instead?.TryGetValue(names[i], out var other) == true ? other : ValueOf(rows, i, names[i], types))
                            ?? DBNull.Value;
                    await command.ExecuteNonQueryAsync(ct);
                    count++;
                }
            }, ct);
        return count;
    }

    /// <summary>Rows that the target makes of its own have numbers beyond these.</summary>
    public async Task ReserveAsync(string table, CancellationToken ct)
    {
        if ((await source.QueryAsync<long?>($"SELECT MAX(id) FROM {table}", null, ct))[0] is not { } last) return;
        if (target is PostgresDatabase)
            await target.ScalarAsync<long>("SELECT setval(pg_get_serial_sequence(@table, 'id'), @last)", new { table, last }, ct);
        else
            await target.ExecuteAsync("INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @last)", new { table, last }, ct);
    }

    private async Task<IReadOnlyDictionary<string, string>> TypesAsync(string table, CancellationToken ct)
    {
        if (_types.TryGetValue(table, out var known)) return known;
        // SQLite keeps values as they come.
        var columns = target is not PostgresDatabase ? [] : await target.QueryAsync<(string Name, string Type)>(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @table",
            new { table }, ct);
        return _types[table] = columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
    }

    private string StatementOf(string table, List<string> names, IReadOnlyDictionary<string, string> types)
    {
        var values = names.Select((name, i) => target is PostgresDatabase ? $"CAST({Parameter(i)} AS {types[name]})" : Parameter(i));
        return $"INSERT INTO {table} ({string.Join(", ", names)}) "
            + (target is PostgresDatabase ? "OVERRIDING SYSTEM VALUE " : "") + $"VALUES ({string.Join(", ", values)})";
    }

    private static string Parameter(int i) => "@p" + i.ToString(CultureInfo.InvariantCulture);

    private object? ValueOf(DbDataReader rows, int i, string name, IReadOnlyDictionary<string, string> types) =>
        rows.IsDBNull(i) ? null : rows.GetValue(i) switch
        {
            long number when types.GetValueOrDefault(name) == "boolean" => number != 0,
            DateTime day when target is not PostgresDatabase && rows.GetDataTypeName(i) == "date" =>
                TypeHandlers.Text(DateOnly.FromDateTime(day)),
            DateTime instant when target is not PostgresDatabase =>
                TypeHandlers.Text(new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc))),
            // SQLite keeps sealed texts as bytes.
            byte[] bytes when types.GetValueOrDefault(name) == "text" => SealedMark.TextOf(bytes),
            DateOnly day when target is not PostgresDatabase => TypeHandlers.Text(day),
            var value => value,
        };
}
