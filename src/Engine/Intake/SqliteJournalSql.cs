using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>SQLite: prepared single-row statements in one transaction.</summary>
internal sealed class SqliteJournalSql : IJournalSql
{
    public Task AppendAsync(WriteSession session, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        using var command = session.Command(
            """
            INSERT INTO message_entrant (recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation)
            VALUES (@recu_le, @etablissement, @uai, @canal, @compte, @type_contenu, @corps, @correlation)
            RETURNING id
            """,
            "@recu_le", "@etablissement", "@uai", "@canal", "@compte", "@type_contenu", "@corps", "@correlation");
        using var pending = session.Command(
            "INSERT INTO message_a_appliquer (etablissement, id, trace) VALUES (@etablissement, @id, @trace)", "@etablissement", "@id",
            "@trace");
        var p = command.Parameters;
        foreach (var message in messages)
        {
            p[0].Value = TypeHandlers.Text(message.RecuLe);
            p[1].Value = message.Etablissement;
            p[2].Value = (object?)message.Uai ?? DBNull.Value;
            p[3].Value = message.Canal.Code;
            p[4].Value = (object?)message.Compte ?? DBNull.Value;
            p[5].Value = (object?)message.TypeContenu ?? DBNull.Value;
            p[6].Value = message.CorpsScelle ?? throw new InvalidOperationException("A body is sealed before it is stored.");
            p[7].Value = (object?)message.Correlation ?? DBNull.Value;
            message.Id = (long)command.ExecuteScalar()!;
            pending.Parameters[0].Value = message.Etablissement;
            pending.Parameters[1].Value = message.Id;
            pending.Parameters[2].Value = (object?)message.Trace ?? DBNull.Value;
            pending.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public Task MarkAppliedAsync(WriteSession session, string etablissement, IReadOnlyList<long> ids, CancellationToken ct)
    {
        using var command = session.Command(
            "DELETE FROM message_a_appliquer WHERE etablissement = @etablissement AND id = @id", "@etablissement", "@id");
        command.Parameters[0].Value = etablissement;
        foreach (var id in ids)
        {
            command.Parameters[1].Value = id;
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }
}
