using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.GrandesListes;

/// <summary>
/// The baseline: the rows that an import leaves behind (candidate, wish, and the line of the chronology), written by prepared
/// upserts into tables of the same shape, keys and indexes on the same kind of database. The values are made outside the measure:
/// no file is read, nothing is compared, no progress is kept.
/// </summary>
internal sealed class BareUpsert(string databaseFile)
{
    private const int Batch = 2000;

    /// <summary>Time for candidates and wishes, and for their events.</summary>
    public async Task<(TimeSpan Rows, TimeSpan Events)> RunAsync(int lines)
    {
        SQLitePCL.Batteries_V2.Init();
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000; PRAGMA temp_store=MEMORY;";
            await pragmas.ExecuteNonQueryAsync();
        }

        var (rows, events) = (new Stopwatch(), new Stopwatch());
        for (var first = 1; first <= lines; first += Batch)
        {
            var people = Enumerable.Range(first, Math.Min(Batch, lines - first + 1)).Select(Row).ToList();
            rows.Start();
            await using var transaction = connection.BeginTransaction();
            Execute(connection, transaction, Candidat, people, p => [p.P.Code, p.Candidat, p.P.Ine, p.Reponse]);
            Execute(connection, transaction, Voeu, people, p => [p.P.Code, MeasuredGateway.Formation, p.Voeu, p.Reponse]);
            rows.Stop();
            events.Start();
            Execute(connection, transaction, Evenement, people, p => [p.P.Code, MeasuredGateway.Formation, p.Texte]);
            events.Stop();
            rows.Start();
            await transaction.CommitAsync();
            rows.Stop();
        }

        return (rows.Elapsed, events.Elapsed);
    }

    private static void Execute(DbConnection connection, DbTransaction transaction, string sql, List<Ligne> people, Func<Ligne, object[]> values)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var person in people)
        {
            var row = values(person);
            for (var i = 0; i < row.Length; i++)
                if (command.Parameters.Count <= i) command.Parameters.Add(new SqliteParameter($"@p{i}", row[i]));
                else command.Parameters[i].Value = row[i];
            command.ExecuteNonQuery();
        }
    }

    private static Ligne Row(int i)
    {
        var p = Liste.Of(i);
        var reponse = p.Reponse.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return new Ligne(p, reponse,
            $$"""{"session":2026,"codeCandidat":{{p.Code}},"ine":"{{p.Ine}}","sexe":"F","nom":"{{p.Nom}}","prenom":"{{p.Prenom}}","dateNaissance":"{{p.Naissance:yyyy-MM-dd}}","libelleCommuneNaissance":"Chambéry","codePaysNaissance":"FR","codePaysNationalite":"FR","adresse":{"ligne1":"{{p.Adresse}}","codePostal":"73000","libelleCommune":"Chambéry","codePays":"FR"},"mail":"{{p.Mail}}","telMobile":"{{p.Tel}}","bac":{"serie":"Générale","mention":"B"},"responsablesLegaux":[],"defauts":[],"key":{"session":2026,"codeCandidat":{{p.Code}} } }""",
            $$"""{"key":{"session":2026,"codeCandidat":{{p.Code}},"codeFormationPsup":{{MeasuredGateway.Formation}},"internat":false,"candidat":{"session":2026,"codeCandidat":{{p.Code}} } },"codeSituation":1,"codeAmenagement":0,"dateReponse":"{{reponse}}","disparu":false,"codesFormation":[],"cesure":false,"defauts":[]}""",
            $"Candidature reçue : formation {MeasuredGateway.Formation}, acceptée définitivement (réponse du {p.Reponse.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}).");
    }

    private const string Candidat =
        """
        INSERT INTO candidat (etablissement, session, code_candidat, donnees, ine, date_reponse, ordre, a_evaluer) VALUES ('mesure', 2026, @p0, @p1, @p2, @p3, 1, TRUE)
        ON CONFLICT (etablissement, session, code_candidat) DO UPDATE SET donnees = excluded.donnees, ine = excluded.ine, date_reponse = excluded.date_reponse, ordre = excluded.ordre, a_evaluer = TRUE
        """;

    private const string Voeu =
        """
        INSERT INTO voeu (etablissement, session, code_candidat, code_formation, internat, donnees, uai, situation, date_reponse, ordre, vu_le)
        VALUES ('mesure', 2026, @p0, @p1, FALSE, @p2, '0730013T', 1, @p3, 1, '2026-06-10T07:00:00.000Z')
        ON CONFLICT (etablissement, session, code_candidat, code_formation, internat) DO UPDATE SET donnees = excluded.donnees, situation = excluded.situation, date_reponse = excluded.date_reponse, ordre = excluded.ordre, vu_le = excluded.vu_le
        """;

    private const string Evenement =
        """
        INSERT INTO evenement_candidat (etablissement, session, code_candidat, code_formation, nature, survenu_le, instant_metier, texte, message_entrant)
        VALUES ('mesure', 2026, @p0, @p1, 'Candidature', '2026-06-10T07:00:00.000Z', '2026-06-10T07:00:00.000Z', @p2, 1)
        """;

    private sealed record Ligne(Personne P, string Reponse, string Candidat, string Voeu, string Texte);
}
