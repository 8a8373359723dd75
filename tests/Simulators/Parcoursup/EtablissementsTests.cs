using System.Net;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

/// <summary>An établissement that a person declares, for a rehearsal.</summary>
public sealed class EtablissementsTests
{
    private const string Uai = "0442953W";

    [Fact]
    public async Task It_gets_an_address_a_pair_and_a_test_candidate_that_work()
    {
        await using var parcoursup = await ParcoursupFixture.StartAsync();

        var told = await DeclareAsync(parcoursup, new JsonObject { ["uai"] = Uai.ToLowerInvariant() });

        Assert.Equal((Uai, parcoursup.Simulator.UrlApiRest.ToString()), (Text(told, "uai"), Text(told, "url")));
        Assert.Equal("2008-01-01", Text(told["candidatTest"]!, "dateNaissance"));
        Assert.Equal("[]", (await PullAsync(parcoursup, told, Uai)).ToJsonString());
        // Its pair opens nobody else's list, and no other pair opens its own.
        Assert.Equal("NOK", Text(await PullAsync(parcoursup, told, ParcoursupFixture.Uai), "retour"));
        told["motDePasse"] = "secret";
        Assert.Equal("NOK", Text(await PullAsync(parcoursup, told, Uai), "retour"));
    }

    [Fact]
    public async Task Declared_again_it_keeps_its_pair_and_where_it_is_pushed()
    {
        await using var parcoursup = await ParcoursupFixture.StartAsync();
        var first = await DeclareAsync(parcoursup,
            new JsonObject { ["uai"] = Uai, ["urlPush"] = "http://127.0.0.1:1/parcoursup/x", ["loginPush"] = "p", ["motDePassePush"] = "q" });

        var second = await DeclareAsync(parcoursup, new JsonObject { ["uai"] = Uai });

        Assert.Equal("http://127.0.0.1:1/parcoursup/x/", Text(first["push"]!, "url"));
        Assert.True(JsonNode.DeepEquals(first, second));
    }

    [Theory]
    [InlineData("""{"uai":"44295"}""")]
    [InlineData("""{"uai":"ABCDEFGW"}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"uai":"0442953W","urlPush":"parcoursup"}""")]
    public async Task What_is_no_UAI_or_no_address_is_refused(string body)
    {
        await using var parcoursup = await ParcoursupFixture.StartAsync();

        using var answer = await parcoursup.PostAsync("/etablissements", JsonNode.Parse(body)!);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Le champ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<JsonObject> DeclareAsync(ParcoursupFixture parcoursup, JsonObject body)
    {
        using var answer = await parcoursup.PostAsync("/etablissements", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<JsonNode> PullAsync(ParcoursupFixture parcoursup, JsonObject told, string uai)
    {
        using var answer = await parcoursup.PostAsync("/ApiRest/getCandidatsAdmis", new JsonObject
        {
            ["identifiant"] = new JsonObject { ["login"] = Text(told, "login"), ["pwd"] = Text(told, "motDePasse") },
            ["codeEtablissement"] = uai,
        });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
