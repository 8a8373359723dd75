using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>Section <c>Horloge</c> of the settings.</summary>
public sealed record ClockOptions
{
    public const string Section = "Horloge";

    /// <summary>Business time may be set by REST: for demonstrations and rehearsals.</summary>
    public bool Simulable { get; init; }

    /// <summary>First business instant of a new database, where the clock is simulable.</summary>
    public DateTimeOffset? Depart { get; init; }
}

/// <summary>
/// Business time (rule I1): machine time plus an offset. A simulated offset is stored, so it survives a kill and is
/// shared by the nodes; where the clock is not simulable the offset is always zero.
/// </summary>
public sealed class StoredBusinessClock(Database database, AuditBook audit, TimeProvider time, ClockOptions options)
    : IBusinessClock, IOffsetClock
{
    private const string Key = "horloge.decalage";
    private long _offsetTicks;

    public DateTimeOffset Now => At(time.GetUtcNow());

    public bool IsSimulable => options.Simulable;

    public DateTimeOffset At(DateTimeOffset machine) => Paris.At(machine + Offset);

    /// <summary>How far business time is from machine time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Reads the stored offset; on a new simulable database sets the clock to its start.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (options.Simulable && !await FollowAsync(ct) && options.Depart is { } start) await SetAsync(start, ct);
    }

    /// <summary>Takes what another node has set; false when nobody has.</summary>
    public async Task<bool> FollowAsync(CancellationToken ct)
    {
        var before = Interlocked.Read(ref _offsetTicks);
        var stored = await database.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @Key", new { Key }, ct);
        // What was set here while that was being read is newer.
        if (stored is not null)
            Interlocked.CompareExchange(ref _offsetTicks, long.Parse(stored, CultureInfo.InvariantCulture), before);
        return stored is not null;
    }

    public async Task SetAsync(DateTimeOffset instant, CancellationToken ct)
    {
        if (!options.Simulable) throw new InvalidOperationException("The business clock is not simulable.");
        var offset = (instant - time.GetUtcNow()).Ticks;
        var before = Now;
        await database.WriteAsync(async session =>
        {
            // Of a version that kept no history only what it left is known: it counts for all the time before.
            await session.ExecuteAsync(
                """
                INSERT INTO horloge_historique (depuis, decalage, auteur)
                SELECT @epoch, CAST(valeur AS bigint), @Nom FROM parametre
                WHERE cle = @Key AND NOT EXISTS (SELECT 1 FROM horloge_historique)
                """,
                new { Key, epoch = DateTimeOffset.UnixEpoch, Auteur.Passerelle.Nom }, ct);
            await session.ExecuteAsync(
                "INSERT INTO parametre (cle, valeur) VALUES (@Key, @valeur) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur",
                new { Key, valeur = offset.ToString(CultureInfo.InvariantCulture) }, ct);
            await session.ExecuteAsync(
                "INSERT INTO horloge_historique (depuis, decalage, auteur) VALUES (@now, @offset, @Nom)",
                new { now = time.GetUtcNow(), offset, Auteur.Courant.Nom }, ct);
            audit.Note(session, new(ActeAudit.HorlogeReglee, null, null)
            {
                Details = [new("maintenant", TypeHandlers.Text(before), TypeHandlers.Text(instant))],
            });
        }, ct);
        Interlocked.Exchange(ref _offsetTicks, offset);
    }
}
