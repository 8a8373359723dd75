using Npgsql;
using NpgsqlTypes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>PostgreSQL: arrays, a few thousand rows a statement.</summary>
internal sealed class PostgresPopulationSql : IPopulationSql
{
    private const int RowsAStatement = 5000;

    public async Task SaveAsync(WriteSession session, string etablissement, IReadOnlyList<PopulationRow> rows, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(RowsAStatement))
        {
            await using var command = new NpgsqlCommand(
                """
                INSERT INTO scolarix_population (etablissement, session, code_candidat, presence, raison, motif, source, double_de, ligne,
                empreinte, avertissements)
                SELECT @etablissement, u.*
                FROM unnest(@session, @code, @presence, @raison, @motif, @source, @double, @ligne, @empreinte, @avertissements) AS u

                """ + IPopulationSql.OnConflict, (NpgsqlConnection)session.Connection, (NpgsqlTransaction)session.Transaction);
            command.Parameters.AddWithValue("etablissement", etablissement);
            Add("session", NpgsqlDbType.Integer, r => r.Session);
            Add("code", NpgsqlDbType.Integer, r => r.CodeCandidat);
            Add("presence", NpgsqlDbType.Text, r => r.Presence);
            Add("raison", NpgsqlDbType.Text, r => r.Raison);
            Add("motif", NpgsqlDbType.Text, r => r.Motif);
            Add("source", NpgsqlDbType.Text, r => r.Source);
            Add("double", NpgsqlDbType.Integer, r => r.DoubleDe);
            Add("ligne", NpgsqlDbType.Bytea, r => r.Ligne);
            Add("empreinte", NpgsqlDbType.Bytea, r => r.Empreinte);
            Add("avertissements", NpgsqlDbType.Text, r => r.Avertissements);
            await command.ExecuteNonQueryAsync(ct);

            void Add<T>(string name, NpgsqlDbType type, Func<PopulationRow, T> column) =>
                command.Parameters.Add(new NpgsqlParameter(name,
                    NpgsqlDbType.Array | type) { Value = Array.ConvertAll(chunk, r => column(r)) });
        }
    }
}
