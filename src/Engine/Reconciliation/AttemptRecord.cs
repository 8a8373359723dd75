using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>How an attempt ended and what the delivery becomes.</summary>
/// <param name="Etat">Its state when nothing newer is wanted.</param>
/// <param name="Waiting">Its state when something newer is wanted meanwhile.</param>
/// <param name="Undone">The request provably never left: the attempt does not count (rule F3).</param>
/// <param name="Code">The other side's own code of its refusal.</param>
public sealed record AttemptRecord(
    LivraisonRow Row, DateTimeOffset Start, DateTimeOffset End, Echange? Echange, EtatLivraison Etat, EtatLivraison Waiting,
    DateTimeOffset Next, string? Acquitte, string? Message, string? Explication, bool Undone,
    Func<WriteSession, CancellationToken, Task>? Undo = null, string? Code = null)
{
    /// <summary>What the failure was, where it was about this subject; failures of the same cause are counted.</summary>
    public string? Cause { get; init; }

    /// <summary>Put aside until its content changes or a person acts: the same failure came too often, or can only come again.</summary>
    public bool ARegarder { get; init; }

    /// <summary>Until when the call may still arrive, although nobody waits for it any more; null when it cannot.</summary>
    public DateTimeOffset? CalmeJusqua { get; init; }

    /// <summary>Why nothing of the lane can leave until a person changes a setting; null when something can.</summary>
    public string? Arret { get; init; }

    /// <summary>What else is written with the outcome, when the delivery was still held.</summary>
    public Func<WriteSession, CancellationToken, Task>? Also { get; init; }
}
