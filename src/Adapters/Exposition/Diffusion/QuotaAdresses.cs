using System.Threading.RateLimiting;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>
/// What each address without a key has left of its minute, on this node. It ends with the gateway: the clock of a limiter that nobody
/// disposes of ticks on, and the framework's own middleware never disposes of its.
/// </summary>
internal sealed class QuotaAdresses : IDisposable
{
    // The limit is part of the partition: one that is changed begins anew.
    private readonly PartitionedRateLimiter<(string Adresse, int ParMinute)> _appels =
        PartitionedRateLimiter.Create<(string Adresse, int ParMinute), (string, int)>(appel => appel.ParMinute == 0
            ? RateLimitPartition.GetNoLimiter(appel)
            : RateLimitPartition.GetFixedWindowLimiter(appel, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = appel.ParMinute, Window = QuotaPartage.Fenetre, QueueLimit = 0,
            }));

    /// <summary>A call of an address; whoever has a key is counted elsewhere, over all nodes.</summary>
    public RateLimitLease Prendre(Appelant? appelant) => _appels.AttemptAcquire(
        appelant is { ParMinute: { } parMinute, EstCle: false } ? (appelant.Cle, Math.Max(1, parMinute)) : ("", 0));

    public void Dispose() => _appels.Dispose();
}
