using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Temoin;

/// <summary>A gateway without the module opens the database of one that had it.</summary>
public abstract class UnpluggedTests(PostgresServer postgres, DatabaseEngine engine) : TemoinTest(postgres, engine)
{
    [Fact]
    public async Task Its_table_was_made_and_stays_and_the_candidates_go_on_with_another_system()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        var other = Etablissement(Etab.Code, Etab.Uai, Etab.Parcoursup.UrlApiRest, Etab.Apogee.UrlOpiMetier);
        Etab.Document.Clear();
        foreach (var (name, value) in other) Etab.Document[name] = value?.DeepClone();
        await Etab.SaveAsync(Gateway);
        await Gateway.StopAsync();

        await using var without = await GatewayInstance.StartAsync(Storage);
        await Etab.OpenGateAsync(without);
        var counts = await without.Admin.AtRestAsync(Etab.Code);

        Assert.Equal([9001], await without.QueryAsync<int>("SELECT numero FROM migration WHERE nom LIKE '%temoin%'"));
        Assert.Equal([17], await without.QueryAsync<int>("SELECT code_candidat FROM temoin_candidat"));
        Assert.Null(counts["temoin"]);
        Assert.Null((await without.Admin.GetAsync(Etab.Path))!["planification"]!["temoin"]);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task While_an_etablissement_still_has_that_system_it_does_not_start()
    {
        await StartAsync(openGate: false);
        await Gateway.StopAsync();

        var builder = GatewayHost.CreateBareBuilder([.. Storage.Settings]);
        var code = await GatewayStart.WithAsync(builder, Modules.All, _ => Task.FromResult(0), default);

        Assert.Equal(2, code);
    }
}

public sealed class UnpluggedTestsOnSqlite(PostgresServer postgres) : UnpluggedTests(postgres, DatabaseEngine.Sqlite);

public sealed class UnpluggedTestsOnPostgres(PostgresServer postgres) : UnpluggedTests(postgres, DatabaseEngine.Postgres);
