using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

/// <summary>The Apogée of an établissement that a person declares, for a rehearsal.</summary>
public sealed class EtablissementsTests
{
    [Fact]
    public async Task It_is_another_Apogee_with_its_own_account_VETs_and_state()
    {
        await using var apogee = await ApogeeFixture.StartAsync(o => o with { Release = new Version(6, 50) });

        var told = await DeclareAsync(apogee, """{"uai":"0442953W","vets":[{"codCge":"DRT","codEtp":"L1DROI","codVrsVet":101}]}""");

        Assert.Equal("6.50", Text(told, "release"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(told, ApogeeFixture.Item()));
        Assert.Equal(HttpStatusCode.InternalServerError, await SendAsync(told, ApogeeFixture.Item("L1ECO")));
        var etat = JsonNode.Parse(await apogee.Http.GetStringAsync(Text(told, "etat")))!;
        Assert.Equal(1, etat["totaux"]!["opi"]!.GetValue<int>());
        Assert.Equal(0, (await apogee.EtatAsync())["totaux"]!["opi"]!.GetValue<int>());
        told["motDePasse"] = "mdp";
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(told, ApogeeFixture.Item()));
    }

    [Fact]
    public async Task Declared_again_it_is_the_same()
    {
        await using var apogee = await ApogeeFixture.StartAsync();
        var first = await DeclareAsync(apogee, """{"uai":"0442953W"}""");

        Assert.True(JsonNode.DeepEquals(first, await DeclareAsync(apogee, """{"uai":"0442953w"}""")));
        Assert.NotEqual(Text(first, "url"), Text(await DeclareAsync(apogee, """{"uai":"0730013T"}"""), "url"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(first, ApogeeFixture.Item("L1ECO")));
    }

    [Theory]
    [InlineData("""{"uai":"0442953"}""")]
    [InlineData("""{"vets":[]}""")]
    [InlineData("""{"uai":"0442953W","vets":"L1DROI"}""")]
    [InlineData("""{"uai":"0442953W","vets":[{"codEtp":"L1DROI"}]}""")]
    public async Task What_is_no_UAI_or_no_VET_is_refused(string body)
    {
        await using var apogee = await ApogeeFixture.StartAsync();

        using var answer = await apogee.Http.PostAsync("/etablissements", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<JsonObject> DeclareAsync(ApogeeFixture apogee, string body)
    {
        using var answer = await apogee.Http.PostAsync("/etablissements", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<HttpStatusCode> SendAsync(JsonObject told, string item)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Text(told, "login")}:{Text(told, "motDePasse")}")));
        var envelope = ApogeeFixture.Envelope($"{ApogeeFixture.Individu()}<voeux>{item}</voeux>");
        using var answer = await http.PostAsync(Text(told, "url"), new StringContent(envelope, Encoding.UTF8, "text/xml"));
        return answer.StatusCode;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
