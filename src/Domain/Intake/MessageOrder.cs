namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// Rule B5: which of two messages about one wish is the newer. <see cref="DateReponse"/> decides where both have one and
/// they differ, else the order of the journal; but what answers a question is as old as the question.
/// </summary>
/// <param name="Ordre">Place in the journal.</param>
/// <param name="Le">When the source spoke: a push was received, the request of a pull left, a file was exported.</param>
/// <param name="Instantane">A pull or a file: it came after the moment that it tells of.</param>
public readonly record struct MessageOrder(DateTime? DateReponse, long Ordre, DateTimeOffset? Le = null, bool Instantane = false)
{
    /// <summary>By how much a date of answer may be ahead of its receipt: clocks differ, and so do time zones.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    public bool IsNewerThan(MessageOrder other)
    {
        if (DateReponse is { } mine && other.DateReponse is { } theirs && mine != theirs) return mine > theirs;
        // What was received after a request left is newer than what its answer says.
        return Instantane && Le is { } asked && other.Le is { } told && asked != told ? asked > told : Ordre > other.Ordre;
    }

    /// <summary>The date by which an answer counts: one that is still to come must not pin a wish, and counts as its receipt.</summary>
    /// <param name="recu">When it was received, local time of Paris.</param>
    public static DateTime? Effective(DateTime? dateReponse, DateTime recu) => IsToCome(dateReponse, recu) ? recu : dateReponse;

    /// <summary>A date that nobody can have answered at.</summary>
    /// <param name="dateReponse">Local time of Paris.</param>
    /// <param name="recu">Likewise, when it was received.</param>
    public static bool IsToCome(DateTime? dateReponse, DateTime recu) => dateReponse is { } date && date - recu > Tolerance;
}
