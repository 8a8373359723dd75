using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Whether content is sealed. Nodes of a version before this one could not read it: a database that may have some waits
/// (<c>parametre</c>, written by the migration) until somebody says that there are none.
/// </summary>
internal sealed class SealingSwitch(
    Database database, SecurityOptions options, TimeProvider time, ILogger<SealingSwitch> logger)
{
    private const string Waiting = "chiffrement.attend";

    /// <summary>How long another node may take to hear of it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private bool _on;
    private long _asked;

    public async ValueTask<bool> IsOnAsync(CancellationToken ct)
    {
        if (!options.ChiffrementDonnees) return false;
        if (Volatile.Read(ref _on)) return true;
        if (time.GetUtcNow().Ticks - Volatile.Read(ref _asked) < Delay.Ticks) return false;
        if (await IsWaitingAsync(ct))
        {
            if (Volatile.Read(ref _asked) == 0) Log.SealingWaits(logger);
            Volatile.Write(ref _asked, time.GetUtcNow().Ticks);
            return false;
        }

        Volatile.Write(ref _on, true);
        return true;
    }

    public async Task<bool> IsWaitingAsync(CancellationToken ct) =>
        await database.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @Waiting", new { Waiting }, ct) is not null;

    /// <summary>From now on all nodes seal.</summary>
    public async Task TurnOnAsync(CancellationToken ct)
    {
        if (!await IsWaitingAsync(ct)) return;
        await database.RetirerAsync(Waiting, ct);
        await Task.Delay(2 * Delay, time, ct);
        Volatile.Write(ref _on, true);
    }
}
