using System.Text.Json.Nodes;
using static Parcoursup.Gateway.Simulators.Tests.Parcoursup.ParcoursupFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

public sealed class ApiRestTests
{
    [Fact]
    public async Task Wrong_credentials_are_NOK_in_a_200()
    {
        await using var fixture = await StartAsync();
        var answer = await fixture.AnswerAsync("getCandidatsAdmis", new JsonObject { ["codeEtablissement"] = Uai }, "faux");
        Assert.Equal("NOK", answer["retour"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pull_holds_only_the_admitted_of_the_UAI()
    {
        await using var fixture = await StartAsync();
        fixture.Simulator.Enregistrer([
            Candidat(10, 0), Candidat(11, 1), Candidat(12, 2), Candidat(13, 3), Candidat(14, 1, uai: "0380134P")]);

        var codes = (await fixture.PullAsync()).AsArray().Select(c => c!["codeCandidat"]!.GetValue<int>());
        Assert.Equal([11, 12], codes);
        Assert.Single((await fixture.PullAsync(12)).AsArray());
    }

    [Fact]
    public async Task Another_UAI_than_ones_own_is_refused()
    {
        await using var fixture = await StartAsync();
        var answer = await fixture.AnswerAsync("getCandidatsAdmis", new JsonObject { ["codeEtablissement"] = "0380134P" });
        Assert.Equal("NOK", answer["retour"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_gives_up_disappears_from_the_pulls_but_can_still_be_cancelled()
    {
        await using var fixture = await StartAsync();
        fixture.Simulator.Enregistrer([Candidat(17)]);
        Assert.Equal("OK", await fixture.FeedbackAsync(Feedback(17)));
        Assert.True(fixture.Simulator.Retirer(new(2026, 17, 8842)));

        Assert.Empty((await fixture.PullAsync()).AsArray());
        Assert.Equal("OK", await fixture.FeedbackAsync(Feedback(17, 3)));
    }

    [Fact]
    public async Task Feedback_keeps_the_last_state_the_history_and_is_idempotent()
    {
        await using var fixture = await StartAsync();
        fixture.Simulator.Enregistrer([Candidat(17)]);
        foreach (var etat in new[] { 1, 1, 3 })
            Assert.Equal("OK", await fixture.FeedbackAsync(Feedback(17, etat)));

        var inscription = (await fixture.EtatAsync())["inscriptions"]!.AsArray().Single()!;
        Assert.Equal(3, inscription["etatInscription"]!.GetValue<int>());
        Assert.Equal([1, 1, 3], inscription["historique"]!.AsArray().Select(e => e!.GetValue<int>()));
        Assert.Equal(3, (await fixture.PullAsync()).AsArray().Single()!["etatInscription"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("codeCandidat", 99)]
    [InlineData("codeFormationPsup", 1)]
    [InlineData("nom", "LEFEVRE")]
    [InlineData("prenom", "ZOE")]
    [InlineData("dateNaissance", "2008-02-28")]
    [InlineData("ine", "000000000AB")]
    [InlineData("codeSISE", "")]
    [InlineData("codeSISE", null)]
    [InlineData("etatInscription", 0)]
    [InlineData("etatInscription", 6)]
    [InlineData("codeEtablissementAffectation", "0380134P")]
    public async Task Feedback_that_is_not_exactly_Parcoursups_is_refused(string field, object? value)
    {
        await using var fixture = await StartAsync();
        fixture.Simulator.Enregistrer([Candidat(17)]);
        var body = Feedback(17);
        body[field] = value switch { int number => number, string text => text, _ => null };

        Assert.Equal("NOK", await fixture.FeedbackAsync(body));
        Assert.Single((await fixture.EtatAsync())["refus"]!.AsArray());
    }

    [Fact]
    public async Task The_dummy_candidate_is_acknowledged_and_not_kept()
    {
        await using var fixture = await StartAsync();
        var body = Feedback(1, formation: 1);
        (body["nom"], body["prenom"], body["dateNaissance"]) = ("TEST", "Connecteur", "01/01/2008");

        Assert.Equal("OK", await fixture.FeedbackAsync(body));
        var etat = await fixture.EtatAsync();
        Assert.Empty(etat["inscriptions"]!.AsArray());
        Assert.Equal(1, etat["appels"]!["testsConnecteur"]!.GetValue<int>());
    }

    [Fact]
    public async Task Chosen_candidates_are_refused_others_are_not()
    {
        await using var fixture = await StartAsync();
        fixture.Simulator.Enregistrer([Candidat(17), Candidat(18)]);
        using var ordered = await fixture.PostAsync("/refus", new JsonObject { ["codesCandidat"] = new JsonArray(18) });

        Assert.Equal("OK", await fixture.FeedbackAsync(Feedback(17)));
        Assert.Equal("NOK", await fixture.FeedbackAsync(Feedback(18)));
    }

    [Fact]
    public async Task A_caller_that_is_too_fast_gets_503()
    {
        await using var fixture = await StartAsync(o => o with { AppelsSimultanesMax = 1, Sins = new() { Lenteur = 1, LenteurMillisecondes = 400 } });
        var calls = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fixture.CallAsync("getCandidatsAdmis", new JsonObject { ["codeEtablissement"] = Uai })));
        Assert.Contains(calls, c => (int)c.StatusCode == 503);
        Assert.Contains(calls, c => (int)c.StatusCode == 200);
    }
}
