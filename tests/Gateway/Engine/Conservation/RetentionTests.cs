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
}

public sealed class RetentionOnSqlite(PostgresServer postgres) : RetentionTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetentionOnPostgres(PostgresServer postgres) : RetentionTests(postgres, DatabaseEngine.Postgres);
