using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Suivi.Jauges;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>What the gauges cost: an index of what waits is read, never a table of the campaign.</summary>
public abstract class JaugesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly string[] Grandes = ["candidat", "voeu", "livraison", "message_entrant", "tache"];

    [Fact]
    public async Task Nothing_counts_everything()
    {
        await StartAsync(openGate: false);
        var database = Gateway.Services.GetRequiredService<Database>();

        foreach (var statement in JaugesBook.Lectures)
        {
            var plan = await PlanAsync(database, statement);
            Assert.NotEmpty(plan);
            foreach (var table in Grandes)
                Assert.DoesNotContain(plan, line => Storage.Connection is null
                    ? line.StartsWith($"SCAN {table}", StringComparison.Ordinal) && !line.Contains("INDEX", StringComparison.Ordinal)
                    : line.Contains($"Seq Scan on {table} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_waits_is_read_with_since_when()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(101), Voeu(102), Voeu(103, SansCorrespondance));
        var lecture = Gateway.Services.GetRequiredService<LectureJauges>();
        await lecture.RafraichirAsync(TimeSpan.Zero, default);

        var etat = lecture.Dernier;
        Assert.True(etat.Prete);
        var own = Assert.Single(etat.Etablissements);
        Assert.Equal((Etab.Code, 0, 0, 0, false), (own.Code, own.Journal, own.Evaluations, own.Remontees, own.ConnecteurOuvert));
        Assert.Equal(1, own.Reserves);
        Assert.Null(own.JournalDepuis);
        var opi = Assert.Single(etat.Destinations, d => d.Destination == "apogee-opi");
        Assert.Equal((2, 0, false), (opi.Attente, opi.Refus, opi.Suspendue));
        Assert.NotNull(opi.DueDepuis);
        Assert.Null(Assert.Single(etat.Destinations, d => d.Destination == "parcoursup-ia").DueDepuis);

        // Whoever comes a moment later is shown the same.
        await lecture.RafraichirAsync(TimeSpan.FromHours(1), default);
        Assert.Same(etat, lecture.Dernier);
    }

    [Fact]
    public async Task What_a_mute_destination_does_not_take_is_late_however_often_it_is_put_off()
    {
        await StartAsync();
        await Etab.FaultAtApogeeAsync("{\"type\":\"503\",\"nombre\":100000}");
        await PushAsync(Voeu(101));

        var since = await DueSinceAsync(attempts: 2);
        Assert.NotNull(since);
        Assert.Equal(since, await DueSinceAsync(attempts: 5));

        await Etab.ClearFaultsAsync();
        await AtRestAsync();
        Assert.Null(await DueSinceAsync(attempts: 0));
        // What is wanted next is late from then on, and not from then.
        await Etab.FaultAtApogeeAsync("{\"type\":\"503\",\"nombre\":100000}");
        await PushAsync(Voeu(101, Economie));
        Assert.True(await DueSinceAsync(attempts: 2) > since);
    }

    private async Task<DateTimeOffset?> DueSinceAsync(int attempts)
    {
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<int>("SELECT tentatives FROM livraison WHERE destination = 'apogee-opi'")).Any(n => n >= attempts));
        var lecture = Gateway.Services.GetRequiredService<LectureJauges>();
        await lecture.RafraichirAsync(TimeSpan.Zero, default);
        return Assert.Single(lecture.Dernier.Destinations, d => d.Destination == "apogee-opi").DueDepuis;
    }

    private async Task<IReadOnlyList<string>> PlanAsync(Database database, string statement)
    {
        await using var session = await database.WriteAsync(default);
        if (Storage.Connection is null)
            return [.. (await session.QueryAsync<Etape>("EXPLAIN QUERY PLAN " + statement, new { name = "apogee-opi" }, default)).Select(e => e.Detail)];
        // Of a table with no rows an index is not worth asking, unless there must be one.
        await session.ExecuteAsync("SET LOCAL enable_seqscan = off", null, default);
        return await session.QueryAsync<string>("EXPLAIN " + statement, new { name = "apogee-opi" }, default);
    }

    private sealed class Etape
    {
        public string Detail { get; init; } = "";
    }
}

public sealed class JaugesSqliteTests(PostgresServer postgres) : JaugesTests(postgres, DatabaseEngine.Sqlite);

public sealed class JaugesPostgresTests(PostgresServer postgres) : JaugesTests(postgres, DatabaseEngine.Postgres);
