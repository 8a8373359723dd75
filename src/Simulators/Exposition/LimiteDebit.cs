namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>A bucket per caller that fills up at the allowed pace; whoever finds it empty is told how long to wait.</summary>
internal sealed class LimiteDebit(int parMinute, int rafale, TimeProvider clock)
{
    private readonly Dictionary<string, (double Tokens, long At)> _buckets = [];
    private readonly Lock _lock = new();

    /// <summary>Seconds to wait, null when the call may pass.</summary>
    public int? Prendre(string appelant)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var (tokens, at) = _buckets.GetValueOrDefault(appelant, (rafale, now));
            tokens = Math.Min(rafale, tokens + (clock.GetElapsedTime(at, now).TotalMinutes * parMinute));
            var passes = tokens >= 1;
            _buckets[appelant] = (passes ? tokens - 1 : tokens, now);
            return passes ? null : Math.Max(1, (int)Math.Ceiling((1 - tokens) * 60 / parMinute));
        }
    }
}
