using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>A message that was set aside is applied again once what stood in its way is mended.</summary>
public abstract class RejeuTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private Rejeu Rejeu => Gateway.Services.GetRequiredService<Rejeu>();

    [Fact]
    public async Task It_has_its_effect_and_its_task_is_gone()
    {
        await StartAsync();
        var id = await SetAsideAsync();

        Assert.Null(await Rejeu.RejouerAsync(Etab.Code, id, default));
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Empty(await ListAsync("taches"));
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0]);
        Assert.Contains("MessageRejoue", await Gateway.QueryAsync<string>("SELECT acte FROM audit"));
        Assert.Contains("n'est pas écarté", await Rejeu.RejouerAsync(Etab.Code, id, default), StringComparison.Ordinal);
    }

    /// <summary>What came behind it counts more.</summary>
    [Fact]
    public async Task It_keeps_its_place_in_the_journal()
    {
        await StartAsync();
        var id = await SetAsideAsync();
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "05/06/2026 10:00"));

        Assert.Null(await Rejeu.RejouerAsync(Etab.Code, id, default));
        await AtRestAsync();

        Assert.Equal(0, (await AtRestAsync())["decisions"]!["f"]!.GetValue<int>());
    }

    [Fact]
    public async Task Whose_cause_is_still_there_is_set_aside_again()
    {
        await StartAsync();
        var id = await SetAsideAsync(mend: false);

        Assert.Null(await Rejeu.RejouerAsync(Etab.Code, id, default));

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0] == 1);
        Assert.Equal("MessageEcarte", Assert.Single(await ListAsync("taches"))!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_refused_when_it_came_what_is_not_kept_and_what_is_another_s_is_not()
    {
        await StartAsync();
        var id = await SetAsideAsync();
        Assert.Contains("n'est pas écarté", await Rejeu.RejouerAsync("un-autre", id, default), StringComparison.Ordinal);
        await Gateway.Services.GetRequiredService<Database>().ExecuteAsync(
            "UPDATE message_entrant SET corps = @nothing WHERE id = @id", new { nothing = Array.Empty<byte>(), id }, default);
        Assert.Contains("n'est plus conservé", await Rejeu.RejouerAsync(Etab.Code, id, default), StringComparison.Ordinal);

        await Gateway.Http.PostJsonAsync($"/parcoursup/{Etab.Uai}/admissionCandidat",
            $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{TestEtablissement.PushPassword}}}"},"donneesCandidat":{"session":2026}}""");
        var refused = (await Gateway.QueryAsync<long>("SELECT MAX(id) FROM message_ecarte"))[0];
        Assert.NotEqual(id, refused);
        Assert.Contains("refusé à son arrivée", await Rejeu.RejouerAsync(Etab.Code, refused, default), StringComparison.Ordinal);
    }

    // Whatever its applier stumbles over.
    private async Task<long> SetAsideAsync(bool mend = true)
    {
        await Gateway.ExecuteAsync("ALTER TABLE voeu RENAME TO ailleurs");
        await Etab.PushAsync(Gateway, Voeu(17));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0] == 1);
        if (mend) await Gateway.ExecuteAsync("ALTER TABLE ailleurs RENAME TO voeu");
        return (await Gateway.QueryAsync<long>("SELECT id FROM message_ecarte"))[0];
    }
}

public sealed class RejeuTestsOnSqlite(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Sqlite);

public sealed class RejeuTestsOnPostgres(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Postgres);
