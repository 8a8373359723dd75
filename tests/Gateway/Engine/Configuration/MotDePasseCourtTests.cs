using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>A password that opens the gateway is not found by trying a few: one that is short is refused, of whatever account.</summary>
public sealed class MotDePasseCourtTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Theory]
    [InlineData("""{"push":{"login":"psup-push","motDePasse":"x"}}""", "psup-push")]
    [InlineData("""{"opi":{"comptes":[{"login":"ecandidat","motDePasse":"1234567","prefixe":"E","origine":"Autre"}]}}""", "ecandidat")]
    [InlineData("""{"opi":{"traitement":{"comptes":[{"login":"traitement","motDePasse":"x"}]}}}""", "traitement")]
    [InlineData("""{"fregata":{"comptes":[{"login":"fregata","motDePasse":"x","roles":["GestionInscriptions"]}]}}""", "fregata")]
    public async Task It_is_refused_with_the_account_s_name(string change, string login)
    {
        await StartAsync(openGate: false);
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) Etab.Document[name] = value!.DeepClone();

        using var answer = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject
        {
            ["campagnes"] = new JsonArray(Etab.Campagne.DeepClone()), ["etablissements"] = new JsonArray(Etab.Document.DeepClone()),
        }.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"Le mot de passe du compte « {login} » a moins de 8 caractères", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
