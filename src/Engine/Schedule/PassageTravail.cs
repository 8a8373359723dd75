namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>Where a passage of planned work stands; stored by name.</summary>
public enum IssueTravail
{
    EnCours,
    Reussi,
    Echec,
}

/// <summary>A row of <c>travail_passage</c>: when planned work was started, by whom, and what became of it.</summary>
public sealed class PassageTravail
{
    public string Travail { get; init; } = "";

    /// <summary>Empty for work of no établissement.</summary>
    public string Etablissement { get; init; } = "";
    public DateTimeOffset PrevuPour { get; init; }
    public string Par { get; init; } = "";
    public DateTimeOffset CommenceLe { get; init; }
    public DateTimeOffset? TermineLe { get; init; }
    public string Issue { get; init; } = "";
    public int Essais { get; init; }
    public string? Message { get; init; }

    public IssueTravail Fin => Enum.TryParse<IssueTravail>(Issue, out var issue) ? issue : IssueTravail.Echec;

    public TimeSpan? Duree => TermineLe - CommenceLe;
}

/// <summary>A row of <c>travail_pause</c>.</summary>
public sealed class PauseTravail
{
    public string Travail { get; init; } = "";
    public string Etablissement { get; init; } = "";
    public DateTimeOffset Depuis { get; init; }
    public string Par { get; init; } = "";
}
