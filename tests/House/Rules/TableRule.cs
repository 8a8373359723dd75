using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Each table is written only by the room that owns it; the exceptions are listed, and the list may only shrink.</summary>
internal static partial class TableRule
{
    /// <param name="owners">Table → room; for an adapter's table, the adapter.</param>
    /// <param name="allowed">Table and file below <c>src</c>.</param>
    public static IEnumerable<string> Violations(
        IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> owners, IReadOnlyCollection<(string Table, string File)> allowed)
    {
        var strangers = new HashSet<(string Table, string File)>();
        foreach (var (table, place) in files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(Writes))
        {
            if (!owners.TryGetValue(table, out var owner) || place.File.StartsWith(owner + "/", StringComparison.Ordinal)) continue;
            strangers.Add((table, place.File));
            if (!allowed.Contains((table, place.File))) yield return $"{place} writes {table}, which belongs to {owner}";
        }

        foreach (var (table, file) in allowed.Where(exception => !strangers.Contains(exception)))
            yield return $"{file} writes {table} no more: strike the exception";
    }

    /// <summary>Tables that are made and belong to nobody.</summary>
    public static IEnumerable<string> Unowned(IEnumerable<SourceFile> migrations, IReadOnlyDictionary<string, string> owners) =>
        from file in migrations
        where file.Path.EndsWith(".sql", StringComparison.Ordinal)
        from Match made in Made().Matches(string.Join('\n', file.Lines))
        where !owners.ContainsKey(made.Groups["table"].Value)
        select $"{file.Path} makes {made.Groups["table"].Value}, which belongs to no room";

    private static IEnumerable<(string Table, Place Place)> Writes(SourceFile file)
    {
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (file.Lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            foreach (Match write in Written().Matches(file.Lines[i])) yield return (write.Groups["table"].Value, new Place(file.Path, i + 1));
        }
    }

    // A lease and the parts of files are written by the engine into the table that they are told.
    [GeneratedRegex("""(?:INSERT(?: OR \w+)? INTO|UPDATE(?: ONLY)?|DELETE FROM|MERGE INTO|COPY)\s+(?<table>[a-z_]+)|BulkInsert<.*?> \w+ = new\("(?<table>[a-z_]+)"|const string Table = "(?<table>[a-z_]+)";|(?:LeasedTable|PartTable)\("(?<table>[a-z_]+)"|"(?<table>[a-z_]+)", Held: """)]
    private static partial Regex Written();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(?<table>[a-z_]+)")]
    private static partial Regex Made();
}
