namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>A time limit on silence: it starts again with every <see cref="Renew"/>.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _linked;
    private readonly TimeSpan _delay;

    public Patience(TimeSpan delay, TimeProvider time, CancellationToken caller)
    {
        _delay = delay;
        _limit = new CancellationTokenSource(delay, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>The limit ended the call, and not the caller.</summary>
    public bool IsExhausted => _limit.IsCancellationRequested;

    public void Renew() => _limit.CancelAfter(_delay);

    public void Dispose()
    {
        _linked.Dispose();
        _limit.Dispose();
    }
}
