using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Quartz;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// A database as the gateway makes it from nothing, made once per run and copied for each test: the real migrator
/// makes ours, Quartz its own.
/// </summary>
internal static class TestTemplate
{
    /// <param name="settings">Those that lead the gateway to the empty database.</param>
    public static async Task MakeAsync(IReadOnlyList<string> settings)
    {
        await using var app = GatewayHost.CreateBuilder([.. settings, "--Logging:LogLevel:Default=Critical"]).Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(default);
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Shutdown(waitForJobsToComplete: true);
    }

    /// <summary>The tables stay; a copied trigger would be one that was missed.</summary>
    public static async Task ForgetTriggersAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var tables = new NpgsqlCommand("SELECT string_agg(tablename, ', ') FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'qrtz%'", connection);
        await using var truncate = new NpgsqlCommand($"TRUNCATE {await tables.ExecuteScalarAsync()}", connection);
        await truncate.ExecuteNonQueryAsync();
    }

    /// <inheritdoc cref="ForgetTriggersAsync"/>
    public static void ForgetTriggers(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var tables = connection.CreateCommand();
        tables.CommandText = "SELECT group_concat('DELETE FROM ' || name, '; ') FROM sqlite_master WHERE type = 'table' AND lower(name) LIKE 'qrtz%'";
        using var delete = connection.CreateCommand();
        delete.CommandText = "PRAGMA foreign_keys=OFF; " + tables.ExecuteScalar();
        delete.ExecuteNonQuery();
    }
}
