using System.Threading.RateLimiting;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>What keeps all calls together within what the API allows.</summary>
internal interface IDebit
{
    RateLimiter Limiteur { get; }

    /// <summary>The API asks everybody to wait, not only the one whom it told.</summary>
    Task RepousserAsync(TimeSpan attente, CancellationToken ct);
}

/// <summary>Of this process alone.</summary>
internal sealed class DebitLocal(ReglagesAppel reglages) : IDebit, IDisposable
{
    public RateLimiter Limiteur { get; } = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = reglages.Elan, TokensPerPeriod = 1, ReplenishmentPeriod = reglages.Ecart, QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst, AutoReplenishment = true,
    });

    public Task RepousserAsync(TimeSpan attente, CancellationToken ct) => Task.CompletedTask;

    public void Dispose() => Limiteur.Dispose();
}
