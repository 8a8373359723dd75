namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Hands messages that intake has read over to their application, so that they are not read again. Losing one costs time only:
/// the journal has the bytes. Bounded by number, size and age: what another node applies is never asked for here.
/// </summary>
public sealed class MessagesAtHand(TimeProvider time)
{
    private const int Most = 10_000;
    private const long MostBytes = 64L * 1024 * 1024;

    /// <summary>Longer than a turn of the application lasts.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, MessageEntrant> _messages = [];
    private readonly Queue<(long Id, DateTimeOffset Since)> _oldest = [];
    private long _bytes;

    public int Count
    {
        get { lock (_lock) return _messages.Count; }
    }

    public void Keep(IEnumerable<MessageEntrant> messages)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var message in messages.Where(m => m.Lu is not null))
            {
                if (!_messages.TryAdd(message.Id, message)) continue;
                _bytes += message.Corps.Length;
                _oldest.Enqueue((message.Id, now));
            }

            Forget(now);
        }
    }

    public MessageEntrant? Take(long id)
    {
        lock (_lock) return Remove(id);
    }

    /// <summary>Lets go of what nobody has asked for in time.</summary>
    public void Sweep()
    {
        lock (_lock) Forget(time.GetUtcNow());
    }

    // What was taken has left its number in the queue.
    private void Forget(DateTimeOffset now)
    {
        while (_oldest.TryPeek(out var oldest)
            && (!_messages.ContainsKey(oldest.Id) || _messages.Count > Most || _bytes > MostBytes || now - oldest.Since > Longest))
            Remove(_oldest.Dequeue().Id);
    }

    private MessageEntrant? Remove(long id)
    {
        if (!_messages.Remove(id, out var message)) return null;
        _bytes -= message.Corps.Length;
        return message;
    }
}
