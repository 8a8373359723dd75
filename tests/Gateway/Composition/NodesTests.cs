using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>Two gateways on one PostgreSQL database at the same time.</summary>
public sealed class NodesTests(PostgresServer postgres) : InscriptionTest(postgres, DatabaseEngine.Postgres)
{
    private static readonly int[] Codes = [.. Enumerable.Range(101, 40)];
    private GatewayInstance _second = null!;

    [Fact]
    public async Task No_subject_is_sent_by_both_at_a_time_and_the_limit_of_calls_holds()
    {
        await StartBothAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":30,"nombre":200}""");

        await PushToBothAsync(Codes, code => Voeu(code));
        await PushToBothAsync(Codes, code => Voeu(code, amenagement: 1, reponse: "06/06/2026 10:00"));
        await AtRestAsync();
        await EnrolAsync([.. Codes.Select(code => Ia(code))]);
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":30,"nombre":200,"methode":"majInscriptionAdministrative"}""");
        await Task.WhenAll(PostAsync("remontees"), _second.Admin.PostAsync(Etab.Path + "remontees"));
        var synthese = await AtRestAsync();

        Assert.Equal(Codes.Length, synthese["opi"]!["accepteesS"]!.GetValue<int>());
        Assert.Equal(Codes.Length, synthese["inscriptions"]!["acquittees"]!.GetValue<int>());
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["chevauchements"]!.GetValue<int>());
        Assert.InRange((await Etab.ParcoursupStateAsync())["appels"]!["simultanesMax"]!.GetValue<int>(), 1, 2);
        foreach (var code in Codes) Assert.Equal("1", await Etab.FeedbackAsync(code));
    }

    [Fact]
    public async Task A_planned_run_is_started_by_one_of_them()
    {
        await StartBothAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Ia(17));
        var evening = new DateTimeOffset(2026, 6, 10, 20, 0, 1, TimeSpan.FromHours(2));

        await Task.WhenAll(Api.SetClockAsync(evening), _second.Admin.SetClockAsync(evening), Api.SetClockAsync(evening), _second.Admin.SetClockAsync(evening));
        await AtRestAsync();

        Assert.Equal(1, Assert.Single(await ListAsync("remontees"))!["acquittees"]!.GetValue<int>());
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task What_one_changes_in_the_configuration_the_other_evaluates_with()
    {
        await StartBothAsync();
        await PushAndRestAsync([.. Codes.Select(code => Voeu(code))]);

        for (var i = 1; i <= 5; i++)
        {
            Etab.Formations[0]!["oui"]!["codEtp"] = $"L1V{i}";
            await Etab.SaveAsync(i % 2 == 0 ? Gateway : _second);
            await AtRestAsync();
            Assert.Contains($"L1V{i}=F", await Etab.VoeuxAsync("101"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_saved_by_one_is_found_by_the_other_at_once()
    {
        await StartBothAsync();

        for (var i = 1; i <= 10; i++)
        {
            Etab.Document["libelle"] = $"Université {i}";
            await Etab.SaveAsync(Gateway);
            var seen = await _second.Admin.GetAsync($"/api/etablissements/{Etab.Code}");
            Assert.Equal($"Université {i}", seen!["libelle"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Whoever_changes_the_configuration_while_both_evaluate_is_in_nobody_s_way()
    {
        await StartBothAsync();

        for (var i = 1; i <= 8; i++)
        {
            Etab.Formations[0]!["oui"]!["codEtp"] = $"L1W{i}";
            await Task.WhenAll(
                PushToBothAsync(Codes, code => Voeu(code, reponse: $"06/06/2026 10:{i:D2}")), Etab.SaveAsync(Gateway), Etab.SaveAsync(_second));
        }

        await AtRestAsync();
        foreach (var code in Codes) Assert.Contains("L1W8=F", await Etab.VoeuxAsync(code.ToString(System.Globalization.CultureInfo.InvariantCulture)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_sets_the_clock_to_the_other_follows()
    {
        await StartBothAsync();

        await SetClockAsync(dayOfJuly: 8);

        await Poll.UntilAsync(async () => (await _second.Admin.GetAsync("/api/horloge"))!["maintenant"]!.GetValue<string>().StartsWith("2026-07-08", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_one_stops_the_other_goes_on()
    {
        await StartBothAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":50,"nombre":40}""");
        await PushToBothAsync(Codes, code => Voeu(code));

        await _second.StopAsync();
        var synthese = await AtRestAsync();

        Assert.Equal(Codes.Length, synthese["opi"]!["accepteesF"]!.GetValue<int>());
    }

    public override async ValueTask DisposeAsync()
    {
        if (_second is not null) await _second.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task StartBothAsync()
    {
        await StartAsync();
        _second = await GatewayInstance.StartAsync(Storage);
    }

    private Task PushToBothAsync(IEnumerable<int> codes, Func<int, JsonObject> voeu) => Task.WhenAll(
        codes.Chunk(10).Select((chunk, i) => Etab.PushAsync(i % 2 == 0 ? Gateway : _second, [.. chunk.Select(voeu)])));
}
