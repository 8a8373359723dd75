using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>
/// What a way in needs besides the bytes of its messages when they are replayed: what was noted of a call when it was made. A way whose
/// messages say everything needs none.
/// </summary>
public interface IReplayedWay
{
    Canal Canal { get; }

    /// <summary>Brings over what stood beside the message before it was applied.</summary>
    /// <returns>What is missing, in French: retention has taken it away. Null: the message can be applied.</returns>
    Task<string?> PrepareAsync(ReplaySource source, RowCopy copy, MessagePasse message, CancellationToken ct);

    /// <summary>False: the journal applies it.</summary>
    bool AppliesItself => false;

    /// <summary>Applies a message that somebody else applies than the journal, as it was applied then.</summary>
    Task ApplyAsync(ReplaySource source, EtablissementModel etablissement, MessagePasse message, CancellationToken ct) =>
        throw new NotSupportedException("The journal applies these messages.");
}

/// <summary>What is in no message, and a fact of a replay all the same: what a system answered to questions, what was sent to it.</summary>
public interface IReplayedFacts
{
    /// <summary>The columns of <c>candidat</c> that hold such facts: they are not compared.</summary>
    IReadOnlyList<UncomparedColumn> Columns => [];

    /// <summary>Before the first message.</summary>
    Task BeginAsync(ReplaySource source, RowCopy copy, CancellationToken ct);

    /// <summary>Before these candidates of an établissement are evaluated.</summary>
    Task BeforeEvaluationAsync(
        ReplaySource source, string etablissement, IReadOnlyList<CandidatKey> candidats, CancellationToken ct) => Task.CompletedTask;

    /// <summary>After the last message.</summary>
    Task EndAsync(ReplaySource source, EtablissementModel etablissement, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// After everything: messages that were applied without a fact that retention has taken away, and which one, in French. What came of
    /// them is not judged.
    /// </summary>
    Task<IReadOnlyList<(long Message, string Raison)>> MissingAsync(
        ReplaySource source, EtablissementModel etablissement, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<(long Message, string Raison)>>([]);
}
