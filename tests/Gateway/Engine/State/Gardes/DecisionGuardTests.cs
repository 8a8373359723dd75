using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.State.Gardes;

/// <summary>Rule C6: too many wishes that would turn to D wait for a person.</summary>
public abstract class DecisionGuardTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly int[] Many = [.. Enumerable.Range(101, 21)];

    [Fact]
    public async Task Many_failures_wait_with_the_expected_number_beside_them_and_leave_once_confirmed()
    {
        var garde = await ManyFailuresAsync();

        Assert.Equal("Decisions", garde["type"]!.GetValue<string>());
        Assert.Equal(Many.Length, garde["nombre"]!.GetValue<int>());
        Assert.Equal(Many.Length, garde["attendu"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));

        await PostAsync($"gardes/{garde["id"]}/confirmer");
        var synthese = await AtRestAsync();

        Assert.Equal(Many.Length, synthese["opi"]!["accepteesD"]!.GetValue<int>());
        Assert.Equal(0, synthese["gardes"]!.GetValue<int>());
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        Assert.Equal(
            [$"garde {garde["id"]} univ-alpes tests"],
            await Gateway.QueryAsync<string>("SELECT sujet || ' ' || etablissement || ' ' || qui FROM audit WHERE acte = 'GardeTranchee'"));
    }

    [Fact]
    public async Task A_rejected_guard_keeps_the_former_decisions()
    {
        var garde = await ManyFailuresAsync();
        Assert.Contains("la confirmer ou la rejeter", await ToDoAsync(), StringComparison.Ordinal);

        await PostAsync($"gardes/{garde["id"]}/rejeter");
        var synthese = await AtRestAsync();
        Assert.Equal(0, synthese["opi"]!["accepteesD"]!.GetValue<int>());
        Assert.Contains("Le rejet de la garde", await ToDoAsync(), StringComparison.Ordinal);

        // Not even a new evaluation brings them back.
        Etab.Document["libelle"] = "Autre nom";
        await Etab.SaveAsync(Gateway);
        synthese = await AtRestAsync();
        Assert.Equal(0, synthese["opi"]!["accepteesD"]!.GetValue<int>());
        Assert.Equal(0, synthese["gardes"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_withdraws_himself_after_a_rejected_guard_becomes_unfavourable()
    {
        var garde = await ManyFailuresAsync();
        await PostAsync($"gardes/{garde["id"]}/rejeter");

        await PushAndRestAsync(Voeu(101, situation: 3, reponse: "08/07/2026 13:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("102"));
    }

    [Fact]
    public async Task After_a_rejected_guard_a_true_failure_that_comes_again_counts()
    {
        var garde = await ManyFailuresAsync();
        var held = await ListAsync($"gardes/{garde["id"]}/voeux");
        Assert.Equal(Many.Length, held.Count);
        Assert.Contains("échoué", held[0]!["motif"]!.GetValue<string>(), StringComparison.Ordinal);
        await PostAsync($"gardes/{garde["id"]}/rejeter");
        await AtRestAsync();
        Assert.Equal(Many.Length, (await ListAsync("gardes/rejets")).Count);

        // The right file: most have passed, two have really failed, with the same date as in the wrong one.
        await ResultAsync("ADMIS", "2026-07-06", [.. Many.Skip(2)]);
        await ResultAsync("REFUSE", "2026-07-06", [.. Many.Take(2)]);

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("102"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("103"));
        Assert.Empty(await ListAsync("gardes/rejets"));
    }

    [Fact]
    public async Task The_same_wrong_file_again_is_asked_about_again()
    {
        var garde = await ManyFailuresAsync();
        await PostAsync($"gardes/{garde["id"]}/rejeter");
        await AtRestAsync();

        var synthese = await ResultAsync("REFUSE", "2026-07-06", Many);

        Assert.Equal(1, synthese["gardes"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
    }

    [Fact]
    public async Task Results_that_come_again_while_the_guard_waits_are_not_counted_twice()
    {
        var garde = await ManyFailuresAsync();

        await ResultAsync("REFUSE", "2026-07-06", Many);
        Assert.Equal(Many.Length, Assert.Single(await ListAsync("gardes"))!["nombre"]!.GetValue<int>());
        await PostAsync($"gardes/{garde["id"]}/rejeter");
        var synthese = await AtRestAsync();

        Assert.Equal(0, synthese["opi"]!["accepteesD"]!.GetValue<int>());
        Assert.Equal(0, synthese["gardes"]!.GetValue<int>());
    }

    [Fact]
    public async Task Small_numbers_add_up_over_the_day()
    {
        await StartAsync();
        await PushAndRestAsync([.. Many.Select(code => Voeu(code))]);
        await SetClockAsync(8);

        await ResultAsync("REFUSE", "2026-07-07", [.. Many.Take(15)]);
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        var synthese = await ResultAsync("REFUSE", "2026-07-07", [.. Many.Skip(15)]);

        Assert.Equal(1, synthese["gardes"]!.GetValue<int>());
        Assert.Equal(6, (await ListAsync("gardes"))[0]!["nombre"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("121"));
    }

    private async Task<string> ToDoAsync() =>
        (await GetAsync($"candidats/2026/{Many[0]}/explication"))!["voeux"]![0]!["aFaire"]!.GetValue<string>();

    private async Task<JsonNode> ManyFailuresAsync()
    {
        await StartAsync();
        await PushAndRestAsync([.. Many.Select(code => Voeu(code)), Voeu(99)]);
        await ResultAsync("REFUSE", "2026-07-06", Many);
        await SetClockAsync(8);
        var synthese = await AtRestAsync();
        Assert.Equal(1, synthese["gardes"]!.GetValue<int>());
        Assert.Equal(0, synthese["opi"]!["accepteesD"]!.GetValue<int>());
        return Assert.Single(await ListAsync("gardes"))!;
    }
}

public sealed class DecisionGuardTestsOnSqlite(PostgresServer postgres) : DecisionGuardTests(postgres, DatabaseEngine.Sqlite);

public sealed class DecisionGuardTestsOnPostgres(PostgresServer postgres) : DecisionGuardTests(postgres, DatabaseEngine.Postgres);
