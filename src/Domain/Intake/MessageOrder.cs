namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// Rule B5: which of two messages about one subject is the newer. <see cref="DateReponse"/> decides where both have
/// one and they differ, else the order of the journal.
/// </summary>
public readonly record struct MessageOrder(DateTime? DateReponse, long Ordre)
{
    public bool IsNewerThan(MessageOrder other) =>
        DateReponse is { } mine && other.DateReponse is { } theirs && mine != theirs
            ? mine > theirs
            : Ordre > other.Ordre;
}
