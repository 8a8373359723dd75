using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Quartz;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Schedule;

/// <summary>Quartz must not keep a gateway from stopping.</summary>
public sealed class QuartzClockTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private static readonly TriggerKey Trigger = new("bientot");
    private readonly PostgresServer _postgres = postgres;

    [Fact]
    public async Task A_gateway_that_loses_its_database_when_a_tick_is_due_can_be_stopped()
    {
        await StartAsync(openGate: false);
        var scheduler = await Gateway.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var due = TimeProvider.System.GetUtcNow().AddSeconds(5);
        await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(Trigger).ForJob("tick").StartAt(due).Build());
        await Poll.UntilAsync(async () => await StateAsync() == "ACQUIRED");

        await _postgres.DropAsync(Storage.Connection!);
        await Poll.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > due.AddSeconds(1)));

        await Gateway.StopAsync().WaitAsync(Poll.Patience);
    }

    private async Task<string?> StateAsync()
    {
        await using var connection = new NpgsqlConnection(Storage.Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT trigger_state FROM qrtz_triggers WHERE trigger_name = 'bientot'", connection);
        return (string?)await command.ExecuteScalarAsync();
    }
}
