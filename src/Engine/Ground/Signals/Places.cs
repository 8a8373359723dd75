namespace Parcoursup.Gateway.Engine.Ground.Signals;

/// <summary>
/// So many at work at a time, whosever work it is; the others have their turn in the order in which they came. A place is for one piece of
/// work and not for a whole backlog, so that nobody keeps it for long.
/// </summary>
public sealed class Places(int most) : IDisposable
{
    private readonly SemaphoreSlim _free = new(most);

    /// <summary>A place, until it is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        return new Place(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
