using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Parcoursup;
using static Parcoursup.Gateway.Simulators.Tests.Parcoursup.ParcoursupFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

public sealed class PushTests
{
    private static readonly CleVoeu Cle = new(2026, 17, 8842);

    [Fact]
    public async Task A_push_carries_credentials_and_the_candidate()
    {
        await using var target = await PushTarget.StartAsync();
        var bilan = await PushAsync(target, new());

        Assert.Equal((1, 1), (bilan.Envoyees, bilan.Acquittees));
        var (path, body) = Assert.Single(target.Received);
        Assert.Equal("/parcoursup/0730013T/admissionCandidat", path);
        Assert.Equal("p", body["identifiant"]!["pwd"]!.GetValue<string>());
        Assert.Equal(17, body["donneesCandidat"]!["codeCandidat"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_suffix_may_be_doubled_and_the_fields_at_the_root()
    {
        await using var target = await PushTarget.StartAsync();
        await PushAsync(target, new() { SuffixeDouble = 1, CorpsRacine = 1 });

        var (path, body) = Assert.Single(target.Received);
        Assert.EndsWith("/admissionCandidat/admissionCandidat", path, StringComparison.Ordinal);
        Assert.Equal("Lefèvre", body["nom"]!.GetValue<string>());
        Assert.Null(body["donneesCandidat"]);
    }

    [Fact]
    public async Task A_push_may_be_repeated()
    {
        await using var target = await PushTarget.StartAsync();
        await PushAsync(target, new() { Repetition = 1 });
        Assert.Equal(2, target.Received.Count);
    }

    [Fact]
    public async Task By_default_a_lost_push_is_never_repeated()
    {
        await using var target = await PushTarget.StartAsync(500);
        var bilan = await PushAsync(target, new());
        Assert.Equal(Cle, Assert.Single(bilan.Perdues));
        Assert.Single(target.Received);
    }

    [Fact]
    public async Task It_insists_when_it_is_told_to()
    {
        await using var target = await PushTarget.StartAsync(500, 503);
        var bilan = await PushAsync(target, new(), attempts: 3);
        Assert.Equal(1, bilan.Acquittees);
        Assert.Equal(3, target.Received.Count);
    }

    [Fact]
    public async Task A_person_can_put_candidates_in_and_push_them()
    {
        await using var target = await PushTarget.StartAsync();
        await using var fixture = await StartAsync();
        fixture.Simulator.Declarer(new EtablissementParcoursup(Uai, "psup", "secret") { UrlPush = target.Url, LoginPush = "l", MotDePassePush = "p" });

        using var stored = await fixture.PostAsync("/candidats", new JsonArray(Candidat(17), Candidat(18)));
        using var pushed = await fixture.PostAsync("/pousser", new JsonObject { ["uai"] = Uai, ["codesCandidat"] = new JsonArray(18) });
        Assert.Equal("""{"envoyees":1,"acquittees":1,"perdues":0}""", await pushed.Content.ReadAsStringAsync());
        Assert.Equal(18, Assert.Single(target.Received).Body["donneesCandidat"]!["codeCandidat"]!.GetValue<int>());

        using var unknown = await fixture.PostAsync("/pousser", new JsonObject { ["uai"] = "9999999X" });
        using var incomplete = await fixture.PostAsync("/candidats", new JsonObject { ["codeCandidat"] = 3 });
        Assert.Equal([400, 400], [(int)unknown.StatusCode, (int)incomplete.StatusCode]);
    }

    [Fact]
    public async Task A_candidate_of_several_etablissements_is_pushed_to_each_with_its_own_pair()
    {
        await using var ici = await PushTarget.StartAsync();
        await using var ailleurs = await PushTarget.StartAsync();
        await using var fixture = await StartAsync();
        fixture.Simulator.Declarer(new EtablissementParcoursup(Uai, "psup", "secret") { UrlPush = ici.Url, LoginPush = "l1", MotDePassePush = "p1" });
        fixture.Simulator.Declarer(new EtablissementParcoursup("0380134P", "autre", "secret2") { UrlPush = ailleurs.Url, LoginPush = "l2", MotDePassePush = "p2" });
        fixture.Simulator.Enregistrer([Candidat(17), Candidat(17, situation: 2, formation: 9101, uai: "0380134P"), Candidat(17, formation: 9301, uai: "0010001W")]);

        var bilan = await fixture.Simulator.PousserAsync([Cle, Cle with { CodeFormationPsup = 9101 }, Cle with { CodeFormationPsup = 9301 }], default);

        Assert.Equal((3, 2), (bilan.Envoyees, bilan.Acquittees));
        Assert.Equal(9301, Assert.Single(bilan.Perdues).CodeFormationPsup);
        Assert.Equal(("l1", 8842), Of(Assert.Single(ici.Received).Body));
        Assert.Equal(("l2", 9101), Of(Assert.Single(ailleurs.Received).Body));

        static (string, int) Of(JsonNode body) => (body["identifiant"]!["login"]!.GetValue<string>(), body["donneesCandidat"]!["codeFormationPsup"]!.GetValue<int>());
    }

    private static async Task<BilanPoussee> PushAsync(PushTarget target, ParcoursupSins sins, int attempts = 1)
    {
        await using var fixture = await StartAsync(o => o with { Sins = sins, TentativesPoussee = attempts, DelaiEntreTentatives = TimeSpan.FromMilliseconds(5) });
        fixture.Simulator.Enregistrer([Candidat(17)]);
        return await fixture.Simulator.PousserAsync([Cle], target.Url, "l", "p", default);
    }
}
