using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>How a lane may call its destination.</summary>
/// <param name="Timeout">Longest wait for one answer; after an unknown outcome the quiet time is longer than it (rule E2).</param>
public sealed record LaneSettings(int Concurrency, TimeSpan Pause, TimeSpan Timeout)
{
    /// <summary>The state in which a change waits that is wanted during a call: to be sent at once, or for a run.</summary>
    public EtatLivraison Waiting { get; init; } = EtatLivraison.AEnvoyer;

    /// <summary>How many of a part may be under way at a time: what failed before never takes all slots, unless there is one.</summary>
    public int SlotsOf(PartDue part) => part == PartDue.Reprises ? Math.Max(1, Concurrency / 2) : Concurrency;
}

/// <summary>A system that is kept in the desired state. Adding one is one class and one line in its module.</summary>
public interface IDestination
{
    string Name { get; }

    /// <summary>What sending to it is called, in French.</summary>
    string EnClair { get; }

    /// <summary>The formation that a subject is about; null where it is about the whole person.</summary>
    int? FormationOf(string sujet) => null;

    /// <summary>How an attempt ended, in French, where that is an ending of its own; else null.</summary>
    string? EnClairDe(string issue) => null;

    /// <summary>Null when the établissement does not have this destination.</summary>
    LaneSettings? SettingsOf(EtablissementModel etablissement);

    /// <summary>
    /// Renders the current state of the claimed subjects and records that they are about to be attempted, in the
    /// transaction that claims them: what is not durable before a call cannot be known after a crash.
    /// </summary>
    Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct);
}

/// <summary>A delivery ready to leave, or the reason why there is nothing to send.</summary>
public abstract record PreparedLivraison(LivraisonRow Row)
{
    /// <param name="Acquitte">What the destination will hold once it acknowledges, in the destination's own shorthand.</param>
    /// <param name="Undo">
    /// Takes back what was recorded as attempted, when the destination provably did not take it: it refused, or the request never left.
    /// </param>
    public sealed record ToSend(
        LivraisonRow Row, string Acquitte, Func<CancellationToken, Task<Echange>> Send,
        Func<WriteSession, CancellationToken, Task>? Undo = null)
        : PreparedLivraison(Row);

    /// <summary>Nothing can or need be sent; a later change wants it again.</summary>
    public sealed record Nothing(LivraisonRow Row, EtatLivraison Etat, string Message, string? Explication) : PreparedLivraison(Row);

    /// <summary>It could not be rendered: its own failure, whatever became of those that were claimed with it (rule C5).</summary>
    public sealed record Impossible(LivraisonRow Row, Exception Failure) : PreparedLivraison(Row);
}
