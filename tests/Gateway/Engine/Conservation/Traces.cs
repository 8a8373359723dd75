using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>Whatever a database still says of somebody, as a text to look into.</summary>
internal static class Traces
{
    /// <param name="dossier">Who looked at which file number stays in the audit, which names nobody.</param>
    public static async Task<string> DumpAsync(GatewayInstance gateway, int dossier)
    {
        var text = new StringBuilder();
        foreach (var table in gateway.Services.GetServices<TableTenue>().Select(t => t.Nom).Distinct())
        {
            var hidden = table == "audit" ? $"/{dossier}" : "\0";
            // Opened: what is sealed would be there all the same.
            foreach (var row in (await gateway.QueryAsync<object>($"SELECT * FROM {table}")).Cast<IDictionary<string, object?>>())
                text.Append(table).Append(' ').AppendJoin('|', row.Values.Select(value => value is byte[] bytes ? Encoding.UTF8.GetString(bytes)
                    : value?.ToString()?.Replace(hidden, "/…", StringComparison.Ordinal))).AppendLine();
        }

        return text.ToString();
    }

    public static void AssertNone(string dump, IEnumerable<string> markers) =>
        Assert.All(markers, marker => Assert.False(dump.Contains(marker, StringComparison.OrdinalIgnoreCase), $"{marker} stands in: {Around(dump, marker)}"));

    private static string Around(string dump, string marker) =>
        dump.IndexOf(marker, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? dump.Substring(Math.Max(0, at - 300), Math.Min(500, dump.Length - Math.Max(0, at - 300))) : "";
}
