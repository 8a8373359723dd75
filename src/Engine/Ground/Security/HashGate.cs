namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Bounds how many passwords are hashed at a time, so that hashing is no lever to wear the machine out. Callers from
/// addresses that are known have a lane of their own: strangers cannot keep them waiting.
/// </summary>
public sealed class HashGate : IDisposable
{
    private const int LongestQueue = 32;
    private static readonly int Width = Math.Max(1, Environment.ProcessorCount / 4);

    private readonly Lane _known = new();
    private readonly Lane _strangers = new();
    private readonly Lane _new = new();

    /// <summary>Waits for a turn and computes, off the caller's thread; null when too many wait already.</summary>
    public async Task<bool?> RunAsync(bool known, Func<bool> compute) =>
        await (known ? _known : _strangers).RunAsync(() => (bool?)compute());

    /// <summary>The hash of a password that somebody has chosen; null when too many wait already.</summary>
    public Task<string?> HashAsync(string password) => _new.RunAsync<string?>(() => PasswordHash.Of(password));

    /// <summary>What is said then.</summary>
    public const string TropDAttente =
        "Trop de mots de passe sont enregistrés en ce moment : recommencer dans un instant. Rien n'a changé.";

    public void Dispose()
    {
        _known.Dispose();
        _strangers.Dispose();
        _new.Dispose();
    }

    private sealed class Lane : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(Width, Width);
        private int _waiting;

        public async Task<T?> RunAsync<T>(Func<T> compute)
        {
            if (Interlocked.Increment(ref _waiting) > LongestQueue)
            {
                Interlocked.Decrement(ref _waiting);
                return default;
            }

            await _turn.WaitAsync();
            try
            {
                return await Task.Run(compute);
            }
            finally
            {
                _turn.Release();
                Interlocked.Decrement(ref _waiting);
            }
        }

        public void Dispose() => _turn.Dispose();
    }
}
