using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>A wish whose decision a guard has kept: the one that counts, and why the facts ask for another.</summary>
public sealed record VoeuRetenu(
    long Garde, string EtatGarde, int Session, int CodeCandidat, int CodeFormation, bool Internat, string? Decision, string? Motif);

/// <summary>A wish that a guard holds, with the decision that it has kept.</summary>
public sealed record VoeuGarde(string Etablissement, VoeuKey Voeu, long Garde, string? CodeDecision, string? Decision);

/// <summary>Rule C6: the wishes that are held back, and those that a rejection has left favourable.</summary>
public sealed class VoeuxRetenus(Database database)
{
    private const int Most = 1000;

    /// <summary>Those of one guard, in the order of the candidates.</summary>
    public Task<IReadOnlyList<VoeuRetenu>> OfAsync(string etablissement, long garde, CancellationToken ct) =>
        ReadAsync("v.garde = @garde", new { etablissement, garde, Most }, ct);

    /// <summary>Those that a person has kept favourable against the facts, whatever the guard.</summary>
    public Task<IReadOnlyList<VoeuRetenu>> RejectedAsync(string etablissement, CancellationToken ct) =>
        ReadAsync($"g.etat = '{nameof(EtatGarde.Rejetee)}'", new { etablissement, Most }, ct);

    /// <summary>Every wish that a guard holds or has kept favourable at this moment, and by which.</summary>
    public static async Task<IReadOnlyList<VoeuGarde>> TousAsync(ReadSession reading, CancellationToken ct) =>
        [.. (await reading.QueryAsync<Row>(
            """
            SELECT etablissement, session, code_candidat, code_formation, internat, garde, code_decision, decision FROM voeu
            WHERE garde IS NOT NULL
            """,
            null, ct))
            .Select(r => new VoeuGarde(r.Etablissement, new VoeuKey(r.Session, r.CodeCandidat, r.CodeFormation, r.Internat), r.Garde,
                r.CodeDecision, r.Decision))];

    private async Task<IReadOnlyList<VoeuRetenu>> ReadAsync(string filter, object parameters, CancellationToken ct) =>
        [.. (await database.QueryAsync<Row>(
            $"""
            SELECT v.garde, g.etat, v.session, v.code_candidat, v.code_formation, v.internat, v.code_decision, v.garde_faits
            FROM voeu v JOIN garde g ON g.id = v.garde AND g.etablissement = v.etablissement
            WHERE v.etablissement = @etablissement AND {filter}
            ORDER BY v.garde, v.session, v.code_candidat, v.code_formation LIMIT @Most
            """,
            parameters, ct))
            .Select(r => new VoeuRetenu(r.Garde, r.Etat, r.Session, r.CodeCandidat, r.CodeFormation, r.Internat, r.CodeDecision,
                FaitsRetenus.Read(r.GardeFaits)?.Motif))];

    private sealed class Row
    {
        public string Etablissement { get; init; } = "";
        public long Garde { get; init; }
        public string Etat { get; init; } = "";
        public int Session { get; init; }
        public int CodeCandidat { get; init; }
        public int CodeFormation { get; init; }
        public bool Internat { get; init; }
        public string? CodeDecision { get; init; }
        public string? Decision { get; init; }
        public string? GardeFaits { get; init; }
    }
}
