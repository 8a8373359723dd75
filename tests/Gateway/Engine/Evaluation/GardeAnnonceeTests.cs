using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>
/// Rule C6 over several nodes: an evaluation in several passes opens its guard beforehand, and no two of them look at the same time,
/// else each would open one.
/// </summary>
public sealed class GardeAnnonceeTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    // More than one pass takes.
    private static readonly int[] Many = [.. Enumerable.Range(1001, 1001)];

    [Fact]
    public async Task Two_nodes_that_foresee_the_same_wait_for_each_other_and_open_one_guard()
    {
        await StartAsync(openGate: false, $"--Stockage:Connexion={Storage.Connection};Command Timeout=3600");
        Etab.Parcoursup.Enregistrer([.. Many.Select(code => Voeu(code))]);
        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();
        await ResultAsync("REFUSE", "2026-07-07", Many);

        // Nobody evaluates by himself what is being loaded.
        await Gateway.ExecuteAsync("INSERT INTO chargement_en_cours (etablissement, cle, jusqua) VALUES (@Code, 'essai', '2100-01-01')", new { Etab.Code });
        await SetClockAsync(dayOfJuly: 8);
        await Poll.UntilAsync(async () => await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM candidat WHERE a_evaluer") is [1001]);

        var (database, evaluator) = (Gateway.Services.GetRequiredService<Database>(), Gateway.Services.GetRequiredService<CandidatEvaluator>());
        Task[] both;
        await using (var third = await database.WriteAsync(default))
        {
            await database.LockEtablissementAsync(third, Etab.Code, default);
            both = [evaluator.EvaluateAsync(Etab.Code, default), evaluator.EvaluateAsync(Etab.Code, default)];
            await Poll.UntilAsync(async () => await Gateway.WaitingForALockAsync() > 1);
            Assert.Equal([0], await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM garde"));
        }

        await Task.WhenAll(both);
        var garde = Assert.Single(await ListAsync("gardes"))!;
        Assert.Equal(Many.Length, garde["nombre"]!.GetValue<int>());
    }
}
