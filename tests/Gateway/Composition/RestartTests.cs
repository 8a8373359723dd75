using Dapper;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>A restart in the middle of the work loses nothing.</summary>
public abstract class RestartTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected static readonly int[] Codes = [.. Enumerable.Range(101, 40)];

    [Fact]
    public async Task What_was_acknowledged_is_delivered_by_the_next_life()
    {
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":100,"nombre":40}""");
        await PushAsync([.. Codes.Select(code => Voeu(code))]);
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls >= 4));

        await Gateway.StopAsync();
        Assert.InRange((await Etab.ApogeeStateAsync())["opi"]!.AsArray().Count, 1, Codes.Length - 1);
        await Gateway.StartAsync();
        var synthese = await AtRestAsync();

        Assert.Equal(Codes.Length, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        foreach (var code in Codes) Assert.Equal("L1DROI=F", await Etab.VoeuxAsync(code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["chevauchements"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_message_that_was_journaled_and_not_applied_is_applied_by_the_next_life()
    {
        await StartAsync();
        await PushAsync(Voeu(17), Voeu(18, amenagement: 1));
        await Gateway.StopAsync();

        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("18"));
    }
}

public sealed class RestartTestsOnSqlite(PostgresServer postgres) : RestartTests(postgres, DatabaseEngine.Sqlite);

public sealed class RestartTestsOnPostgres(PostgresServer postgres) : RestartTests(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task A_node_that_stops_in_order_leaves_nothing_to_its_leases()
    {
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":700,"nombre":40}""");
        await PushAsync([.. Codes.Select(code => Voeu(code))]);
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls >= 2));

        await Gateway.StopAsync();

        await using var connection = new NpgsqlConnection(Storage.Connection);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM livraison WHERE etat = 'EnCours'"));
        Assert.NotEqual(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM livraison WHERE etat = 'AEnvoyer'"));
    }
}
