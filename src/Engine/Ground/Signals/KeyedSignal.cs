namespace Parcoursup.Gateway.Engine.Ground.Signals;

/// <summary>
/// Wakes those who wait, in this process, for something to happen to a key. A wake carries nothing and may come for
/// nothing: whoever is woken looks at the database, and looks there by himself from time to time, because what another
/// node does wakes nobody here.
/// </summary>
public abstract class KeyedSignal<TKey>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, List<Watch>> _watches = [];

    /// <summary>Listens from now on, until disposed.</summary>
    public Watch Listen(TKey key)
    {
        var watch = new Watch(this, key);
        lock (_lock)
        {
            if (!_watches.TryGetValue(key, out var watches)) _watches[key] = watches = [];
            watches.Add(watch);
        }

        return watch;
    }

    /// <summary>Costs nothing to speak of while nobody listens.</summary>
    public void Wake(IEnumerable<TKey> keys)
    {
        lock (_lock)
        {
            if (_watches.Count == 0) return;
            foreach (var key in keys)
                if (_watches.TryGetValue(key, out var watches))
                    watches.ForEach(w => w.Wake());
        }
    }

    private void Forget(Watch watch)
    {
        lock (_lock)
            if (_watches.TryGetValue(watch.Key, out var watches) && watches.Remove(watch) && watches.Count == 0)
                _watches.Remove(watch.Key);
    }

    public sealed class Watch(KeyedSignal<TKey> signal, TKey key) : WakeSignal, IDisposable
    {
        public TKey Key => key;

        public void Dispose() => signal.Forget(this);
    }
}
