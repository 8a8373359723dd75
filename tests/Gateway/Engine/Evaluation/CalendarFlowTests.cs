using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>Decisions that move with the calendar and the results (rules C1, B5, I1), seen at Apogée.</summary>
public abstract class CalendarFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_failure_counts_from_the_day_after_the_publication()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await ResultAsync("REFUSE", "2026-07-06", 17);

        await SetClockAsync(7, hour: 23, minute: 59);
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        await SetClockAsync(8, hour: 0, minute: 1);
        await AtRestAsync();
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }

    [Fact]
    public async Task A_candidate_at_the_rattrapage_stays_until_he_fails_it()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await SetClockAsync(8);
        await ResultAsync("RATTRAPAGE", "2026-07-07", 17);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        await ResultAsync("REFUSE", "2026-07-10", 17);
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_success_after_a_failure_restores_the_wish()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, amenagement: 1));
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", 17);
        Assert.Equal("L1DRO3=D", await Etab.VoeuxAsync("17"));

        await ResultAsync("ADMIS", "2026-07-08", 17);
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("17"));

        // An older result that comes late changes nothing (rule B5).
        await ResultAsync("REFUSE", "2026-07-07", 17);
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_candidate_who_failed_before_he_was_known_is_never_sent()
    {
        await StartAsync();
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", 17);

        await PushAndRestAsync(Voeu(17));

        Assert.Equal("", await Etab.VoeuxAsync("17"));
        Assert.Equal(0, ApogeeCalls);
    }

    [Fact]
    public async Task A_publication_that_is_moved_takes_effect_at_once()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await SetClockAsync(6);
        await ResultAsync("REFUSE", "2026-07-05", 17);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        Etab.Campagne["publicationResultatsBac"] = "2026-07-04";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }
}

public sealed class CalendarFlowTestsOnSqlite(PostgresServer postgres) : CalendarFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class CalendarFlowTestsOnPostgres(PostgresServer postgres) : CalendarFlowTests(postgres, DatabaseEngine.Postgres);
