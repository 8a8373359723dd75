namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>A time limit on silence: it starts again with every <see cref="Renouveler"/>.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _limite;
    private readonly CancellationTokenSource _liee;
    private readonly TimeSpan _delai;

    public Patience(TimeSpan delai, TimeProvider time, CancellationToken appelant)
    {
        _delai = delai;
        _limite = new CancellationTokenSource(delai, time);
        _liee = CancellationTokenSource.CreateLinkedTokenSource(_limite.Token, appelant);
    }

    public CancellationToken Jeton => _liee.Token;

    public void Renouveler() => _limite.CancelAfter(_delai);

    public void Dispose()
    {
        _liee.Dispose();
        _limite.Dispose();
    }
}
