using Dapper;
using Npgsql;
using NpgsqlTypes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>PostgreSQL: one statement over arrays for the whole batch.</summary>
internal sealed class PostgresJournalSql : IJournalSql
{
    private const string Journal =
        """
        WITH journal AS (
            INSERT INTO message_entrant (recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation)
            SELECT recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
                 AS m (recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation, place)
            ORDER BY place
            RETURNING id, etablissement)

        """;

    private const string Append =
        Journal + "INSERT INTO message_a_appliquer (etablissement, id) SELECT etablissement, id FROM journal RETURNING id";

    private const string AppendTraced =
        Journal +
        """
        INSERT INTO message_a_appliquer (etablissement, id, trace)
        SELECT etablissement, id, trace
        FROM (SELECT etablissement, id, row_number() OVER (ORDER BY id) AS place FROM journal) AS j
             JOIN unnest($9) WITH ORDINALITY AS t (trace, place) USING (place)
        RETURNING id
        """;

    public async Task AppendAsync(WriteSession session, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        var traced = messages.Any(m => m.Trace is not null);
        await using var command = new NpgsqlCommand(
            traced ? AppendTraced : Append, (NpgsqlConnection)session.Connection, (NpgsqlTransaction)session.Transaction);
        var p = command.Parameters;
        p.Add(ArrayOf(NpgsqlDbType.TimestampTz, messages.Select(m => m.RecuLe.ToUniversalTime()).ToArray()));
        p.Add(Texts(messages, m => m.Etablissement));
        p.Add(Texts(messages, m => m.Uai));
        p.Add(Texts(messages, m => m.Canal.Code));
        p.Add(Texts(messages, m => m.Compte));
        p.Add(Texts(messages, m => m.TypeContenu));
        p.Add(ArrayOf(NpgsqlDbType.Bytea, messages.Select(m => m.CorpsScelle).ToArray()));
        p.Add(Texts(messages, m => m.Correlation));
        if (traced) p.Add(Texts(messages, m => m.Trace));

        // Identities are given in the order of the SELECT, so the sorted ones are those of the messages in turn.
        var ids = new List<long>(messages.Count);
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                ids.Add(reader.GetInt64(0));
        ids.Sort();
        for (var i = 0; i < ids.Count; i++) messages[i].Id = ids[i];
    }

    public Task MarkAppliedAsync(WriteSession session, string etablissement, IReadOnlyList<long> ids, CancellationToken ct) =>
        session.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM message_a_appliquer WHERE etablissement = @etablissement AND id = ANY(@ids)",
            new { etablissement, ids = ids.ToArray() }, session.Transaction, cancellationToken: ct));

    private static NpgsqlParameter Texts(IReadOnlyList<MessageEntrant> messages, Func<MessageEntrant, string?> field) =>
        ArrayOf(NpgsqlDbType.Text, messages.Select(field).ToArray());

    private static NpgsqlParameter ArrayOf(NpgsqlDbType type, Array values) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
