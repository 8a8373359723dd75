using Npgsql;
using NpgsqlTypes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Writes many movements of a snapshot at once.</summary>
internal interface IMouvementSql
{
    Task AddAsync(WriteSession session, long instantane, IReadOnlyList<Mouvement> mouvements, CancellationToken ct);
}

/// <inheritdoc/>
internal sealed class SqliteMouvementSql : IMouvementSql
{
    public async Task AddAsync(WriteSession session, long instantane, IReadOnlyList<Mouvement> mouvements, CancellationToken ct)
    {
        await using var command = session.Command(
            """
            INSERT INTO scolarix_mouvement (instantane, code_candidat, nature, raison, raison_precedente, texte)
            VALUES (@instantane, @code, @nature, @raison, @avant, @texte)
            """,
            "@instantane", "@code", "@nature", "@raison", "@avant", "@texte");
        foreach (var m in mouvements)
        {
            object?[] values =
            [
                instantane, m.CodeCandidat, m.Nature.ToString(), m.Raison?.ToString(), m.RaisonPrecedente?.ToString(), m.Texte,
            ];
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

/// <inheritdoc/>
internal sealed class PostgresMouvementSql : IMouvementSql
{
    public async Task AddAsync(WriteSession session, long instantane, IReadOnlyList<Mouvement> mouvements, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO scolarix_mouvement (instantane, code_candidat, nature, raison, raison_precedente, texte)
            SELECT @instantane, u.* FROM unnest(@code, @nature, @raison, @avant, @texte) AS u
            """,
            (NpgsqlConnection)session.Connection, (NpgsqlTransaction)session.Transaction);
        command.Parameters.AddWithValue("instantane", instantane);
        command.Parameters.Add(new NpgsqlParameter("code", NpgsqlDbType.Array | NpgsqlDbType.Integer)
        {
            Value = mouvements.Select(m => m.CodeCandidat).ToArray(),
        });
        Add("nature", m => m.Nature.ToString());
        Add("raison", m => m.Raison?.ToString());
        Add("avant", m => m.RaisonPrecedente?.ToString());
        Add("texte", m => m.Texte);
        await command.ExecuteNonQueryAsync(ct);

        void Add(string name, Func<Mouvement, string?> column) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = mouvements.Select(column).ToArray(),
            });
    }
}
