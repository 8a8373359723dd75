using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>What the sealed columns hold, as the database has it.</summary>
internal static class SealedContent
{
    /// <summary>Whatever stands in a sealed column is sealed, and these columns hold something.</summary>
    public static async Task AssertSealedAsync(this GatewayInstance gateway, params string[] filled)
    {
        var found = new HashSet<string>();
        foreach (var column in gateway.Services.GetServices<SealedColumn>())
            foreach (var value in await gateway.StoredAsync(column))
            {
                found.Add($"{column.Table}.{column.Column}");
                Assert.True(
                    SealedValue.Is(value) || (column.IsText && SealedValue.Is(Encoding.UTF8.GetString(value))),
                    $"{column.Table}.{column.Column} holds in clear: {Encoding.UTF8.GetString(value.AsSpan(0, Math.Min(80, value.Length)))}");
            }

        Assert.All(filled, column => Assert.Contains(column, found));
    }

    /// <summary>The bytes of all values that are not empty.</summary>
    public static async Task<IReadOnlyList<byte[]>> StoredAsync(this GatewayInstance gateway, SealedColumn column)
    {
        // What tells nothing stays in clear, and so do keys of another kind.
        var sql = $"SELECT {column.Column} FROM {column.Table} WHERE LENGTH({column.Column}) > 0"
            + (column.IsText ? $" AND {column.Column} NOT IN ('[]', '{{}}')" : "")
            + (column.Prefix.Length == 0 ? "" : $" AND {column.Column} LIKE '{column.Prefix}%'")
            + (column.Si is null ? "" : $" AND ({column.Si})");
        return [.. (await gateway.StoredAsync<object>(sql)).Cast<IDictionary<string, object?>>().Select(row => row.Values.Single() switch
        {
            string text => Encoding.UTF8.GetBytes(text[column.Prefix.Length..]),
            var bytes => (byte[])bytes!,
        })];
    }

    /// <summary>No column of any table holds one of these, in clear or in bytes.</summary>
    public static async Task AssertNowhereAsync(this GatewayInstance gateway, TestStorage storage, params string[] personal)
    {
        var tables = await gateway.StoredAsync<string>(storage.Connection is null
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'qrtz_%'");
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
            foreach (var row in (await gateway.StoredAsync<object>($"SELECT * FROM {table}")).Cast<IDictionary<string, object?>>())
                foreach (var (column, value) in row)
                    if (value switch { string text => text, byte[] bytes => Encoding.UTF8.GetString(bytes), _ => null } is { } told)
                        foreach (var one in personal.Where(one => told.Contains(one, StringComparison.OrdinalIgnoreCase)))
                            found.Add($"{table}.{column}: {one}");
        Assert.True(found.Count == 0, string.Join("; ", found));
    }
}
