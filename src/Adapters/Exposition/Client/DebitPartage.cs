using System.Threading.RateLimiting;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>
/// The limit of calls over all nodes: each reserves a few at a time in the database and makes them when their turn has come. What is
/// reserved and not used soon is lost, so that nobody saves up a burst of his own.
/// </summary>
internal sealed class DebitPartage(Database database, string cle, ReglagesAppel reglages, TimeProvider time) : RateLimiter, IDebit
{
    private static readonly TimeSpan Garde = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _lot = Math.Clamp(reglages.Rafale / 20, 1, 100);
    private int _reste;
    private DateTimeOffset _jusque;

    public RateLimiter Limiteur => this;

    public override TimeSpan? IdleDuration => null;

    private long Ecart => Micro(reglages.Ecart);

    private long Tolerance => Ecart * reglages.Elan;

    public Task RepousserAsync(TimeSpan attente, CancellationToken ct) => ReserverAsync(0, attente, ct);

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => Bail.Refuse;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        if (permitCount == 0) return Bail.Accorde;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_reste < permitCount || time.GetUtcNow() > _jusque)
            {
                var attente = await ReserverAsync(Math.Max(permitCount, _lot), TimeSpan.Zero, cancellationToken);
                if (attente > TimeSpan.Zero) await Task.Delay(attente, time, cancellationToken);
                (_reste, _jusque) = (Math.Max(permitCount, _lot), time.GetUtcNow() + Garde);
            }

            _reste -= permitCount;
            return Bail.Accorde;
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _turn.Dispose();
        base.Dispose(disposing);
    }

    // The generic cell rate algorithm: one number per API, the instant at which all that was reserved is used up.
    private Task<TimeSpan> ReserverAsync(int nombre, TimeSpan pause, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await database.LockAsync(session, "exposition-debit:" + cle, ct);
        var now = Micro(time.GetUtcNow() - DateTimeOffset.UnixEpoch);
        var stored = await session.ScalarAsync<long?>("SELECT epuise FROM exposition_debit WHERE cle = @cle", new { cle }, ct) ?? 0;
        var epuise = Math.Max(stored, now) + (nombre * Ecart);
        if (pause > TimeSpan.Zero) epuise = Math.Max(epuise, now + Micro(pause) + Tolerance - Ecart);
        await session.ExecuteAsync(
            """
            INSERT INTO exposition_debit (cle, epuise) VALUES (@cle, @epuise)
            ON CONFLICT (cle) DO UPDATE SET epuise = excluded.epuise
            """, new { cle, epuise }, ct);
        return TimeSpan.FromMicroseconds(Math.Max(0, epuise - Tolerance - now));
    }, ct);

    private static long Micro(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed class Bail(bool acquired) : RateLimitLease
    {
        public static readonly Bail Accorde = new(true);
        public static readonly Bail Refuse = new(false);

        public override bool IsAcquired => acquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
