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
/// and the memory holds no more than that, however large the flood.
/// </summary>
public sealed class Affluence : IDisposable
{
    private const int Kibioctet = 1024;

    // A message takes its place in the line, however small it is: a thousand of them wait for two commits.
    private const int Least = 64;

    private readonly int _all;
    private readonly ConcurrencyLimiter _room;
    private readonly Counter<long> _repousses;

    public Affluence(VolumeOptions options, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        _all = options.MebioctetsEnAttente * Kibioctet;
        _room = new ConcurrencyLimiter(new() { PermitLimit = _all, QueueLimit = 0 });
        _repousses = meters.Passerelle().CreateCounter<long>(
            "passerelle.journal.repousses", "{message}", "Messages repoussés parce que trop d'autres attendaient d'être enregistrés.");
    }

    /// <summary>Room for a message until it is disposed of.</summary>
    /// <exception cref="TropDAffluence">There is none now.</exception>
    public IDisposable Take(long bytes)
    {
        // One that is larger than all of it is let in alone.
        var room = _room.AttemptAcquire((int)Math.Clamp(bytes / Kibioctet, Least, _all));
        if (room.IsAcquired) return room;
        room.Dispose();
        _repousses.Add(1);
        throw new TropDAffluence();
    }

    public void Dispose() => _room.Dispose();
}
