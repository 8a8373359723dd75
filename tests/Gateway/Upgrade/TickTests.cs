using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Upgrade;

/// <summary>Quartz keeps the class of its job by name: the clock of planned work goes on ticking over an upgrade.</summary>
public abstract class TickTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // As the former version wrote it, and as the nodes of it that run beside this one can load it.
    private const string FormerClass = "Parcoursup.Gateway.Jobs.TickJob, gateway";

    [Fact]
    public async Task What_the_former_version_planned_ticks()
    {
        await StartAsync(openGate: false);
        await Gateway.StopAsync();
        await ForgetOccurrencesAsync();
        await using (var quartz = Quartz())
        {
            Assert.Equal(1, await quartz.ExecuteAsync("UPDATE qrtz_job_details SET job_class_name = @FormerClass", new { FormerClass }));
            var now = TimeProvider.System.GetUtcNow().Ticks;
            Assert.Equal(1, await quartz.ExecuteAsync("UPDATE qrtz_triggers SET next_fire_time = @now", new { now }));
        }

        await Gateway.StartAsync();

        // A tick looks at every planned work, and notes the first sight of it.
        await using var after = Quartz();
        await Poll.UntilAsync(async () => await StateAsync(after) == "ERROR" || await TickedAsync());
        Assert.True(await TickedAsync(), await StateAsync(after));
        Assert.Equal(FormerClass, await after.ExecuteScalarAsync<string>("SELECT job_class_name FROM qrtz_job_details"));
    }

    private async Task<bool> TickedAsync() => Assert.Single(await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM travail_execute")) > 0;

    private static Task<string?> StateAsync(DbConnection quartz) => quartz.ExecuteScalarAsync<string>("SELECT trigger_state FROM qrtz_triggers");

    private async Task ForgetOccurrencesAsync()
    {
        await using var database = Connect(Storage.SqliteFile);
        await database.ExecuteAsync("DELETE FROM travail_execute");
    }

    private DbConnection Quartz() => Connect(Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "quartz.db"));

    private DbConnection Connect(string file) => Storage.Connection is { } connection
        ? new NpgsqlConnection(connection + ";Pooling=false") : new SqliteConnection($"Data Source={file};Pooling=False");
}

public sealed class TickTestsOnSqlite(PostgresServer postgres) : TickTests(postgres, DatabaseEngine.Sqlite);

public sealed class TickTestsOnPostgres(PostgresServer postgres) : TickTests(postgres, DatabaseEngine.Postgres);
