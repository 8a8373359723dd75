namespace Parcoursup.Gateway.Engine.Ground.Clock;

/// <summary>Exponential back-off with jitter.</summary>
/// <param name="first">After the first failure; doubled after each.</param>
public sealed class BackOff(TimeSpan first, TimeSpan longest, Random random)
{
    public TimeSpan After(int attempts)
    {
        var full = first.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        var capped = Math.Min(full, longest.TotalMilliseconds);
        lock (random) return TimeSpan.FromMilliseconds(capped * (0.5 + random.NextDouble() / 2));
    }
}
