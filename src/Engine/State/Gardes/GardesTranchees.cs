using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>A guard that a person has settled.</summary>
public sealed class GardeTranchee
{
    public string Etablissement { get; init; } = "";
    public string Type { get; init; } = "";
    public string? Sujet { get; init; }
    public string Etat { get; init; } = "";
    public string Par { get; init; } = "";

    /// <summary>When, machine time, as the audit has it.</summary>
    public DateTimeOffset Instant { get; init; }

    public EtatGarde EtatGarde => Enum.Parse<EtatGarde>(Etat);
}

/// <summary>Acts of persons on guards, for a replay.</summary>
public sealed class GardesTranchees(Database database, GardeDecision decision)
{
    private const string Settled = $"'{nameof(EtatGarde.Confirmee)}', '{nameof(EtatGarde.Rejetee)}'";

    /// <summary>
    /// All but those on decisions: what these hold stands with the wishes. A guard that retention has taken away is no more, as the pulls
    /// that it was about.
    /// </summary>
    public static Task<IReadOnlyList<GardeTranchee>> AutresAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<GardeTranchee>(
            $"""
            SELECT g.etablissement, g.type, g.sujet, g.etat, g.par, a.instant FROM garde g
            JOIN audit a ON a.acte = @acte AND a.etablissement = g.etablissement AND a.sujet = 'garde ' || g.id
            WHERE g.type <> @decisions AND g.etat IN ({Settled}) ORDER BY a.numero
            """,
            new { acte = ActeAudit.GardeTranchee.Code, decisions = TypeGarde.Decisions.Code }, ct);

    /// <summary>Settles the one that is open on the same; nothing where there is none here.</summary>
    public async Task TrancherAsync(GardeTranchee garde, CancellationToken ct)
    {
        var open = await database.ScalarAsync<long?>(
            $"""
            SELECT MAX(id) FROM garde
            WHERE etablissement = @Etablissement AND type = @Type AND sujet IS NOT DISTINCT FROM @Sujet
              AND etat = '{nameof(EtatGarde.EnAttente)}'
            """,
            new { garde.Etablissement, garde.Type, garde.Sujet }, ct);
        if (open is { } id) await decision.SettleAsync(garde.Etablissement, id, garde.EtatGarde, garde.Par, ct);
    }
}
