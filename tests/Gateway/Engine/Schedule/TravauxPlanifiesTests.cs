using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Schedule;

/// <summary>What is known of planned work, and what a person does about it.</summary>
public abstract class TravauxPlanifiesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly DateTimeOffset Evening = new(2026, 6, 10, 21, 30, 0, TimeSpan.FromHours(2));

    private readonly Work _work = new();

    [Fact]
    public async Task A_passage_is_under_way_until_its_work_says_how_it_ended()
    {
        await StartAsync(openGate: false);
        await DueAsync();

        var begun = await LastAsync();
        await Acts.SuivreAsync(default);
        Assert.Equal((IssueTravail.EnCours, Evening, "planification (2026-06-10 21:30)"), (begun.Fin, begun.PrevuPour, begun.Par));
        Assert.Equal(IssueTravail.EnCours, (await LastAsync()).Fin);

        _work.End = new(true, "3 envoyées");
        await Acts.SuivreAsync(default);

        var ended = await LastAsync();
        Assert.Equal((IssueTravail.Reussi, "3 envoyées", 1), (ended.Fin, ended.Message, ended.Essais));
        Assert.NotNull(ended.Duree);
        Assert.Null((await SeenAsync()).Alerte);
    }

    [Fact]
    public async Task What_fails_is_told_and_what_cannot_begin_is_tried_again_as_one_passage()
    {
        await StartAsync(openGate: false);
        _work.Fails = true;
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<InvalidOperationException>(DueAsync);

        Assert.Equal((IssueTravail.Echec, 3), ((await LastAsync()).Fin, (await LastAsync()).Essais));
        Assert.Contains("N'a pas pu commencer (InvalidOperationException)", (await SeenAsync()).Alerte, StringComparison.Ordinal);
        Assert.Single(await HistoryAsync());

        _work.Fails = false;
        await DueAsync();
        _work.End = new(false, "Le système n'a pas répondu.");
        await Acts.SuivreAsync(default);

        Assert.Equal("Le système n'a pas répondu.", (await SeenAsync()).Alerte);
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task What_lasts_longer_than_its_window_is_told()
    {
        await StartAsync(openGate: false);
        await DueAsync();
        Assert.Null((await SeenAsync()).Alerte);

        await Gateway.ExecuteAsync("UPDATE travail_passage SET commence_le = @since", new { since = TimeProvider.System.GetUtcNow().AddHours(-3) });

        Assert.Contains("plus de 2 heures", (await SeenAsync()).Alerte, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_begun_at_its_hour_is_told()
    {
        await StartAsync(openGate: false);
        await Node.RunDueAsync(default);
        await Api.SetClockAsync(Evening.AddMinutes(5));
        Assert.Null((await SeenAsync()).Alerte);

        await Api.SetClockAsync(Evening.AddMinutes(11));

        Assert.Contains("n'a pas commencé", (await SeenAsync()).Alerte, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paused_work_is_not_started_and_what_was_planned_meanwhile_is_not_made_good()
    {
        await StartAsync(openGate: false);
        await Node.RunDueAsync(default);
        Assert.True(await Acts.SuspendreAsync(await SeenAsync(), "Camille", default));
        Assert.False(await Acts.SuspendreAsync(await SeenAsync(), "Dominique", default));

        await DueAsync();
        var seen = await SeenAsync();
        Assert.Empty(_work.Started);
        Assert.False(await Node.HasDueAsync(Model, default));
        Assert.Equal(("Camille", null, null), (seen.Pause?.Par, seen.Prochain, seen.Alerte));

        Assert.True(await Acts.ReprendreAsync(seen, default));
        await DueAsync();
        Assert.Empty(_work.Started);
        Assert.Equal(Evening.AddDays(1), (await SeenAsync()).Prochain);

        await Api.SetClockAsync(Evening.AddDays(1).AddSeconds(1));
        await Node.RunDueAsync(default);
        Assert.Equal(Evening.AddDays(1), Assert.Single(_work.Started).Instant);
    }

    [Fact]
    public async Task A_person_starts_it_in_his_name_without_moving_its_hour()
    {
        await StartAsync(openGate: false);
        await Node.RunDueAsync(default);

        await Acts.LancerAsync(await SeenAsync(), "Camille Moreau", default);

        Assert.Equal("Camille Moreau", Assert.Single(_work.Started).Par);
        Assert.Equal("Camille Moreau", (await LastAsync()).Par);
        await DueAsync();
        Assert.Equal(2, _work.Started.Count);
        // Whoever is asked how it ended is asked about the same occurrence.
        await Acts.SuivreAsync(default);
        Assert.Equal(_work.Started.Select(due => due.Par).Order(), _work.Asked.Select(due => due.Par).Order());
        Assert.NotEmpty((await Api.GetAsync("/api/audit?acte=TravailLance"))!["entrees"]!.AsArray());
    }

    private EtablissementModel Model => Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.Find(Etab.Code)!;

    private TravailBook Book => Gateway.Services.GetRequiredService<TravailBook>();

    private ScheduledWork Node => new(
        Gateway.Services.GetRequiredService<Database>(), Gateway.Services.GetRequiredService<ConfigurationDirectory>(), [_work], [], Book,
        Gateway.Services.GetRequiredService<IBusinessClock>());

    private TravauxPlanifies Acts => new(
        Gateway.Services.GetRequiredService<Database>(), [_work], [], Book, Gateway.Services.GetRequiredService<AuditBook>(),
        Gateway.Services.GetRequiredService<IBusinessClock>(), NullLogger<TravauxPlanifies>.Instance);

    // Its first sight, then its hour.
    private async Task DueAsync()
    {
        await Node.RunDueAsync(default);
        await Api.SetClockAsync(Evening.AddSeconds(1));
        await Node.RunDueAsync(default);
    }

    private async Task<TravailVu> SeenAsync() => Assert.Single(await new TravauxVus(
        Gateway.Services.GetRequiredService<ConfigurationDirectory>(), [_work], [], Book, Gateway.Services.GetRequiredService<IBusinessClock>(),
        TimeProvider.System).DeAsync(Model, default));

    private async Task<PassageTravail> LastAsync() => (await HistoryAsync())[0];

    private Task<IReadOnlyList<PassageTravail>> HistoryAsync() => Book.HistoryAsync(_work.Name, Etab.Code, default);

    private sealed class Work : IPlannedWork
    {
        public List<Occurrence> Started { get; } = [];
        public List<Occurrence> Asked { get; } = [];
        public bool Fails { get; set; }
        public FinTravail? End { get; set; }
        public string Name => "essai";
        public int Order => 1;

        public string? CronOf(EtablissementModel etablissement) => "0 30 21 * * ?";

        public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("It could not be started.");
            Started.Add(due);
            return Task.CompletedTask;
        }

        public Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct)
        {
            Asked.Add(due);
            return Task.FromResult(End);
        }
    }
}

public sealed class TravauxPlanifiesTestsOnSqlite(PostgresServer postgres) : TravauxPlanifiesTests(postgres, DatabaseEngine.Sqlite);

public sealed class TravauxPlanifiesTestsOnPostgres(PostgresServer postgres) : TravauxPlanifiesTests(postgres, DatabaseEngine.Postgres);
