using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Reconciliation.Paliers;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Reconciliation;

/// <summary>Refused deliveries that are sent again step by step, on both databases.</summary>
public abstract class PaliersFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly HashSet<Vet> _vets = [new("DRT", "L1DROI", 101)];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = _vets });

    private PaliersBook Book => Gateway.Services.GetRequiredService<PaliersBook>();

    [Fact]
    public async Task They_leave_one_then_ten_then_the_rest_and_nothing_leaves_twice()
    {
        var refused = await RefusedAsync(12);
        _vets.Add(new("DRT", "L1INCO", 101));
        Assert.Equal(12, await Book.LancerAsync(Etab.Code, [.. refused, .. refused, 999_999], default));
        // Whoever asks a second time begins nothing.
        Assert.Equal(0, await Book.LancerAsync(Etab.Code, refused, default));

        var done = await EndedAsync();

        Assert.Equal((nameof(EtatRelance.Terminee), 3, 12, 12), (done.Etat, done.Palier, done.Envois, done.Acceptees));
        Assert.Equal(["1|1", "2|10", "3|1"], await Gateway.QueryAsync<string>("SELECT palier || '|' || COUNT(*) FROM relance_paliers_envoi GROUP BY palier ORDER BY palier"));
        Assert.Equal(12, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM audit WHERE acte = 'LivraisonRelancee'"))[0]);
        Assert.False(await Book.ArreterAsync(Etab.Code, done.Id, default));
    }

    [Fact]
    public async Task One_that_is_solved_meanwhile_counts_and_those_of_a_campaign_that_is_closed_stay()
    {
        var refused = await RefusedAsync(3);
        await Gateway.ExecuteAsync("UPDATE livraison SET etat = 'AJour' WHERE id = @id", new { id = refused[0] });
        Assert.Equal(2, await Book.LancerAsync(Etab.Code, refused, default));
        Assert.Equal(nameof(EtatRelance.Echouee), (await EndedAsync()).Etat);

        await Api.PostAsync("/api/campagnes/2026/clore?confirmer=2026");
        Assert.Equal(2, await Book.LancerAsync(Etab.Code, refused, default));
        var done = await EndedAsync();

        Assert.Equal((nameof(EtatRelance.Terminee), 2, 0), (done.Etat, done.Ecartees, done.Relancees));
    }

    private async Task<List<long>> RefusedAsync(int count)
    {
        Etab.Document["formations"]!.AsArray().Add(TestDocument.Formation(8877, "L1INCO"));
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, count).Select(code => TestDocument.Voeu(code, 8877))]);
        List<long> refused = [.. (await ListAsync("livraisons?etat=RefusMetier")).Select(l => l!["id"]!.GetValue<long>())];
        Assert.Equal(count, refused.Count);
        return refused;
    }

    // The newest, once it is over.
    private async Task<RelancePaliers> EndedAsync() => await Poll.UntilAsync(
        async () => (await Book.ListeAsync(Etab.Code, default))[0], found => !found.EstEnCours);
}

public sealed class PaliersFlowTestsOnSqlite(PostgresServer postgres) : PaliersFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class PaliersFlowTestsOnPostgres(PostgresServer postgres) : PaliersFlowTests(postgres, DatabaseEngine.Postgres);
