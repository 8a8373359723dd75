using System.Globalization;
using System.Threading.RateLimiting;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Section <c>Volume</c> of the settings.</summary>
public sealed record VolumeOptions
{
    public const string Section = "Volume";

    /// <summary>What is kept of the messages and files of one établissement in a day, on each node, in MiB.</summary>
    public int MebioctetsParJour { get; init; } = 8192;

    /// <summary>What may wait to be written down at a time, in MiB, on each node.</summary>
    public int MebioctetsEnAttente { get; init; } = 64;

    public static IEnumerable<string> Errors(VolumeOptions options)
    {
        if (options.MebioctetsParJour is < 1 or > 1_000_000) yield return "Volume:MebioctetsParJour vaut de 1 à 1000000.";
        if (options.MebioctetsEnAttente is < 1 or > 4096) yield return "Volume:MebioctetsEnAttente vaut de 1 à 4096.";
    }
}

/// <summary>An établissement has sent more than is kept of it in a day. Nothing of the message was kept.</summary>
public sealed class VolumeDepasse(long mebioctets) : EnvoiRepousse(string.Create(CultureInfo.InvariantCulture,
    $"Cet établissement a envoyé plus de {mebioctets} Mio en un jour : rien n'a été enregistré. Recommencer plus tard, ou demander "
    + $"à l'exploitant de la passerelle un plus grand volume (Volume:MebioctetsParJour)."), "600");

/// <summary>
/// Whatever comes in takes room, and the disk is everybody's (rule J1): each établissement may fill so much of it in a day, and what it
/// did not use is not saved up.
/// </summary>
public sealed class VolumeBudget(VolumeOptions options) : IDisposable
{
    private const int Kibioctet = 1024;
    private const int MinutesParJour = 24 * 60;

    private readonly PartitionedRateLimiter<string> _kept = PartitionedRateLimiter.Create<string, string>(
        code => RateLimitPartition.GetTokenBucketLimiter(code, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.MebioctetsParJour * Kibioctet, ReplenishmentPeriod = TimeSpan.FromMinutes(1), QueueLimit = 0,
            TokensPerPeriod = Math.Max(1, options.MebioctetsParJour * Kibioctet / MinutesParJour),
        }));

    /// <exception cref="VolumeDepasse">There is no room for it today.</exception>
    public void Take(string etablissement, long bytes)
    {
        var kibibytes = (bytes + Kibioctet - 1) / Kibioctet;
        // One that is larger than the whole can never be kept.
        if (kibibytes > options.MebioctetsParJour * (long)Kibioctet) throw new VolumeDepasse(options.MebioctetsParJour);
        using var taken = _kept.AttemptAcquire(etablissement, (int)kibibytes);
        if (!taken.IsAcquired) throw new VolumeDepasse(options.MebioctetsParJour);
    }

    public void Dispose() => _kept.Dispose();
}
