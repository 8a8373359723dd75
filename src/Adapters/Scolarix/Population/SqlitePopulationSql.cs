using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>SQLite: one prepared statement, row by row in the one transaction.</summary>
internal sealed class SqlitePopulationSql : IPopulationSql
{
    public async Task SaveAsync(WriteSession session, string etablissement, IReadOnlyList<PopulationRow> rows, CancellationToken ct)
    {
        await using var command = session.Command(
            """
            INSERT INTO scolarix_population (etablissement, session, code_candidat, presence, raison, motif, source, double_de, ligne,
            empreinte, avertissements)
            VALUES (@etablissement, @session, @code, @presence, @raison, @motif, @source, @double, @ligne, @empreinte, @avertissements)

            """ + IPopulationSql.OnConflict,
            "@etablissement", "@session", "@code", "@presence", "@raison", "@motif", "@source", "@double", "@ligne", "@empreinte",
            "@avertissements");
        foreach (var row in rows)
        {
            object?[] values = [etablissement, row.Session, row.CodeCandidat, row.Presence, row.Raison, row.Motif, row.Source, row.DoubleDe,
                row.Ligne, row.Empreinte, row.Avertissements];
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
