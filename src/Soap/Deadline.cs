namespace Parcoursup.Gateway.Soap;

/// <summary>A token that is cancelled when a time has passed or when another token is.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan delay, TimeProvider time, CancellationToken other)
    {
        _timeout = new(delay, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, other);
    }

    public CancellationToken Token => _either.Token;

    public bool HasPassed => _timeout.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
