namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// Rule B5: which of two descriptions of a person is the newer. It belongs to the candidate and not to a wish, so that no
/// date of answer counts: when the source spoke decides where both are known and differ, else the order of the journal.
/// </summary>
/// <param name="Le">A push was received, the request of a pull left, a file was exported; null where nobody noted it.</param>
/// <param name="Ordre">Place in the journal.</param>
public readonly record struct IdentityOrder(DateTimeOffset? Le, long Ordre)
{
    public bool IsNewerThan(IdentityOrder other) =>
        Le is { } mine && other.Le is { } theirs && mine != theirs ? mine > theirs : Ordre > other.Ordre;
}
