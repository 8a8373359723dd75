using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The tables that hold texts which are opened as rows are read.</summary>
internal sealed class SealedTables(IEnumerable<SealedColumn> columns)
{
    // Statements are the program's own, and few.
    private const int Most = 5_000;

    private readonly Regex _tables = new(
        $@"\b({string.Join('|', columns.Where(c => c.Usage is not null).Select(c => c.Table).Distinct(StringComparer.Ordinal))})\b",
        RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool AreIn(string sql)
    {
        if (_known.TryGetValue(sql, out var known)) return known;
        var found = _tables.IsMatch(sql);
        if (_known.Count < Most) _known[sql] = found;
        return found;
    }
}
