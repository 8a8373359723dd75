using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>PostgreSQL, for production: several nodes of the gateway on one database.</summary>
public sealed class PostgresDatabase(NpgsqlDataSource source) : Database, IAsyncDisposable
{
    public override string Engine => "Postgres";
    public override bool IsSingleNode => false;
    public override int UsefulWriters => 4;
    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public static PostgresDatabase Create(StorageOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(options.Connexion);
        builder.ConnectionStringBuilder.ApplicationName ??= "parcoursup-gateway";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        return new PostgresDatabase(builder.Build());
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken ct) => await source.OpenConnectionAsync(ct);

    public override async Task<ReadSession> ReadAsync(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        return new ReadSession(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
    }

    public override async Task<WriteSession> WriteAsync(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            return new WriteSession(connection, await connection.BeginTransactionAsync(ct), release: null, ownsConnection: true);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task LockAsync(WriteSession session, string key, CancellationToken ct) =>
        session.Connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(@key)", new { key = KeyOf(key) }, session.Transaction, cancellationToken: ct));

    // Stable over processes and versions, unlike string.GetHashCode: nodes must agree on it.
    private static long KeyOf(string key) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
