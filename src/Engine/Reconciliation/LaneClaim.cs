using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Takes a lane's due deliveries and has them rendered, in one transaction.</summary>
internal sealed class LaneClaim(Database database, LivraisonClaims claims, ConnectorGate gate, ConfigurationDirectory directory)
{
    private const int RoundsPerClaim = 8;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    /// <param name="probing">One delivery only: whether the destination answers again.</param>
    /// <returns>No settings when the établissement does not have this destination now.</returns>
    public async Task<(LaneSettings? Settings, IReadOnlyList<PreparedLivraison> Prepared)> TakeAsync(
        IDestination destination, string code, bool probing, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);

        // Each claim with the present configuration, even while a long queue is drained: a change of credentials closes
        // the gate at once (rule D1), and what is rendered is not older than what was wanted.
        await directory.RefreshAsync(ct);
        if (directory.Current.Find(code) is not { } etablissement) return (null, []);
        if (destination.SettingsOf(etablissement) is not { } settings) return (null, []);

        var open = await gate.IsOpenAsync(session, etablissement, ct);
        var lease = settings.Timeout * RoundsPerClaim + settings.Pause * RoundsPerClaim + Margin;
        var most = probing ? 1 : settings.Concurrency * RoundsPerClaim;
        var claimed = await claims.ClaimAsync(session, destination.Name, etablissement.Code, open, most, lease, ct);
        if (claimed.Count == 0) return (settings, []);
        var prepared = await destination.PrepareAsync(session, etablissement, claimed, ct);
        await session.CommitAsync(ct);
        return (settings, prepared);
    }
}
