using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>The same in PostgreSQL.</summary>
internal sealed class PostgresStorage : IMeasuredStorage
{
    private readonly PostgresCluster _cluster;

    private PostgresStorage(PostgresCluster cluster) => _cluster = cluster;

    public string Connexion => _cluster.Connexion + ";Pooling=false";

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Stockage__Type"] = "PostgreSql", ["Stockage__Connexion"] = Connexion, ["Stockage__Chemin"] = Path.Combine(_cluster.Folder, "gateway", "gateway.db"),
        ["Securite__CleMaitresse"] = Convert.ToBase64String(new byte[32]),
    };

    public static async Task<PostgresStorage> StartAsync() => new(await PostgresCluster.StartAsync());

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Connexion);
        await connection.OpenAsync();
        return connection;
    }

    public async Task FillAsync(DbConnection connection, IEnumerable<Place> places)
    {
        await using (var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync(
            "COPY scolarix_population (etablissement, session, code_candidat, presence, raison, motif, source, ligne, empreinte) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var place in places)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Population.Etablissement, NpgsqlDbType.Text);
                await copy.WriteAsync(Population.Session, NpgsqlDbType.Integer);
                await copy.WriteAsync(place.Code, NpgsqlDbType.Integer);
                await copy.WriteAsync(place.Presence, NpgsqlDbType.Text);
                await copy.WriteAsync(place.Raison, NpgsqlDbType.Text);
                await copy.WriteAsync("Le candidat a accepté et a obtenu le baccalauréat.", NpgsqlDbType.Text);
                await copy.WriteAsync("guide Cocktail §1", NpgsqlDbType.Text);
                await WriteAsync(copy, place.Ligne);
                await WriteAsync(copy, place.Empreinte);
            }

            await copy.CompleteAsync();
        }

        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE scolarix_population", (NpgsqlConnection)connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static Task WriteAsync(NpgsqlBinaryImporter copy, byte[]? value) => value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, NpgsqlDbType.Bytea);
}
