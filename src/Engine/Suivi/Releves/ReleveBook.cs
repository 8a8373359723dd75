using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Suivi.Releves;

/// <summary>What was counted of an établissement on a day of the campaign.</summary>
/// <param name="Jour">By the business clock.</param>
/// <param name="PrisLe">Machine time.</param>
/// <param name="Comptes">The numbers of <see cref="Synthese"/>, by their path, such as <c>decisions.f</c>.</param>
public sealed record Releve(DateOnly Jour, DateTimeOffset PrisLe, IReadOnlyDictionary<string, long> Comptes)
{
    public long De(string chemin) => Comptes.GetValueOrDefault(chemin);

    /// <summary>The numbers of <see cref="Synthese"/>, by their path.</summary>
    public static IReadOnlyDictionary<string, long> Nombres(IReadOnlyDictionary<string, object> comptes)
    {
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        Add("", JsonSerializer.SerializeToNode(comptes, JsonText.Options));
        return numbers;

        void Add(string path, JsonNode? node)
        {
            if (node is JsonObject members)
                foreach (var (name, value) in members) Add(path.Length == 0 ? name : $"{path}.{name}", value);
            else if (node?.GetValueKind() == JsonValueKind.Number) numbers[path] = node.GetValue<long>();
        }
    }
}

/// <summary>The counts of each day, the last of them, for as long as the établissement is there: they name nobody.</summary>
public sealed class ReleveBook(Database database, TimeProvider time)
{
    /// <summary>Up to so many candidates an établissement is counted while somebody waits.</summary>
    public const int VitesComptes = 5_000;

    /// <summary>Counting this établissement would keep whoever asks waiting: its last counts are told instead.</summary>
    public async Task<bool> EstGrandAsync(string etablissement, CancellationToken ct) =>
        await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 AS un FROM candidat WHERE etablissement = @etablissement LIMIT @most) AS p",
            new { etablissement, most = VitesComptes + 1 }, ct) > VitesComptes;

    /// <summary>The last days, in their order.</summary>
    public async Task<IReadOnlyList<Releve>> DerniersAsync(string etablissement, int most, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<Row>(
            "SELECT jour, pris_le, comptes FROM releve WHERE etablissement = @etablissement ORDER BY jour DESC LIMIT @most",
            new { etablissement, most }, ct))
            .Reverse().Select(row => new Releve(row.Jour, row.PrisLe, JsonText.Read<Dictionary<string, long>>(row.Comptes))),
    ];

    public Task PrendreAsync(string etablissement, DateOnly jour, IReadOnlyDictionary<string, object> comptes, CancellationToken ct) =>
        database.ExecuteAsync(
            """
            INSERT INTO releve (etablissement, jour, pris_le, comptes) VALUES (@etablissement, @jour, @now, @text)
            ON CONFLICT (etablissement, jour) DO UPDATE SET pris_le = excluded.pris_le, comptes = excluded.comptes
            """,
            new { etablissement, jour, now = time.GetUtcNow(), text = JsonText.Of(Releve.Nombres(comptes)) }, ct);

    private sealed class Row
    {
        public DateOnly Jour { get; init; }
        public DateTimeOffset PrisLe { get; init; }
        public string Comptes { get; init; } = "{}";
    }
}
