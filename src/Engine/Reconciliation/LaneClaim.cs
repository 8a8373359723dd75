using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Takes a lane's due deliveries and has them rendered, in one transaction.</summary>
internal sealed class LaneClaim(Database database, LivraisonClaims claims, ConnectorGate gate, ConfigurationDirectory directory)
{
    private const int RoundsPerClaim = 8;

    // What fails may last as long as a call may: more than one round of it is not held, so that others get their turn.
    private const int RetriesPerClaim = 1;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    /// <param name="probing">One delivery only, what never failed first: whether the destination answers again.</param>
    /// <returns>No settings when the établissement does not have this destination now.</returns>
    public async Task<(LaneSettings? Settings, IReadOnlyList<PreparedLivraison> Prepared)> TakeAsync(
        IDestination destination, string code, PartDue part, bool probing, CancellationToken ct)
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
        var most = probing ? 1 : settings.SlotsOf(part) * (part == PartDue.Reprises ? RetriesPerClaim : RoundsPerClaim);
        var claimed = await claims.ClaimAsync(
            session, destination.Name, etablissement.Code, open, most, lease, ct, part: probing ? PartDue.Toutes : part);
        if (claimed.Count == 0) return (settings, []);
        var prepared = await session.ForAllAsync(
            claimed, rows => destination.PrepareAsync(session, etablissement, rows, ct),
            (row, failure) => new PreparedLivraison.Impossible(row, failure), ct);
        await session.CommitAsync(ct);
        return (settings, prepared);
    }
}
