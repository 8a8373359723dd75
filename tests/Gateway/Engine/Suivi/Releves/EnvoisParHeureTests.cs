using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Suivi.Releves;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi.Releves;

/// <summary>What was sent in each hour, counted behind the senders.</summary>
public abstract class EnvoisParHeureTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private EnvoisParHeure Envois => Gateway.Services.GetRequiredService<EnvoisParHeure>();

    [Fact]
    public async Task Each_hour_says_how_its_attempts_ended_and_counting_twice_changes_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":1}""");
        await PushAndRestAsync(Voeu(20));

        // The test may have begun in the hour before.
        await Envois.CompterAsync(default);
        await Envois.CompterAsync(default);

        var hours = await Envois.DerniersAsync(Etab.Code, 24, default);
        Assert.Equal(24, hours.Count);
        Assert.All(hours.Zip(hours.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second.Heure - pair.First.Heure));
        Assert.Equal((4, 0, 1), (hours.Sum(h => h.Acquittees), hours.Sum(h => h.Refusees), hours.Sum(h => h.Echecs)));
        Assert.All(hours.Take(22), hour => Assert.Equal(0, hour.Acquittees));
        Assert.All(await Envois.DerniersAsync("un-autre", 24, default), hour => Assert.Equal(0, hour.Acquittees));
    }

    /// <summary>Nobody has to ask for it.</summary>
    [Fact]
    public async Task The_gateway_counts_by_itself()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        await Poll.UntilAsync(async () => (await Envois.DerniersAsync(Etab.Code, 24, default)).Sum(h => h.Acquittees) == 1);
    }
}

public sealed class EnvoisParHeureTestsOnSqlite(PostgresServer postgres) : EnvoisParHeureTests(postgres, DatabaseEngine.Sqlite);

public sealed class EnvoisParHeureTestsOnPostgres(PostgresServer postgres) : EnvoisParHeureTests(postgres, DatabaseEngine.Postgres);
