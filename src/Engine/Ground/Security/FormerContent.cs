using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Seals what was stored before content was sealed, some rows at a time, beside whoever works: a row that somebody changes meanwhile is
/// taken once more. A kill leaves the others as they were, and the next run goes on.
/// </summary>
public sealed class FormerContent
{
    // Found at once; a page of a large journal is scanned for each.
    private const int MostKeys = 20_000;
    private const int RowsInTransaction = 100;

    private readonly Database _database;
    private readonly DataKeys _keys;
    private readonly SealingSwitch _switch;
    private readonly SealedColumn[] _columns;
    private readonly IFormerRows[] _rows;

    internal FormerContent(
        Database database, DataKeys keys, SealingSwitch sealing, IEnumerable<SealedColumn> columns, IEnumerable<IFormerRows> rows) =>
        (_database, _keys, _switch, _columns, _rows) = (database, keys, sealing, [.. columns], [.. rows]);

    /// <summary>Turns sealing on for all nodes, and seals what was there before.</summary>
    /// <returns>How many contents; null where the settings say that nothing is sealed.</returns>
    public async Task<long?> SealAsync(CancellationToken ct)
    {
        await _switch.TurnOnAsync(ct);
        if (!await _switch.IsOnAsync(ct)) return null;
        var count = 0L;
        foreach (var column in _columns) count += await SealAsync(column, ct);
        foreach (var rows in _rows) count += await rows.RenewAsync(ct);
        // The log of changes still has them as they were.
        if (count > 0) await _database.OublierAsync(ct);
        return count;
    }

    private string PlainIn(SealedColumn column) => (column.Si is null ? "" : $"({column.Si}) AND ") + (column.IsText
        ? $"{(_database is PostgresDatabase ? "" : IsText(column))}{column.Column} NOT LIKE '{column.Prefix}{SealedValue.TextMark}%' "
            + $"AND {column.Column} NOT IN ('', '[]', '{{}}')"
            + (column.Prefix.Length == 0 ? "" : $" AND {column.Column} LIKE '{column.Prefix}%'")
        : $"LENGTH({column.Column}) > 0 AND SUBSTR({column.Column}, 1, 4) <> @mark");

    // Bytes in a column of text are sealed ones; only SQLite has any.
    private static string IsText(SealedColumn column) => $"TYPEOF({column.Column}) = 'text' AND ";

    private async Task<long> SealAsync(SealedColumn column, CancellationToken ct)
    {
        var count = 0L;
        while (true)
        {
            var keys = await _database.QueryAsync<object>(
                $"SELECT {column.Key}, {column.Owner} AS proprietaire FROM {column.Table} "
                + $"WHERE {PlainIn(column)} AND {column.Owner} IS NOT NULL LIMIT {MostKeys}",
                new { mark = SealedValue.Mark.ToArray() }, ct);
            var taken = 0L;
            foreach (var rows in keys.Cast<IDictionary<string, object?>>().Chunk(RowsInTransaction))
                taken += await _database.WriteAsync(session => SealAsync(session, column, rows, ct), ct);
            count += taken;
            // Whoever changes all that is left faster than it is sealed has sealed it.
            if (taken == 0) return count;
        }
    }

    private async Task<long> SealAsync(
        WriteSession session, SealedColumn column, IEnumerable<IDictionary<string, object?>> rows, CancellationToken ct)
    {
        var names = column.Key.Split(", ");
        var one = string.Join(" AND ", names.Select(name => $"{name} = @{name}"));
        var taken = 0L;
        foreach (var row in rows)
        {
            var values = names.ToDictionary(name => name, name => row[name]);
            values["mark"] = SealedValue.Mark.ToArray();
            var found = await session.FirstOrDefaultAsync<object>(
                $"SELECT {column.Column} AS valeur FROM {column.Table} WHERE {one} AND {PlainIn(column)}", values, ct);
            if (found is not IDictionary<string, object?> { } held) continue;
            var (owner, plain) = ((string)row["proprietaire"]!, held["valeur"]!);
            values["plain"] = plain;
            values["sealed"] = plain switch
            {
                string text when column.Usage is { } usage =>
                    column.Prefix + await session.SealAsync(owner, text[column.Prefix.Length..], ct, usage),
                string text => await _keys.SealAsync(session, owner, column, text, ct),
                _ => await _keys.SealAsync(session, owner, column, (byte[])plain, ct),
            };
            if (values["sealed"] is string same && same == (plain as string))
                throw new InvalidOperationException($"Nothing seals {column.Table}.{column.Column}.");
            // What was emptied or replaced meanwhile stays so.
            var also = column.Avec is null ? "" : ", " + column.Avec;
            taken += await session.ExecuteAsync(
                $"UPDATE {column.Table} SET {column.Column} = @sealed{also} WHERE {one} AND {column.Column} = @plain", values, ct);
        }

        return taken;
    }
}
