using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Parcoursup;
using static Parcoursup.Gateway.Simulators.Tests.Parcoursup.ParcoursupFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

public sealed class SinTests
{
    [Fact]
    public async Task Keys_come_in_any_case()
    {
        await using var fixture = await WithSinsAsync(new() { CasseAleatoire = 1 });
        var keys = (await fixture.PullAsync()).AsArray().Single()!.AsObject().Select(p => p.Key).ToList();
        Assert.DoesNotContain("codeFormationPsup", keys);
        Assert.Contains(keys, k => k.Equals("codeFormationPsup", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Numbers_come_as_strings()
    {
        await using var fixture = await WithSinsAsync(new() { NombresEnChaines = 1 });
        var candidat = (await fixture.PullAsync()).AsArray().Single()!;
        Assert.All(["codeCandidat", "codeSituation", "etatInscription"], f => Assert.Equal(JsonValueKind.String, candidat[f]!.GetValueKind()));
    }

    [Fact]
    public async Task Years_come_with_three_digits_but_birth_dates_do_not()
    {
        await using var fixture = await WithSinsAsync(new() { AnneesTroisChiffres = 1 });
        var candidat = (await fixture.PullAsync()).AsArray().Single()!;
        Assert.Equal("19/05/026 19:42", candidat["dateReponse"]!.GetValue<string>());
        Assert.Equal("28/02/2008", candidat["dateNaissance"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pull_may_be_NOK_or_empty()
    {
        await using var fixture = await WithSinsAsync(new() { NokRecuperation = 1 });
        Assert.Equal("NOK", (await fixture.PullAsync())["retour"]!.GetValue<string>());
        fixture.Simulator.Sins = new() { TableauVide = 1 };
        Assert.Empty((await fixture.PullAsync()).AsArray());
    }

    [Fact]
    public async Task A_right_feedback_may_be_NOK()
    {
        await using var fixture = await WithSinsAsync(new() { NokRemontee = 1 });
        Assert.Equal("NOK", await fixture.FeedbackAsync(Feedback(17)));
        Assert.Empty((await fixture.EtatAsync())["inscriptions"]!.AsArray());
    }

    [Fact]
    public async Task Bursts_of_503_have_a_length_and_end()
    {
        await using var fixture = await WithSinsAsync(new() { Rafale503 = 1, LongueurRafale = 3 });
        Assert.Equal(503, await StatusAsync(fixture));
        fixture.Simulator.Sins = new();
        Assert.Equal(503, await StatusAsync(fixture));
        Assert.Equal(503, await StatusAsync(fixture));
        Assert.Equal(200, await StatusAsync(fixture));
    }

    [Fact]
    public async Task Ordered_faults_strike_the_named_method_only()
    {
        await using var fixture = await WithSinsAsync(new());
        using var ordered = await fixture.PostAsync("/pannes", new JsonObject { ["type"] = "503", ["nombre"] = 1, ["methode"] = "getCandidatsAdmis" });
        Assert.Equal("OK", await fixture.FeedbackAsync(Feedback(17)));
        Assert.Equal(503, await StatusAsync(fixture));
        Assert.Equal(200, await StatusAsync(fixture));
    }

    [Fact]
    public async Task Slow_answers_take_their_time()
    {
        await using var fixture = await WithSinsAsync(new() { Lenteur = 1, LenteurMillisecondes = 200 });
        var watch = Stopwatch.StartNew();
        await fixture.PullAsync();
        Assert.True(watch.ElapsedMilliseconds >= 190);
    }

    [Fact]
    public async Task A_reset_comes_after_the_work_was_done()
    {
        await using var fixture = await WithSinsAsync(new());
        using var ordered = await fixture.PostAsync("/pannes", new JsonObject { ["type"] = "coupure" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => fixture.FeedbackAsync(Feedback(17)));
        Assert.Single((await fixture.EtatAsync())["inscriptions"]!.AsArray());
    }

    private static async Task<ParcoursupFixture> WithSinsAsync(ParcoursupSins sins)
    {
        var fixture = await StartAsync(o => o with { Sins = sins });
        fixture.Simulator.Enregistrer([Candidat(17)]);
        return fixture;
    }

    private static async Task<int> StatusAsync(ParcoursupFixture fixture)
    {
        using var response = await fixture.CallAsync("getCandidatsAdmis", new JsonObject { ["codeEtablissement"] = Uai });
        return (int)response.StatusCode;
    }
}
