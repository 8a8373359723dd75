using System.Data.Common;
using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>A PostgreSQL cluster of this run's own, as the server's defaults have it; it needs the server's programs (apt-get install postgresql).</summary>
internal sealed class PostgresStorage : IMeasuredStorage
{
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("instantane-pg-");

    private PostgresStorage()
    {
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    public string Connexion => new NpgsqlConnectionStringBuilder { Host = _folder.FullName, Username = "postgres", Database = "postgres", Pooling = false }.ConnectionString;

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Stockage__Type"] = "PostgreSql", ["Stockage__Connexion"] = Connexion, ["Stockage__Chemin"] = Path.Combine(_folder.FullName, "gateway", "gateway.db"),
        ["Securite__CleMaitresse"] = Convert.ToBase64String(new byte[32]),
    };

    public static async Task<PostgresStorage> StartAsync()
    {
        var storage = new PostgresStorage();
        if (IsRoot) await ProcessAsync("chown", ["postgres", storage._folder.FullName]);
        await RunAsync("initdb", "-D", storage.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        await RunAsync("pg_ctl", "start", "-w", "-D", storage.Data, "-l", Path.Combine(storage._folder.FullName, "log"), "-o", $"-k {storage._folder.FullName} -c listen_addresses=");
        return storage;
    }

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

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        _folder.Delete(recursive: true);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, byte[]? value) => value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, NpgsqlDbType.Bytea);

    private static Task RunAsync(string binary, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin", binary)).Where(File.Exists).Order(StringComparer.Ordinal).Last();
        return IsRoot ? ProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : ProcessAsync(path, arguments);
    }

    private static async Task ProcessAsync(string file, IEnumerable<string> arguments)
    {
        // The error stream is not read by pipe: the server that pg_ctl leaves behind would keep it open.
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {output}");
    }
}
