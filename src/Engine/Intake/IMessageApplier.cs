using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Applies the messages of one way in to the state. One per <see cref="Canal"/>.</summary>
public interface IMessageApplier
{
    Canal Canal { get; }

    /// <summary>A message of it is many lines, each as much work as a message of another way.</summary>
    bool IsByLine => false;

    /// <summary>
    /// Applies messages of one établissement, in the journal's order, inside the transaction that marks them applied.
    /// Applying one again must change nothing.
    /// </summary>
    Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct);
}

/// <summary>
/// Applies messages of a way in whose bodies may be too large for one transaction: in several of its own, the last of
/// which calls <see cref="IJournalSql.MarkAppliedAsync"/>.
/// </summary>
public interface ILargeMessageApplier
{
    Canal Canal { get; }

    /// <summary>The message could not be applied and is set aside: whoever waits for it should know, in the same transaction.</summary>
    Task SetAsideAsync(WriteSession session, EtablissementModel etablissement, MessageEntrant message, CancellationToken ct) =>
        Task.CompletedTask;

    /// <summary>Applying again, from the beginning, after any part of it was applied must change nothing.</summary>
    Task ApplyAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct);
}
