using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Simulators.Tests.Hosting;

public sealed class PanneTests
{
    [Theory]
    [InlineData("""{"type":"incendie"}""", "« type »")]
    [InlineData("""{"type":"tableauVide"}""", "« type »")]
    [InlineData("""{"type":"503","nombre":0}""", "« nombre »")]
    [InlineData("""{"type":"503","nombre":"beaucoup"}""", "« nombre »")]
    [InlineData("""{"type":"lenteur","millisecondes":-5}""", "« millisecondes »")]
    [InlineData("""{"type":"503","combien":3}""", "« combien »")]
    [InlineData("""{"type":"503","methode":"x"}""", "« methode »")]
    [InlineData("[]", "objet JSON")]
    [InlineData("{pas du JSON", "objet JSON")]
    public async Task A_bad_order_is_explained_in_French(string order, string expected)
    {
        await using var apogee = await ApogeeSimulator.StartAsync(new ApogeeOptions(), TimeProvider.System, default);
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(apogee.Url, "/pannes"), new StringContent(order, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var erreur = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["erreur"]!.GetValue<string>();
        Assert.Contains(expected, erreur, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_wait_in_the_state_and_can_be_cleared()
    {
        await using var parcoursup = await ParcoursupSimulator.StartAsync(new ParcoursupOptions(), TimeProvider.System, default);
        using var http = new HttpClient { BaseAddress = parcoursup.Url };
        using var ordered = await http.PostAsync("/pannes", new StringContent("""{"type":"503","nombre":20}"""));

        Assert.Equal(HttpStatusCode.Created, ordered.StatusCode);
        var pannes = JsonNode.Parse(await http.GetStringAsync("/etat"))!["pannes"]!.AsArray();
        Assert.Equal(20, pannes.Single()!["nombre"]!.GetValue<int>());

        using var cleared = await http.DeleteAsync("/pannes");
        Assert.Empty(JsonNode.Parse(await http.GetStringAsync("/pannes"))!["pannes"]!.AsArray());
    }

    [Fact]
    public async Task Only_the_loopback_interface_is_opened()
    {
        await using var parcoursup = await ParcoursupSimulator.StartAsync(new ParcoursupOptions(), TimeProvider.System, default);
        await using var apogee = await ApogeeSimulator.StartAsync(new ApogeeOptions(), TimeProvider.System, default);

        Assert.All([parcoursup.Url, apogee.Url], url => Assert.True(IPAddress.IsLoopback(IPAddress.Parse(url.Host))));
    }
}
