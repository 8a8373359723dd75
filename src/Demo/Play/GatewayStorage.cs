using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Where the gateway keeps its data, and how another program holds it.</summary>
/// <param name="Reglages">The settings of a process on it.</param>
/// <param name="TenirAsync">Keeps everybody else from writing until it is disposed.</param>
internal sealed record GatewayStorage(
    IReadOnlyDictionary<string, string> Reglages, Func<CancellationToken, Task<IAsyncDisposable>> TenirAsync)
{
    /// <summary>The embedded default: a file, for one process.</summary>
    public static GatewayStorage Sqlite(string dossier)
    {
        var file = Path.Combine(dossier, "base", "gateway.db");
        return new(
            new Dictionary<string, string> { ["Stockage__Type"] = "Sqlite", ["Stockage__Chemin"] = file },
            async ct =>
            {
                var connection = new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 60 }.ToString());
                await connection.OpenAsync(ct);
                await using var command = connection.CreateCommand();
                command.CommandText = "BEGIN IMMEDIATE";
                await command.ExecuteNonQueryAsync(ct);
                return connection;
            });
    }

    public static GatewayStorage Postgres(string dossier, string connexion) => new(
        new Dictionary<string, string>
        {
            ["Stockage__Type"] = "PostgreSql", ["Stockage__Connexion"] = connexion,
            ["Stockage__Chemin"] = Path.Combine(dossier, "base", "gateway.db"),
            ["Securite__CleMaitresse"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        },
        async ct =>
        {
            var connection = new NpgsqlConnection(connexion + ";Pooling=false");
            await connection.OpenAsync(ct);
            // Ends with the connection. Whatever tables there are: they are not the demo's to know.
            await using var command = new NpgsqlCommand(
                """
                BEGIN;
                DO $$ DECLARE nom text; BEGIN
                    FOR nom IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LOOP
                        EXECUTE 'LOCK TABLE ' || nom || ' IN EXCLUSIVE MODE';
                    END LOOP;
                END $$;
                """, connection);
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        });
}
