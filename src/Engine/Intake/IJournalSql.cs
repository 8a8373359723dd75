using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>The journal's two hot statements, each in the fastest form of its engine.</summary>
public interface IJournalSql
{
    /// <summary>Appends the messages, whose bodies are sealed, in their order and gives each its <see cref="MessageEntrant.Id"/>.</summary>
    Task AppendAsync(WriteSession session, IReadOnlyList<MessageEntrant> messages, CancellationToken ct);

    /// <summary>Marks the messages as applied.</summary>
    Task MarkAppliedAsync(WriteSession session, string etablissement, IReadOnlyList<long> ids, CancellationToken ct);
}
