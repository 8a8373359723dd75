using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>What the gateway stored of the OPI that it received, read out of its database file.</summary>
internal static class StoredOpi
{
    /// <summary>Block of the message, and the column that holds it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Blocks = new Dictionary<string, string>
    {
        ["individu"] = "individu", ["adresseFixe"] = "adresse_fixe", ["adresseAnnuelle"] = "adresse_annuelle", ["bac"] = "bac", ["dac"] = "dac", ["voeux"] = "voeux", ["donneesThese"] = "these",
    };

    /// <summary>By OPI number, then by block; a block that holds nothing is null.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonNode?>>> ReadAsync(string database, CancellationToken ct)
    {
        var rows = new Dictionary<string, IReadOnlyDictionary<string, JsonNode?>>();
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT cod_opi, {string.Join(", ", Blocks.Values)} FROM opi_recue";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows[reader.GetString(0)] = Blocks.Keys.Select((block, i) => (block, i))
                .ToDictionary(b => b.block, b => reader.IsDBNull(b.i + 1) ? null : JsonNode.Parse(reader.GetString(b.i + 1)));
        return rows;
    }
}
