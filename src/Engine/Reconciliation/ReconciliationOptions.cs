namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Section <c>Reconciliation</c> of the settings. Machine time.</summary>
public sealed record ReconciliationOptions
{
    public const string Section = "Reconciliation";

    /// <summary>First back-off after a technical failure, in milliseconds; doubled each time, with jitter.</summary>
    public int DelaiInitialMillisecondes { get; init; } = 2000;

    /// <summary>Longest back-off, in seconds.</summary>
    public int DelaiMaximalSecondes { get; init; } = 900;

    /// <summary>How long a destination that keeps failing is left alone, in milliseconds.</summary>
    public int PauseDisjoncteurMillisecondes { get; init; } = 15_000;

    /// <summary>After how many identical failures about one subject in a row it is put aside for a person.</summary>
    public int EchecsIdentiquesMaximum { get; init; } = 5;
}
