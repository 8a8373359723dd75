using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>PostgreSQL, for production: several nodes of the gateway on one database.</summary>
public sealed class PostgresDatabase(NpgsqlDataSource source) : Database, IAsyncDisposable
{
    private static readonly string[] Usual = ["Host", "Port", "Database", "Username", "Password", "SSL Mode", "Timeout"];

    public override string Engine => "Postgres";
    public override string Description => "PostgreSQL " + PlaceOf(source.ConnectionString);
    public override bool IsSingleNode => false;
    public override int UsefulWriters => 4;
    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    /// <summary>Host, port and base of a connection string.</summary>
    public static string PlaceOf(string? connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}");
    }

    /// <summary>What is wrong with a connection string, in French and without its values.</summary>
    public static IReadOnlyList<string> ErrorsOf(string connection)
    {
        var given = new DbConnectionStringBuilder();
        try
        {
            given.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            return ["la chaîne n'est pas une suite de « clé=valeur » séparées par des points-virgules."];
        }

        var known = new NpgsqlConnectionStringBuilder();
        return [.. given.Keys.Cast<string>().Select(key => ErrorOf(known, key, given[key])).OfType<string>()];
    }

    private static string? ErrorOf(NpgsqlConnectionStringBuilder known, string key, object value)
    {
        try
        {
            known[key] = value;
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return known.Keys.Cast<string>().Concat(Usual).Contains(key, StringComparer.OrdinalIgnoreCase)
                ? $"la valeur de « {key} » ne convient pas."
                : $"« {key} » n'est pas une clé de PostgreSQL ; les plus courantes sont {string.Join(", ", Usual)}.";
        }
    }

    public static PostgresDatabase Create(StorageOptions options) => new(SourceOf(options));

    /// <summary>The pool of connections, as the gateway wants them.</summary>
    public static NpgsqlDataSource SourceOf(StorageOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(options.Connexion);
        builder.ConnectionStringBuilder.ApplicationName ??= "parcoursup-gateway";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        // In traces and metrics, in the place of the connection string.
        builder.Name = "passerelle";
        // What looks again and again whether there is work is nobody's trace. Statements have no values in them.
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => Activity.Current is not null).ConfigureBatchFilter(_ => Activity.Current is not null));
        return builder.Build();
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken ct) => await source.OpenConnectionAsync(ct);

    public override async Task<ReadSession> ReadAsync(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        return new ReadSession(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct), Texts);
    }

    public override Task<WriteSession> WriteAsync(CancellationToken ct) => BeginAsync(Mesures?.Commence(), ct);

    private async Task<WriteSession> BeginAsync(MesuresBase.Ecriture? measure, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            return new WriteSession(connection, await connection.BeginTransactionAsync(ct), release: null, ownsConnection: true)
            {
                Texts = Texts, Mesure = measure,
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<WriteSession> EssayerAsync(CancellationToken ct)
    {
        // What writes nothing says nothing of how long writing takes.
        var session = await BeginAsync(measure: null, ct);
        try
        {
            await session.ExecuteAsync("SET TRANSACTION READ ONLY", null, ct);
            return session;
        }
        catch
        {
            // Whoever gives up here has got nothing that he could give back.
            await session.DisposeAsync();
            throw;
        }
    }

    public override Task LockAsync(WriteSession session, string key, CancellationToken ct) =>
        session.Connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(@key)", new { key = KeyOf(key) }, session.Transaction, cancellationToken: ct));

    public override async Task<bool> HasTableAsync(WriteSession session, string name, CancellationToken ct) =>
        await session.ScalarAsync<bool>("SELECT to_regclass(@name) IS NOT NULL", new { name }, ct);

    // Stable over processes and versions, unlike string.GetHashCode: nodes must agree on it.
    private static long KeyOf(string key) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
