using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>Exponential back-off with jitter.</summary>
internal sealed class BackOff(ReconciliationOptions options, Random random)
{
    public TimeSpan After(int attempts)
    {
        var full = options.DelaiInitialMillisecondes * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        var capped = Math.Min(full, options.DelaiMaximalSecondes * 1000.0);
        lock (random) return TimeSpan.FromMilliseconds(capped * (0.5 + random.NextDouble() / 2));
    }
}
