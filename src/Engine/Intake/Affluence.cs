using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>More comes in than can be written down: this message was not taken.</summary>
public sealed class TropDAffluence() : EnvoiRepousse(
    "La passerelle reçoit en ce moment plus de messages qu'elle ne peut en enregistrer : celui-ci ne l'a pas été. Le renvoyer dans un "
    + "instant.", "2");

/// <summary>
/// How much waits to be written down at a time: beyond it whoever sends is put off at once, so that who was let in waits for a few commits
/// and the memory holds no more than that, however large the flood. A quarter of it is the most that one établissement fills: the others
/// find room beside whoever floods (rule J1). What the gateway reads by itself, or in its turn, is bounded there and takes none of it.
/// </summary>
public sealed class Affluence : IDisposable
{
    private const int Kibioctet = 1024;

    // A message takes its place in the line, however small it is: a thousand of them wait for two commits.
    private const int Least = 64;

    // Of one établissement, as a part of all of it.
    private const int Part = 4;

    private readonly int _share;
    private readonly ConcurrencyLimiter _room;
    private readonly PartitionedRateLimiter<string> _shares;
    private readonly Counter<long> _repousses;

    public Affluence(VolumeOptions options, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        var all = options.MebioctetsEnAttente * Kibioctet;
        _share = all / Part;
        _room = new ConcurrencyLimiter(new() { PermitLimit = all, QueueLimit = 0 });
        _shares = PartitionedRateLimiter.Create<string, string>(code => RateLimitPartition.GetConcurrencyLimiter(
            code, _ => new() { PermitLimit = _share, QueueLimit = 0 }));
        _repousses = meters.Passerelle().CreateCounter<long>(
            "passerelle.journal.repousses", "{message}", "Messages repoussés parce que trop d'autres attendaient d'être enregistrés.");
    }

    /// <summary>Room for a message of an établissement until it is disposed of.</summary>
    /// <exception cref="TropDAffluence">There is none now.</exception>
    public IDisposable Take(string etablissement, long bytes)
    {
        // One that is larger than the whole share is let in alone.
        var kibibytes = (int)Math.Clamp(bytes / Kibioctet, Least, _share);
        var room = new Room(_shares.AttemptAcquire(etablissement, kibibytes), _room, kibibytes);
        if (room.IsTaken) return room;
        room.Dispose();
        _repousses.Add(1);
        throw new TropDAffluence();
    }

    public void Dispose()
    {
        _shares.Dispose();
        _room.Dispose();
    }

    private sealed class Room(RateLimitLease share, ConcurrencyLimiter all, int kibibytes) : IDisposable
    {
        private readonly RateLimitLease? _all = share.IsAcquired ? all.AttemptAcquire(kibibytes) : null;

        public bool IsTaken => _all is { IsAcquired: true };

        public void Dispose()
        {
            _all?.Dispose();
            share.Dispose();
        }
    }
}
