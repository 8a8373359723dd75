using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Schedule;

/// <summary>Work that somebody registers, as two nodes see it that tick at the same time (rule I1).</summary>
public abstract class PlannedWorkTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly DateTimeOffset Evening = new(2026, 6, 10, 21, 30, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task Registered_work_starts_once_however_many_nodes_tick()
    {
        await StartAsync(openGate: false);
        var work = new Work("essai");
        var (one, other) = (NodeWith(work), NodeWith(work));
        await one.RunDueAsync(default);

        await Api.SetClockAsync(Evening.AddSeconds(1));
        Assert.True(await one.HasDueAsync(Model, default));
        await Task.WhenAll(one.RunDueAsync(default), other.RunDueAsync(default));
        await other.RunDueAsync(default);

        var (code, due) = Assert.Single(work.Started);
        Assert.Equal((Etab.Code, Evening), (code, due.Instant));
        Assert.Equal(("planification (2026-06-10 21:30)", new DateOnly(2026, 6, 10)), (due.Par, due.Jour));
        Assert.False(await one.HasDueAsync(Model, default));
    }

    [Fact]
    public async Task An_occurrence_whose_work_could_not_be_started_is_still_due()
    {
        await StartAsync(openGate: false);
        var work = new Work("essai") { Fails = true };
        var node = NodeWith(work);
        await node.RunDueAsync(default);
        await Api.SetClockAsync(Evening.AddSeconds(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.RunDueAsync(default));
        work.Fails = false;
        await node.RunDueAsync(default);

        Assert.Equal(Evening, Assert.Single(work.Started).Due.Instant);
    }

    [Fact]
    public async Task Work_that_cannot_be_started_keeps_no_other_from_its_turn()
    {
        await StartAsync(openGate: false);
        Work[] works = [new("malade") { Fails = true }, new("sain", 2)];
        var node = NodeWith(works);
        await node.RunDueAsync(default);
        await Api.SetClockAsync(Evening.AddSeconds(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.RunDueAsync(default));

        Assert.Single(works[1].Started);
    }

    [Fact]
    public async Task Works_that_are_due_at_once_start_in_their_order_and_only_where_they_are_planned()
    {
        await StartAsync(openGate: false);
        var started = new ConcurrentQueue<string>();
        Work[] works = [new("dernier", 3, started), new("absent", 2, started) { Cron = null }, new("premier", 1, started)];
        var node = NodeWith(works);
        await node.RunDueAsync(default);

        await Api.SetClockAsync(Evening.AddSeconds(1));
        await node.RunDueAsync(default);

        Assert.Equal(["premier", "dernier"], started);
    }

    [Fact]
    public async Task Work_of_no_etablissement_starts_once_when_it_is_due()
    {
        await StartAsync(openGate: false);
        var common = new CommonWork();
        var (one, other) = (NodeWith([], common), NodeWith([], common));
        await one.RunDueAsync(default);

        await Api.SetClockAsync(Evening.AddSeconds(1));
        await Task.WhenAll(one.RunDueAsync(default), other.RunDueAsync(default));
        await other.RunDueAsync(default);

        Assert.Equal(Evening, Assert.Single(common.Started).Instant);
    }

    private EtablissementModel Model => Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.Find(Etab.Code)!;

    private ScheduledWork NodeWith(params IPlannedWork[] works) => NodeWith(works, []);

    private ScheduledWork NodeWith(IPlannedWork[] works, params ICommonWork[] common) => new(
        Gateway.Services.GetRequiredService<Database>(), Gateway.Services.GetRequiredService<ConfigurationDirectory>(), works, common,
        Gateway.Services.GetRequiredService<TravailBook>(), Gateway.Services.GetRequiredService<IBusinessClock>());

    private sealed class CommonWork : ICommonWork
    {
        public ConcurrentQueue<Occurrence> Started { get; } = [];
        public string Name => "commun";
        public string? Cron => "0 30 21 * * ?";

        public Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct)
        {
            Started.Enqueue(due);
            return Task.CompletedTask;
        }
    }

    private sealed class Work(string name, int order = 1, ConcurrentQueue<string>? names = null) : IPlannedWork
    {
        public ConcurrentQueue<(string Code, Occurrence Due)> Started { get; } = [];
        public bool Fails { get; set; }
        public string? Cron { get; init; } = "0 30 21 * * ?";
        public string Name => name;
        public int Order => order;

        public string? CronOf(EtablissementModel etablissement) => Cron;

        public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("It could not be started.");
            Started.Enqueue((etablissement.Code, due));
            names?.Enqueue(name);
            return Task.CompletedTask;
        }
    }
}

public sealed class PlannedWorkTestsOnSqlite(PostgresServer postgres) : PlannedWorkTests(postgres, DatabaseEngine.Sqlite);

public sealed class PlannedWorkTestsOnPostgres(PostgresServer postgres) : PlannedWorkTests(postgres, DatabaseEngine.Postgres);
