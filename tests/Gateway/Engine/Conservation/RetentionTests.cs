using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>What the night lets go, and what goes with its établissement, on both databases (rule J5).</summary>
public abstract class RetentionTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Raw_messages_and_exchanges_go_after_their_retention_and_not_before_and_a_deleted_etablissement_goes_whole()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var (old, young) = (TimeProvider.System.GetUtcNow().AddMonths(-13).AddHours(-1), TimeProvider.System.GetUtcNow().AddMonths(-13).AddHours(1));
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @young", new { young });
        await Gateway.ExecuteAsync("UPDATE echange SET termine_le = @young", new { young });
        Assert.Equal(0, (await service.AppliquerAsync("Camille", default)).Bilan.Total);

        var (message, exchange) = ((await Gateway.QueryAsync<long>("SELECT MIN(id) FROM message_entrant")).Single(), (await Gateway.QueryAsync<long>("SELECT MIN(id) FROM echange")).Single());
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @old WHERE id = @message", new { old, message });
        await Gateway.ExecuteAsync("UPDATE echange SET termine_le = @old WHERE id = @exchange", new { old, exchange });
        Assert.Equal(2, (await service.RetentionAsync(default)).Bilan.Total);
        Assert.Equal(2, (await service.AppliquerAsync("Camille", default)).Bilan.Total);
        Assert.Equal([message], await Gateway.QueryAsync<long>("SELECT id FROM message_entrant WHERE LENGTH(corps) = 0"));
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM echange WHERE id = @exchange", new { exchange }));

        var gone = await service.SupprimerAsync(Etab.Code, essai: false, "Camille", default);
        Assert.True(gone.Bilan.Total > 5);
        foreach (var table in Gateway.Services.GetRequiredService<PlanEffacement>().Tables.Where(t => t.Etablissement == "etablissement = @code").Select(t => t.Nom))
            Assert.Equal(0, (await Gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table} WHERE etablissement = @Code", new { Etab.Code })).Single());
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM echange")).Single());
        await Etab.SaveAsync(Gateway);
    }

    [Fact]
    public async Task A_past_configuration_goes_with_the_last_message_that_was_judged_under_it_and_who_made_it_too()
    {
        await StartAsync(openGate: false);
        foreach (var n in (int[])[1, 2, 3])
        {
            Etab.Document["libelle"] = $"Université {n}";
            Etab.Campagne["fin"] = $"2026-11-0{n}";
            await Etab.SaveAsync(Gateway);
        }

        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var (own, campagne) = (await HistoryAsync("etablissement"), await HistoryAsync("annee"));
        Assert.Equal((4, 4), (own.Count, campagne.Count));
        foreach (var (n, row) in own.Take(3).Concat(campagne.Take(3)).Index())
            await Gateway.ExecuteAsync("UPDATE configuration_historique SET depuis = @old WHERE id = @Id", new { old = TimeProvider.System.GetUtcNow().AddMonths(-20).AddDays(n), row.Id });

        // Two of each, and the authors of the third ones.
        Assert.Equal(6, (await service.AppliquerAsync("Camille", default)).Bilan.Total);

        foreach (var (before, column) in new[] { (own, "etablissement"), (campagne, "annee") })
        {
            Assert.Equal("tests", before[2].Auteur);
            Assert.Equal([(before[2].Id, ""), (before[3].Id, "tests")], await HistoryAsync(column));
        }

        Assert.Equal(0, (await service.AppliquerAsync("Camille", default)).Bilan.Total);
    }

    private Task<IReadOnlyList<(long Id, string Auteur)>> HistoryAsync(string column) => Gateway.QueryAsync<(long Id, string Auteur)>(
        $"SELECT id, auteur FROM configuration_historique WHERE {column} IS NOT NULL ORDER BY id");
}

public sealed class RetentionOnSqlite(PostgresServer postgres) : RetentionTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetentionOnPostgres(PostgresServer postgres) : RetentionTests(postgres, DatabaseEngine.Postgres);
