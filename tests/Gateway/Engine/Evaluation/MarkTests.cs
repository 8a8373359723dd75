using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>
/// Rule C5: whoever asks for an evaluation while one is under way, having read what it rests on, is never forgotten. Where there
/// is one writer at a time he waits for it; on PostgreSQL he need not.
/// </summary>
public abstract class MarkTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly CandidatKey Candidat = new(2026, 17);
    private readonly GatedState _gate = new();

    private protected override IReadOnlyList<IModule> Systems => [.. Modules.All, _gate];

    [Fact]
    public async Task A_mapping_that_changes_meanwhile_counts()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var stopped = _gate.StopNextAsync();
        await PushAsync(Voeu(17, amenagement: 1, reponse: "06/06/2026 10:00"));
        await stopped;

        Etab.Formations[0]!["ouiSi3Ans"]!["codEtp"] = "L1NEUF";
        await BesideAsync(Etab.SaveAsync(Gateway));
        await AtRestAsync();

        var voeux = await Etab.VoeuxAsync("17");
        Assert.Contains("L1NEUF=S", voeux, StringComparison.Ordinal);
        // The former one may have left before.
        Assert.DoesNotContain("L1DRO3=S", voeux, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_that_changes_meanwhile_counts()
    {
        await StartAsync();
        await SetClockAsync(dayOfJuly: 3);
        await PushAndRestAsync(Voeu(17));
        await ResultAsync("REFUSE", "2026-07-03", 17);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        var stopped = _gate.StopNextAsync();
        await PushAsync(Voeu(17, reponse: "03/07/2026 10:00"));
        await stopped;

        Etab.Campagne["publicationResultatsBac"] = "2026-07-02";
        await BesideAsync(Etab.SaveAsync(Gateway));
        await AtRestAsync();

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    /// <summary>A writer that takes no lock and knows no counter: a node of the former version does that.</summary>
    [Fact]
    public async Task A_mark_that_the_former_version_sets_meanwhile_counts()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var before = _gate.Evaluations[Candidat];
        var stopped = _gate.StopNextAsync();
        await PushAsync(Voeu(17, amenagement: 1, reponse: "06/06/2026 10:00"));
        await stopped;

        await BesideAsync(Gateway.ExecuteAsync("UPDATE candidat SET a_evaluer = TRUE WHERE code_candidat = 17"));
        await AtRestAsync();

        Assert.Equal(before + 2, _gate.Evaluations[Candidat]);
    }

    [Fact]
    public async Task What_is_evaluated_is_not_evaluated_again()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17));

        Assert.Equal(1, _gate.Evaluations[Candidat]);
    }

    // It goes through if it can, while the evaluation stands still; else it waits for it.
    private async Task BesideAsync(Task change)
    {
        await Task.WhenAny(change, Task.Delay(TimeSpan.FromSeconds(2)));
        _gate.GoOn();
        await change;
    }
}

public sealed class MarkTestsOnSqlite(PostgresServer postgres) : MarkTests(postgres, DatabaseEngine.Sqlite);

public sealed class MarkTestsOnPostgres(PostgresServer postgres) : MarkTests(postgres, DatabaseEngine.Postgres);
