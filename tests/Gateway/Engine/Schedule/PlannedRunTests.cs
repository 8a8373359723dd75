using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Schedule;

/// <summary>The daily feedback, on the business clock (rules F5, I1).</summary>
public abstract class PlannedRunTests(PostgresServer postgres, DatabaseEngine engine) : InscriptionTest(postgres, engine)
{
    private static readonly DateTimeOffset Evening = new(2026, 6, 10, 20, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task The_run_of_the_evening_starts_at_eight_exactly_once()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));

        await Api.SetClockAsync(Evening.AddMinutes(-2));
        await AtRestAsync();
        Assert.Empty(await ListAsync("remontees"));

        await Api.SetClockAsync(Evening.AddSeconds(1));
        await AtRestAsync();
        await Api.SetClockAsync(Evening.AddMinutes(30));
        await AtRestAsync();

        var run = Assert.Single(await ListAsync("remontees"))!;
        Assert.Equal(Evening, run["prevuePour"]!.GetValue<DateTimeOffset>());
        Assert.Equal(1, run["acquittees"]!.GetValue<int>());
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task Evenings_that_were_missed_are_made_good_once_after_a_restart()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        await Gateway.StopAsync();

        await Gateway.StartAsync();
        await Api.SetClockAsync(Evening.AddDays(3).AddHours(1));
        await AtRestAsync();

        Assert.Equal(Evening.AddDays(3), Assert.Single(await ListAsync("remontees"))!["prevuePour"]!.GetValue<DateTimeOffset>());
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task The_business_clock_survives_a_restart()
    {
        await StartAsync();
        await SetClockAsync(8);
        await Gateway.StopAsync();

        await Gateway.StartAsync();

        var now = (await Api.GetAsync("/api/horloge"))!["maintenant"]!.GetValue<DateTimeOffset>();
        Assert.Equal(new DateOnly(2026, 7, 8), DateOnly.FromDateTime(now.DateTime));
    }
}

public sealed class PlannedRunTestsOnSqlite(PostgresServer postgres) : PlannedRunTests(postgres, DatabaseEngine.Sqlite);

public sealed class PlannedRunTestsOnPostgres(PostgresServer postgres) : PlannedRunTests(postgres, DatabaseEngine.Postgres);
