using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>Values of a row as text that is the same from both databases.</summary>
internal static class RowValues
{
    public static string? Of(DbDataReader rows, int ordinal, ColumnKind kind) => rows.IsDBNull(ordinal) ? null
        : (kind, rows.GetValue(ordinal)) switch
        {
            (ColumnKind.Flag, bool flag) => Flag(flag),
            (ColumnKind.Flag, var number) => Flag(Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0),
            (ColumnKind.Instant, string text) =>
                TypeHandlers.Text(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            (ColumnKind.Instant, DateTime time) => TypeHandlers.Text(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
            (ColumnKind.Day, DateTime day) => TypeHandlers.Text(DateOnly.FromDateTime(day)),
            (ColumnKind.Day, DateOnly day) => TypeHandlers.Text(day),
            (_, var value) => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <summary>The fields of a stored document that differ, each by its path; the column itself where one side is no document.</summary>
    public static IEnumerable<(string Field, string? Here, string? There)> Differences(ComparedColumn column, string? here, string? there)
    {
        if (here == there) return [];
        return column.Kind == ColumnKind.Json && Parse(here) is { } left && Parse(there) is { } right
            ? Between(left, right, column.Name) : [(column.Name, here, there)];
    }

    private static IEnumerable<(string, string?, string?)> Between(JsonNode? here, JsonNode? there, string path) => (here, there) switch
    {
        (JsonObject left, JsonObject right) => left.Select(m => m.Key).Union(right.Select(m => m.Key))
            .SelectMany(name => Between(left[name], right[name], $"{path}.{name}")),
        (JsonArray left, JsonArray right) => Enumerable.Range(0, Math.Max(left.Count, right.Count)).SelectMany(i => Between(
            left.ElementAtOrDefault(i), right.ElementAtOrDefault(i), string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        _ when JsonNode.DeepEquals(here, there) => [],
        _ => [(path, Text(here), Text(there))],
    };

    private static string? Text(JsonNode? node) => node is null ? null
        : node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString(JsonText.Options);

    private static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    public const string Yes = "oui";

    private static string Flag(bool flag) => flag ? Yes : "non";
}
