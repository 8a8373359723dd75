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

    [Fact]
    public async Task What_is_refused_or_only_tried_costs_no_hash()
    {
        await StartAsync(openGate: false);
        Etab.Document["push"] = new JsonObject { ["login"] = "psup-push", ["motDePasse"] = "un mot de passe tout neuf" };
        var good = Etab.Document.ToJsonString();
        Etab.Document["rentree"] = "hier";
        var wrong = Etab.Document.ToJsonString();

        // Far more than may wait for a hash at once.
        var refused = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => PutAsync("", wrong)));
        var tried = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => PutAsync("?essai=true", good)));

        Assert.All(refused, answer => Assert.DoesNotContain("Trop de mots de passe", answer, StringComparison.Ordinal));
        Assert.All(tried, answer => Assert.DoesNotContain("Trop de mots de passe", answer, StringComparison.Ordinal));

        async Task<string> PutAsync(string query, string document)
        {
            using var answer = await Api.RawAsync(HttpMethod.Put, $"/api/etablissements/{Etab.Code}{query}", document);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Theory]
    [InlineData(201, "200 au plus")]
    [InlineData(900_000, "200 au plus")]
    public async Task A_label_has_an_end(int length, string told) => Assert.Contains(told, await LabelledAsync(new string('é', length)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Université\r\nBcc: tous")]
    [InlineData("\u001b[31mUniversité")]
    public async Task A_label_is_one_line(string label) => Assert.Contains("caractère de commande", await LabelledAsync(label), StringComparison.Ordinal);

    private async Task<string> LabelledAsync(string label)
    {
        await StartAsync(openGate: false);
        Etab.Document["libelle"] = label;
        using var answer = await Api.RawAsync(HttpMethod.Put, $"/api/etablissements/{Etab.Code}", Etab.Document.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("libelle", text, StringComparison.Ordinal);
        return text;
    }
}
