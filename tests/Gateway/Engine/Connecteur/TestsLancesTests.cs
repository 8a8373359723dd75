using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>A test of the connector is its node's while that node lives, and nobody waits long for one that died with it.</summary>
public abstract class TestsLancesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Slow = """{"type":"lenteur","millisecondes":8000,"nombre":1}""";

    private EtablissementModel Modele => Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(Etab.Code)!;

    [Fact]
    public async Task It_is_held_for_a_minute_at_most_and_again_while_a_step_lasts()
    {
        await StartAsync(openGate: false);
        await Etab.FaultAtApogeeAsync(Slow);

        var running = await Gateway.Services.GetRequiredService<TestsLances>().LancerAsync(Modele, null, "Camille", default);
        var first = await HeldUntilAsync();
        // Said at the latest just now.
        var now = TimeProvider.System.GetUtcNow();
        Assert.True(first <= now.AddMinutes(1), $"{now:O} {first:O}");
        // Its node says so again and again, whatever a step waits for.
        await Poll.UntilAsync(async () => await HeldUntilAsync() is { } later && later > first!.Value.AddSeconds(4));
        Assert.NotNull(await running!);
        Assert.Null(await HeldUntilAsync());
    }

    [Fact]
    public async Task What_another_node_has_begun_meanwhile_is_left_alone()
    {
        await StartAsync(openGate: false);
        await Etab.FaultAtApogeeAsync(Slow);
        var book = Gateway.Services.GetRequiredService<TestEnCoursBook>();
        var running = await Gateway.Services.GetRequiredService<TestsLances>().LancerAsync(Modele, null, "Camille", default);
        await Poll.UntilAsync(() => book.DeAsync(Etab.Code, default), found => found is { Etapes.Count: >= 1 });

        // It said nothing for too long, and somebody has begun another one.
        await Gateway.ExecuteAsync("UPDATE test_en_cours SET par = 'Dominique', etapes = '[]', commence_le = '2026-06-10T09:00:00.000Z'");
        Assert.NotNull(await running!);

        var other = await book.DeAsync(Etab.Code, default);
        Assert.Equal(("Dominique", 0), (other!.Par, other.Etapes.Count));
    }

    private async Task<DateTimeOffset?> HeldUntilAsync() =>
        (await Gateway.QueryAsync<DateTimeOffset>("SELECT jusqua FROM test_en_cours")) is [var one] ? one : null;
}

public sealed class TestsLancesOnSqlite(PostgresServer postgres) : TestsLancesTests(postgres, DatabaseEngine.Sqlite);

public sealed class TestsLancesOnPostgres(PostgresServer postgres) : TestsLancesTests(postgres, DatabaseEngine.Postgres);
