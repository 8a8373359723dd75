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

/// <summary>What a system was told in answer to its questions, which is in no message: facts of a replay.</summary>
public interface IReplayedFacts
{
    /// <summary>Before the first message.</summary>
    Task BeginAsync(ReplaySource source, RowCopy copy, CancellationToken ct);

    /// <summary>After the last one.</summary>
    Task EndAsync(ReplaySource source, EtablissementModel etablissement, CancellationToken ct);
}
