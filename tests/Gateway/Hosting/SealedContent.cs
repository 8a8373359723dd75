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
                    column.IsText ? SealedValue.Is(Encoding.UTF8.GetString(value)) : SealedValue.Is(value),
                    $"{column.Table}.{column.Column} holds in clear: {Encoding.UTF8.GetString(value.AsSpan(0, Math.Min(80, value.Length)))}");
            }

        Assert.All(filled, column => Assert.Contains(column, found));
    }

    /// <summary>The bytes of all values that are not empty.</summary>
    public static async Task<IReadOnlyList<byte[]>> StoredAsync(this GatewayInstance gateway, SealedColumn column)
    {
        var sql = $"SELECT {column.Column} FROM {column.Table} WHERE LENGTH({column.Column}) > 0";
        return column.IsText ? [.. (await gateway.QueryAsync<string>(sql)).Select(Encoding.UTF8.GetBytes)] : await gateway.QueryAsync<byte[]>(sql);
    }
}
