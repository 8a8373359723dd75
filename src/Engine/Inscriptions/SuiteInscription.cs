namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>What became of an enrolment that was told.</summary>
public enum SortInscription
{
    Prise,

    /// <summary>The same was known.</summary>
    Inchangee,

    /// <summary>A newer state says something else: this one came too late (rule F1).</summary>
    Depassee,

    /// <summary>It waits in the table de travail for its candidate or its formation (rule F2).</summary>
    NonRapprochee,

    /// <summary>What names its candidate contradicts itself: nothing was kept of it.</summary>
    Contredite,
}

/// <summary>What became of it, and when a person should know: of which field, and why, in French.</summary>
public sealed record SuiteInscription(SortInscription Sort, string? Champ = null, string? Motif = null);
