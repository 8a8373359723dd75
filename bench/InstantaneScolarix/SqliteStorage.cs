using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.InstantaneScolarix;

internal sealed class SqliteStorage : IMeasuredStorage
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("instantane-");

    static SqliteStorage() => SQLitePCL.Batteries_V2.Init();

    private string Chemin => Path.Combine(_folder.FullName, "gateway.db");

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Stockage__Chemin"] = Chemin };

    public string Connexion => new SqliteConnectionStringBuilder { DataSource = Chemin, Pooling = false }.ToString();

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(Connexion);
        await connection.OpenAsync();
        return connection;
    }

    public async Task FillAsync(DbConnection connection, IEnumerable<Place> places)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = (SqliteCommand)connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO scolarix_population (etablissement, session, code_candidat, presence, raison, motif, source, ligne, empreinte)
            VALUES ($etablissement, $session, $code, $presence, $raison, 'Le candidat a accepté et a obtenu le baccalauréat.', 'guide Cocktail §1', $ligne, $empreinte)
            """;
        foreach (var name in new[] { "$code", "$presence", "$raison", "$ligne", "$empreinte" }) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Parameters.AddWithValue("$etablissement", Population.Etablissement);
        command.Parameters.AddWithValue("$session", Population.Session);
        foreach (var place in places)
        {
            object?[] values = [place.Code, place.Presence, place.Raison, place.Ligne, place.Empreinte];
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
