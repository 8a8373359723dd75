using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>A setting of the simulated clock.</summary>
public sealed class ReglageHorloge
{
    /// <summary>Machine time.</summary>
    public DateTimeOffset Depuis { get; init; }

    /// <summary>In ticks.</summary>
    public long Decalage { get; init; }
}

/// <summary>How business time was set; nothing where the clock was never simulated.</summary>
public static class HorlogePassee
{
    public static Task<IReadOnlyList<ReglageHorloge>> ReglagesAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<ReglageHorloge>("SELECT depuis, decalage FROM horloge_historique ORDER BY id", null, ct);
}
