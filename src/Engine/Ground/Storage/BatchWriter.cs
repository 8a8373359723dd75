using System.Threading.Channels;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Group commit: callers hand over an item and wait; a few writers take whatever has gathered and commit it in one
/// transaction. One item alone goes at once, so low load pays nothing. When a batch fails, its items are committed
/// one by one, so that only the one at fault is refused.
/// </summary>
internal sealed class BatchWriter<TItem> : IAsyncDisposable
{
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(10_000));
    private readonly Func<IReadOnlyList<TItem>, CancellationToken, Task> _commit;
    private readonly int _largest;
    private readonly Task _writers;

    public BatchWriter(int writers, int largest, Func<IReadOnlyList<TItem>, CancellationToken, Task> commit)
    {
        _commit = commit;
        _largest = largest;
        // The writers outlive whoever happens to make them first: what they do is no part of his request, nor of his trace.
        using (ExecutionContext.SuppressFlow())
            _writers = Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(WriteAllAsync)));
    }

    /// <summary>Returns when the item is durable. Cancelling gives up the wait, not the item.</summary>
    /// <param name="room">What the item takes up while it waits: disposed of when it waits no more, whoever has given up meanwhile.</param>
    public async Task WriteAsync(TItem item, IDisposable? room, CancellationToken ct)
    {
        var pending = new Pending(item, room);
        try
        {
            await _queue.Writer.WriteAsync(pending, ct);
        }
        catch
        {
            room?.Dispose();
            throw;
        }

        await pending.Done.Task.WaitAsync(ct);
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Pending>(_largest);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _largest && _queue.Reader.TryRead(out var pending))
                batch.Add(pending);
            if (batch.Count > 0)
                await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<Pending> batch)
    {
        try
        {
            await OnceOrAgainAsync(batch);
            batch.ForEach(p => p.End(null));
        }
        catch (Exception failure) when (batch.Count > 1 && GroundFailure.Of(failure) is null)
        {
            foreach (var pending in batch)
                await CommitAsync([pending]);
        }
        catch (Exception failure)
        {
            batch.ForEach(p => p.End(failure));
        }
    }

    // A connection that was cut off says nothing of the next one. Where that fares no better the machine is to blame and none of the items:
    // each by itself would wait for it as long, one after the other.
    private async Task OnceOrAgainAsync(List<Pending> batch)
    {
        var items = batch.ConvertAll(p => p.Item);
        try
        {
            await _commit(items, CancellationToken.None);
        }
        catch (Exception failure) when (DatabaseAway.Is(failure))
        {
            await _commit(items, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writers;
    }

    private sealed record Pending(TItem Item, IDisposable? Room)
    {
        // Continuations must not run on the writer: it would stop committing meanwhile.
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End(Exception? failure)
        {
            Room?.Dispose();
            if (failure is null) Done.TrySetResult();
            else Done.TrySetException(failure);
        }
    }
}
