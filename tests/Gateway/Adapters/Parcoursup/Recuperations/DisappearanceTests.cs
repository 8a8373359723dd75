using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>Rule C7: when an absence from the pulls counts as a withdrawal.</summary>
public abstract class DisappearanceTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly int[] Codes = [.. Enumerable.Range(101, 12)];

    [Fact]
    public async Task Two_trusted_pulls_six_business_hours_apart_withdraw_the_absent()
    {
        await StartWithAllAsync();
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));

        await PullAsync();
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(5));
        await PullAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));

        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("102"));
    }

    [Fact]
    public async Task Who_is_back_in_between_starts_anew()
    {
        await StartWithAllAsync();
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));
        await PullAsync();
        Etab.Parcoursup.Enregistrer([Voeu(101)]);
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(3));
        await PullAsync();
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));

        await PullAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
    }

    /// <summary>Whoever stands in the list is present, also where the list's answer is older than the one that is known.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_back_with_an_older_answer_is_present_and_keeps_the_newer_one(bool withdrawn)
    {
        await StartWithAllAsync();
        await PushAndRestAsync(Voeu(101, reponse: "09/06/2026 10:00"));
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));
        await PullAsync();
        if (withdrawn)
        {
            await PostAsync("recuperations", new JsonObject { ["codeCandidat"] = 101 });
            await AtRestAsync();
            Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        }

        Etab.Parcoursup.Enregistrer([Voeu(101, amenagement: 1, reponse: "05/06/2026 10:00")]);
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(3));
        await PullAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));

        // Its absence begins anew.
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
    }

    [Fact]
    public async Task A_targeted_pull_confirms_an_absence()
    {
        await StartWithAllAsync();
        Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(101)));
        await PullAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));

        await PostAsync("recuperations", new JsonObject { ["codeCandidat"] = 101 });
        await AtRestAsync();

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
    }

    [Fact]
    public async Task A_pull_that_misses_too_many_is_not_trusted_and_asks_a_person()
    {
        await StartWithAllAsync();
        foreach (var code in Codes.Take(6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code)));

        Assert.False((await PullAsync())!["deConfiance"]!.GetValue<bool>());
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        Assert.False((await PullAsync())!["deConfiance"]!.GetValue<bool>());

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
        var garde = Assert.Single(await ListAsync("gardes"))!;
        Assert.Equal(("Disparitions", 6), (garde["type"]!.GetValue<string>(), garde["nombre"]!.GetValue<int>()));

        // Confirmed, the smaller list is the new reference: two trusted pulls then tell who has gone.
        await PostAsync($"gardes/{garde["id"]}/confirmer");
        Assert.True((await PullAsync())!["deConfiance"]!.GetValue<bool>());
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(14));
        await PullAsync();
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("101"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("112"));
    }

    [Fact]
    public async Task An_empty_answer_withdraws_nobody()
    {
        await StartWithAllAsync();
        await Etab.FaultAtParcoursupAsync("""{"type":"tableauVide","nombre":2,"methode":"getCandidatsAdmis"}""");

        var pull = (await PullAsync())!;
        Assert.False(pull["deConfiance"]!.GetValue<bool>());
        // No guard is opened for an empty list, so none is spoken of.
        Assert.Empty((await GetAsync("gardes"))!.AsArray());
        Assert.DoesNotContain("garde", pull["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();

        var synthese = await AtRestAsync();
        Assert.Equal(Codes.Length, synthese["decisions"]!["f"]!.GetValue<int>());
        Assert.Equal(0, synthese["opi"]!["accepteesD"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_is_pushed_after_the_pull_has_left_is_not_absent_from_it()
    {
        await StartWithAllAsync();
        var calls = await PullsAtParcoursupAsync();
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":1200,"nombre":1,"methode":"getCandidatsAdmis"}""");
        var pull = PullAsync();
        await Poll.UntilAsync(async () => await PullsAtParcoursupAsync() > calls);
        // Parcoursup's list never names this one, so only the time of the push speaks for him.
        await RawPushAsync(Voeu(500));
        await pull;

        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("500"));

        await Api.SetClockAsync(GatewayInstance.Start.AddHours(14));
        await PullAsync();
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("500"));
    }

    [Fact]
    public async Task A_formation_that_vanishes_waits_for_a_person_whatever_the_number_of_pulls()
    {
        await StartWithAllAsync(economie: 6, histoire: 60);
        foreach (var code in Enumerable.Range(201, 6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code, Economie)));

        for (var hours = 0; hours <= 28; hours += 7)
        {
            await Api.SetClockAsync(GatewayInstance.Start.AddHours(hours));
            await PullAsync();
        }

        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("201"));
        var garde = Assert.Single(await ListAsync("gardes"))!;
        Assert.Equal(("Disparitions", 6, "0730013T/2026/8843"), (garde["type"]!.GetValue<string>(), garde["nombre"]!.GetValue<int>(), garde["sujet"]!.GetValue<string>()));

        await PostAsync($"gardes/{garde["id"]}/confirmer");
        await PullAsync();
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(35));
        await PullAsync();
        Assert.Equal("L1ECO=D", await Etab.VoeuxAsync("201"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
    }

    [Fact]
    public async Task A_formation_that_comes_back_needs_no_answer()
    {
        await StartWithAllAsync(economie: 6, histoire: 60);
        foreach (var code in Enumerable.Range(201, 6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code, Economie)));
        await PullAsync();
        Etab.Parcoursup.Enregistrer(Enumerable.Range(201, 6).Select(code => Voeu(code, Economie)));

        await PullAsync();

        Assert.Equal("SansObjet", Assert.Single(await ListAsync("gardes"))!["etat"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_rejected_formation_is_not_asked_again_the_same_day_and_stays()
    {
        await StartWithAllAsync(economie: 6, histoire: 60);
        foreach (var code in Enumerable.Range(201, 6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code, Economie)));
        await PullAsync();
        await PostAsync($"gardes/{Assert.Single(await ListAsync("gardes"))!["id"]}/rejeter");

        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();
        Assert.Single(await ListAsync("gardes"));
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(24));
        await PullAsync();

        Assert.Equal(2, (await ListAsync("gardes")).Count);
        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("201"));
    }

    [Fact]
    public async Task A_first_pull_is_compared_with_what_was_pushed()
    {
        await StartAsync();
        await PushAndRestAsync([.. Codes.Select(code => Voeu(code))]);
        foreach (var code in Codes.Take(6)) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(code)));

        Assert.False((await PullAsync())!["deConfiance"]!.GetValue<bool>());
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        await PullAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
        Assert.Single(await ListAsync("gardes"));
    }

    private async Task StartWithAllAsync(int economie, int histoire)
    {
        await StartAsync();
        await PushAndRestAsync([.. Codes.Select(code => Voeu(code)), .. Enumerable.Range(201, economie).Select(code => Voeu(code, Economie)),
            .. Enumerable.Range(301, histoire).Select(code => Voeu(code, Histoire))]);
        Assert.True((await PullAsync())!["deConfiance"]!.GetValue<bool>());
    }

    private async Task StartWithAllAsync()
    {
        await StartAsync();
        await PushAndRestAsync([.. Codes.Select(code => Voeu(code))]);
        Assert.True((await PullAsync())!["deConfiance"]!.GetValue<bool>());
    }

    private async Task<JsonNode?> PullAsync()
    {
        var answer = await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();
        return answer;
    }

    private async Task<int> PullsAtParcoursupAsync() => (await Etab.ParcoursupStateAsync())["appels"]!["getCandidatsAdmis"]?.GetValue<int>() ?? 0;

    private async Task RawPushAsync(JsonObject voeu)
    {
        var body = new JsonObject
        {
            ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = TestEtablissement.PushPassword }, ["donneesCandidat"] = voeu,
        };
        using var response = await Gateway.Http.PostAsync($"/parcoursup/{Etab.Uai}/admissionCandidat", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        Assert.True(response.IsSuccessStatusCode);
    }
}

public sealed class DisappearanceTestsOnSqlite(PostgresServer postgres) : DisappearanceTests(postgres, DatabaseEngine.Sqlite);

public sealed class DisappearanceTestsOnPostgres(PostgresServer postgres) : DisappearanceTests(postgres, DatabaseEngine.Postgres);
