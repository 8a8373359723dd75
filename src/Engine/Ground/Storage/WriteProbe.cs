using System.Globalization;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Whether something can be written now: a row is committed, and there is room for more than that row. Whoever asks often is told
/// the answer of a moment ago: nobody outside makes the database work by asking.
/// </summary>
public sealed class WriteProbe(Database database, TimeProvider time)
{
    /// <summary>A small row still fits into the room that the database already holds when nothing else does.</summary>
    private const long LeastBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // Long enough for a supervisor to see it, short enough not to keep callers away from a disk that has room again.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private long _refusedTicks;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (string? Problem, DateTimeOffset At) _last;

    /// <summary>What keeps it from being written, in French; null when nothing does.</summary>
    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (time.GetUtcNow() - _last.At < Fresh) return _last.Problem;
            var problem = await TryAsync(ct);
            _last = (problem, time.GetUtcNow());
            return problem;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Somebody has just been put off because the disk is full, whatever small things still fit.</summary>
    public void NoteFull() => Volatile.Write(ref _refusedTicks, time.GetUtcNow().UtcTicks);

    private bool WasFull => time.GetUtcNow().UtcTicks - Volatile.Read(ref _refusedTicks) < Remembered.Ticks;

    private async Task<string?> TryAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await database.ExecuteAsync(
                "INSERT INTO parametre (cle, valeur) VALUES (@key, @now) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur",
                new { key = "sonde:" + Environment.MachineName, now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
                limit.Token);
            return WasFull || database.FreeBytes < LeastBytes ? DiskFull.Message : null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return DiskFull.Is(failure) ? DiskFull.Message
                : limit.IsCancellationRequested ? "La base de données n'a pas accepté d'écriture en dix secondes."
                : "La base de données n'accepte pas d'écriture : vérifier qu'elle répond.";
        }
    }
}
