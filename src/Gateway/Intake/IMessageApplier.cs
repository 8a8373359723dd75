using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Intake;

/// <summary>Applies the messages of one way in to the state. One per <see cref="Canal"/>.</summary>
internal interface IMessageApplier
{
    Canal Canal { get; }

    /// <summary>
    /// Applies messages of one établissement, in the journal's order, inside the transaction that marks them applied.
    /// Applying one again must change nothing.
    /// </summary>
    Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageALire> messages, CancellationToken ct);
}

/// <summary>A journaled message to apply, with what intake had read of it when that is still at hand.</summary>
internal sealed record MessageALire(MessageEntrant Message, object? Lu);
