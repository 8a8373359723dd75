using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>
/// The quota of a key over all nodes: a count per minute in the database, which begins with its first call. A node takes a hundredth of
/// it at a time, so that most calls wait for no write; what another node has taken and not used is lost for this minute.
/// </summary>
internal sealed class QuotaPartage(Database database, TimeProvider time)
{
    public static readonly TimeSpan Fenetre = TimeSpan.FromMinutes(1);
    private const int Centieme = 100;

    private readonly ConcurrentDictionary<string, Part> _parts = new(StringComparer.Ordinal);

    /// <returns>How long to wait; null where the call is within the quota.</returns>
    public async Task<TimeSpan?> PrendreAsync(string cle, int parMinute, CancellationToken ct)
    {
        var part = _parts.GetOrAdd(cle, _ => new Part());
        await part.Tour.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            // A quota that was changed counts from the next call on.
            if (now >= part.Fin || part.ParMinute != parMinute) (part.Fin, part.Reste, part.Epuise) = (0, 0, false);
            if (part.Reste == 0 && !part.Epuise) await ReserverAsync(part, cle, parMinute, now, ct);
            if (part.Reste == 0) return TimeSpan.FromMilliseconds(Math.Max(1, part.Fin - now));
            part.Reste--;
            return null;
        }
        finally
        {
            part.Tour.Release();
        }
    }

    private async Task ReserverAsync(Part part, string cle, int parMinute, long now, CancellationToken ct)
    {
        var lot = Math.Max(1, parMinute / Centieme);
        var compte = await database.WriteAsync(session => session.FirstOrDefaultAsync<CompteRow>(
            """
            INSERT INTO exposition_quota (cle, debut, pris) VALUES (@cle, @now, @lot)
            ON CONFLICT (cle) DO UPDATE SET
                pris = CASE WHEN @now >= exposition_quota.debut + @duree THEN @lot ELSE exposition_quota.pris + @lot END,
                debut = CASE WHEN @now >= exposition_quota.debut + @duree THEN @now ELSE exposition_quota.debut END
            RETURNING debut, pris
            """, new { cle, now, lot, duree = (long)Fenetre.TotalMilliseconds }, ct), ct);
        part.Reste = (int)Math.Clamp(parMinute - (compte!.Pris - lot), 0, lot);
        // Nothing more is asked of the database before the minute is over.
        (part.Epuise, part.Fin, part.ParMinute) = (part.Reste < lot, compte.Debut + (long)Fenetre.TotalMilliseconds, parMinute);
    }

    private sealed class CompteRow
    {
        public long Debut { get; init; }
        public long Pris { get; init; }
    }

    private sealed class Part
    {
        public SemaphoreSlim Tour { get; } = new(1, 1);
        public int ParMinute { get; set; }
        public int Reste { get; set; }
        public bool Epuise { get; set; }

        /// <summary>Unix milliseconds at which the minute is over.</summary>
        public long Fin { get; set; }
    }
}
