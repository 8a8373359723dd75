using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>SQLite: a prepared single-row statement in one transaction; what is to be applied of it, and what was, in one.</summary>
internal sealed class SqliteJournalSql : IJournalSql
{
    public async Task AppendAsync(WriteSession session, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        AppendRows(session, messages);
        if (messages.Any(m => m.Trace is not null)) Await(session, messages);
        else
            // Numbers follow each other: there is one writer at a time.
            await session.ExecuteAsync(
                """
                INSERT INTO message_a_appliquer (etablissement, id)
                SELECT etablissement, id FROM message_entrant WHERE id BETWEEN @first AND @last
                """,
                new { first = messages[0].Id, last = messages[^1].Id }, ct);
    }

    public Task MarkAppliedAsync(WriteSession session, string etablissement, IReadOnlyList<long> ids, CancellationToken ct) =>
        session.ExecuteAsync(
            "DELETE FROM message_a_appliquer WHERE etablissement = @etablissement AND id IN @ids", new { etablissement, ids }, ct);

    private static void AppendRows(WriteSession session, IReadOnlyList<MessageEntrant> messages)
    {
        using var statement = session.ForRows(
            """
            INSERT INTO message_entrant (recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation)
            VALUES (@recu_le, @etablissement, @uai, @canal, @compte, @type_contenu, @corps, @correlation)
            """,
            "@recu_le", "@etablissement", "@uai", "@canal", "@compte", "@type_contenu", "@corps", "@correlation");
        foreach (var message in messages)
        {
            statement.Bind(0, TypeHandlers.Text(message.RecuLe));
            statement.Bind(1, message.Etablissement);
            statement.Bind(2, message.Uai);
            statement.Bind(3, message.Canal.Code);
            statement.Bind(4, message.Compte);
            statement.Bind(5, message.TypeContenu);
            statement.Bind(6, message.CorpsScelle ?? throw new InvalidOperationException("A body is sealed before it is stored."));
            statement.Bind(7, message.Correlation);
            statement.Run();
            message.Id = statement.LastId;
        }
    }

    private static void Await(WriteSession session, IReadOnlyList<MessageEntrant> messages)
    {
        using var statement = session.ForRows(
            "INSERT INTO message_a_appliquer (etablissement, id, trace) VALUES (@etablissement, @id, @trace)", "@etablissement", "@id",
            "@trace");
        foreach (var message in messages)
        {
            statement.Bind(0, message.Etablissement);
            statement.Bind(1, message.Id);
            statement.Bind(2, message.Trace);
            statement.Run();
        }
    }
}
