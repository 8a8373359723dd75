using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>Results that were sent, by whoever and however, and how far they are applied.</summary>
/// <param name="Message">The first of the journal's messages that they became.</param>
/// <param name="Parties">How many they became.</param>
internal sealed record DepotBac(long Message, DateTimeOffset RecuLe, string? Compte, int Parties, int AAppliquer, int Ecartees);

/// <summary>Lists what was sent, the newest first.</summary>
internal sealed class BacDepots(Database database)
{
    // A large table becomes a thousand messages.
    private const int MostMessages = 3000;
    private const int MostListed = 20;

    // Written out in the statement: only so are these few found by their index.
    private const string Results = "ResultatsBac";

    public async Task<IReadOnlyList<DepotBac>> ListeAsync(string etablissement, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<Recu>(
            $"""
            SELECT m.id, m.recu_le, m.compte, m.correlation,
                EXISTS (SELECT 1 FROM message_a_appliquer a WHERE a.etablissement = m.etablissement AND a.id = m.id) AS a_appliquer,
                EXISTS (SELECT 1 FROM message_ecarte e WHERE e.id = m.id) AS ecartee
            FROM message_entrant m WHERE m.etablissement = @etablissement AND m.canal = '{Results}'
            ORDER BY m.id DESC LIMIT @MostMessages
            """, new { etablissement, MostMessages }, ct))
        .GroupBy(m => (m.Compte, Envoi: m.Correlation ?? $"{m.Id}")).Take(MostListed).Select(Of),
    ];

    private static DepotBac Of(IEnumerable<Recu> send)
    {
        var parts = send.ToList();
        var first = parts[^1];
        return new(first.Id, first.RecuLe, first.Compte, parts.Count, parts.Count(p => p.AAppliquer), parts.Count(p => p.Ecartee));
    }

    private sealed class Recu
    {
        public long Id { get; init; }
        public DateTimeOffset RecuLe { get; init; }
        public string? Compte { get; init; }
        public string? Correlation { get; init; }
        public bool AAppliquer { get; init; }
        public bool Ecartee { get; init; }
    }
}
