namespace Parcoursup.Gateway.Reconciliation;

/// <summary>Section <c>Reconciliation</c> of the settings. Machine time.</summary>
internal sealed record ReconciliationOptions
{
    public const string Section = "Reconciliation";

    /// <summary>First back-off after a technical failure, in milliseconds; doubled each time, with jitter.</summary>
    public int DelaiInitialMillisecondes { get; init; } = 2000;

    /// <summary>Longest back-off, in seconds.</summary>
    public int DelaiMaximalSecondes { get; init; } = 900;

    /// <summary>How long a destination that keeps failing is left alone, in milliseconds.</summary>
    public int PauseDisjoncteurMillisecondes { get; init; } = 15_000;
}

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
