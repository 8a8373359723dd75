using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>An attempt whose end is recorded.</summary>
/// <param name="Held">False when its delivery had been given to somebody else meanwhile: then nothing of it counts any more.</param>
public sealed record EndedAttempt(AttemptRecord Attempt, bool Held)
{
    /// <summary>The delivery as it was when it was claimed.</summary>
    public LivraisonRow Row => Attempt.Row;

    /// <summary>What the destination acknowledged; null when it did not, or when nobody listens any more.</summary>
    public string? Acquitte => Held ? Attempt.Acquitte : null;
}

/// <summary>Whoever keeps something of the ends of attempts.</summary>
public interface IAttemptFollower
{
    /// <summary>
    /// All ends of a transaction, in it and after the last of them: a follower may touch rows of other établissements
    /// without keeping the deliveries waiting.
    /// </summary>
    Task FollowAsync(WriteSession session, IReadOnlyList<EndedAttempt> ended, CancellationToken ct);
}
