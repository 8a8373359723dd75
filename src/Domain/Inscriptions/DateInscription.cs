namespace Parcoursup.Gateway.Domain.Inscriptions;

/// <summary>
/// The date of update of an enrolment, by which the newest state counts (rule F1). One that is still to come would
/// beat every later correction, so it is refused.
/// </summary>
public static class DateInscription
{
    /// <summary>By how much the clock of another system may be ahead of ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong and what to do, in French.</summary>
    public const string Remede =
        "aucune inscription n'est à venir ni antérieure à Parcoursup. Indiquer la date de la dernière modification, et vérifier "
        + "l'horloge du système qui la donne (5 minutes d'avance sont admises).";

    private const int FirstSession = 2018;

    /// <param name="date">Local time of Paris.</param>
    /// <param name="maintenant">Likewise.</param>
    public static bool EstPossible(DateTime date, DateTime maintenant) => date.Year >= FirstSession && date <= maintenant + Tolerance;

    public static bool EstPossible(DateTimeOffset date, DateTimeOffset maintenant) => date.Year >= FirstSession && date <= maintenant
        + Tolerance;
}
