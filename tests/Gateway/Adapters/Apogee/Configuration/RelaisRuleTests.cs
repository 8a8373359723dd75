using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;

/// <summary>Which accounts of the hosted OPI service may be in the mode Relais (rule B6).</summary>
public sealed class RelaisRuleTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("Soap", 1)]
    [InlineData("Soap", 60)]
    public async Task A_wait_of_one_second_to_a_minute_is_accepted(string voie, int attente) =>
        Assert.Empty(await SaveAsync(document => document["opi"]!["voie"] = voie, attente));

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public async Task Another_wait_is_refused(int attente) =>
        Assert.Equal("etablissements[0].opi.comptes[0].attenteSecondes", Assert.Single(await SaveAsync(_ => { }, attente)));

    [Theory]
    [InlineData("Service")]
    [InlineData("Fichiers")]
    public async Task Where_Apogee_is_not_called_nobody_can_wait_for_it(string voie) =>
        Assert.Contains("etablissements[0].opi.comptes[0].mode", await SaveAsync(document => document["opi"]!["voie"] = voie, 10));

    [Fact]
    public async Task Without_Apogee_nobody_can_wait_for_it() =>
        Assert.Contains("etablissements[0].opi.comptes[0].mode", await SaveAsync(document => document["sis"] = "Scolarix", 10));

    /// <summary>The places of the errors.</summary>
    private async Task<IReadOnlyList<string>> SaveAsync(Action<JsonNode> change, int attente)
    {
        var document = shared.Etab.Document.DeepClone();
        change(document);
        var compte = document["opi"]!["comptes"]![0]!;
        (compte["mode"], compte["attenteSecondes"]) = ("Relais", attente);
        var body = new JsonObject { ["etablissements"] = new JsonArray(document) };
        using var response = await shared.Gateway.Admin.RawAsync(HttpMethod.Put, "/api/configuration", body.ToJsonString());
        return response.IsSuccessStatusCode ? [] : [.. JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray().Select(e => e!["champ"]!.GetValue<string>())];
    }
}
