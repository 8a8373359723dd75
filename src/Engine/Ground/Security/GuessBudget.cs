namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>A budget of attempts: so many at once, then one per period.</summary>
public readonly record struct GuessRate(int Burst, TimeSpan Period)
{
    /// <summary>One address that the account has never been used from.</summary>
    public static readonly GuessRate Stranger = new(10, TimeSpan.FromSeconds(6));

    /// <summary>All such addresses of one account together.</summary>
    public static readonly GuessRate Strangers = new(30, TimeSpan.FromSeconds(2));

    /// <summary>An address that the account was used from with the right password.</summary>
    public static readonly GuessRate Known = new(20, TimeSpan.FromSeconds(2));
}

/// <summary>
/// How many credentials that are not known to be right may be tried (ADR 0008). An attempt beyond the budget waits for
/// its turn rather than being refused, as long as the turn comes soon. Strangers share one budget per account; an
/// address that the account is known to be used from has its own, which they cannot use up.
/// </summary>
public sealed class GuessBudget(TimeProvider time)
{
    internal const int LargestTable = 50_000;
    private const int Remembered = 8;
    private const string Everybody = "";
    private const string Latecomers = "+";
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Source), Bucket> _buckets = [];
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _swept;

    /// <summary>How many budgets are kept: those that are full again are forgotten.</summary>
    public int Count { get { lock (_lock) return _buckets.Count; } }

    /// <summary>A place for one attempt, with how long to wait for it; null when it would come too late.</summary>
    public Reservation? Reserve(string account, string source, bool known)
    {
        lock (_lock)
        {
            var now = Now;
            // The account's own budget first: a flood from ever new addresses leaves no trace of its addresses.
            var all = known ? null : BucketOf((account, Everybody), GuessRate.Strangers, now);
            if (all?.DelayAt(now) > LongestWait) return null;
            var own = BucketOf((account, source), known ? GuessRate.Known : GuessRate.Stranger, now);
            if (own.DelayAt(now) > LongestWait) return null;
            var delay = own.Take(now);
            if (all?.Take(now) is { } other && other > delay) delay = other;
            return new Reservation(this, own, all, delay);
        }
    }

    /// <summary>Counts a failure that cost nothing, such as an unknown key; false when the source has had too many.</summary>
    public bool CountFailure(string account, string source)
    {
        lock (_lock)
        {
            var now = Now;
            var own = BucketOf((account, source), GuessRate.Stranger, now);
            if (own.DelayAt(now) > TimeSpan.Zero) return false;
            own.Take(now);
            return true;
        }
    }

    /// <summary>True when this source has just been told that this very credential is wrong: it need not be tried again.</summary>
    public bool IsKnownWrong(string account, string source, UInt128 tag)
    {
        lock (_lock) return _buckets.TryGetValue((account, source), out var bucket) && bucket.Wrong?.Contains(tag) == true;
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private Bucket BucketOf((string Account, string Source) key, GuessRate rate, TimeSpan now)
    {
        if (_buckets.TryGetValue(key, out var bucket) && bucket.Rate == rate) return bucket;
        Sweep(now);
        // More sources at once than any table should hold: the latecomers share one budget.
        if (_buckets.Count >= LargestTable && key.Source is not (Everybody or Latecomers))
            return BucketOf((key.Account, Latecomers), rate, now);
        return _buckets[key] = new Bucket(rate, now);
    }

    private void Sweep(TimeSpan now)
    {
        if (now - _swept < SweepPeriod) return;
        _swept = now;
        foreach (var (key, bucket) in _buckets)
            if (bucket.IsFullAt(now))
                _buckets.Remove(key);
    }

    /// <summary>A place that was taken.</summary>
    public sealed class Reservation(GuessBudget budget, Bucket own, Bucket? all, TimeSpan delay)
    {
        /// <summary>When the attempt's turn comes.</summary>
        public TimeSpan Delay => delay;

        /// <summary>The attempt was no failure, or was never made.</summary>
        public void GiveBack()
        {
            lock (budget._lock)
            {
                own.GiveBack();
                all?.GiveBack();
            }
        }

        /// <summary>The attempt was wrong; the same one again is answered without trying.</summary>
        public void WasWrong(UInt128 tag)
        {
            lock (budget._lock) own.Remember(tag);
        }
    }

    /// <summary>One budget: the moment from which it is full again tells all of its state.</summary>
    public sealed class Bucket(GuessRate rate, TimeSpan now)
    {
        private readonly TimeSpan _tolerance = rate.Period * (rate.Burst - 1);
        private TimeSpan _full = now;
        private int _next;

        public GuessRate Rate => rate;
        public UInt128[]? Wrong { get; private set; }

        public bool IsFullAt(TimeSpan now) => _full <= now;

        public TimeSpan DelayAt(TimeSpan now) => _full - now - _tolerance is var delay && delay > TimeSpan.Zero ? delay : TimeSpan.Zero;

        public TimeSpan Take(TimeSpan now)
        {
            var delay = DelayAt(now);
            _full = (_full > now ? _full : now) + rate.Period;
            return delay;
        }

        public void GiveBack() => _full -= rate.Period;

        public void Remember(UInt128 tag)
        {
            Wrong ??= new UInt128[Remembered];
            Wrong[_next++ % Remembered] = tag;
        }
    }
}
