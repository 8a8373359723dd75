using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Set-up by REST: the whole document, its parts, and what is refused.</summary>
public sealed class ConfigurationEndpointTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task The_whole_document_comes_out_as_it_went_in_but_for_the_secrets()
    {
        await StartAsync(openGate: false);
        var given = new JsonObject { ["campagnes"] = new JsonArray(Etab.Campagne.DeepClone()), ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) };
        foreach (var part in new[] { "parcoursup", "push", "apogee" }) given["etablissements"]![0]![part]!.AsObject().Remove("motDePasse");

        var stored = (await Api.GetAsync("/api/configuration"))!;

        AssertWithin(given, stored, "$");
        await Api.PutAsync("/api/configuration", stored.DeepClone());
        Assert.True(JsonNode.DeepEquals(stored, await Api.GetAsync("/api/configuration")));
    }

    [Fact]
    public async Task What_is_derived_is_not_exported_and_a_former_export_that_has_it_is_still_read()
    {
        await StartAsync(openGate: false);
        var stored = (await Api.GetAsync("/api/configuration"))!;
        Assert.DoesNotContain("premierJourDefavorable", stored.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("espaceDeNomsEffectif", stored.ToJsonString(), StringComparison.Ordinal);

        stored["campagnes"]![0]!["premierJourDefavorable"] = "2026-07-08";
        stored["etablissements"]![0]!["apogee"]!["espaceDeNomsEffectif"] = "x";
        await Api.PutAsync("/api/configuration", stored);
    }

    [Theory]
    [InlineData("gardeDecisionPourcent", 101)]
    [InlineData("gardeDisparitionPourcent", -1)]
    public async Task A_wrong_threshold_is_named(string champ, int valeur)
    {
        await StartAsync(openGate: false);
        Etab.Document["regles"]![champ] = valeur;

        var error = Assert.Single((await PutAsync("/api/etablissements/univ-alpes", Etab.Document)).Erreurs)!;

        Assert.Equal("etablissements[0].regles." + champ, error["champ"]!.GetValue<string>());
        Assert.Contains($"{valeur}", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"adresses":["192.0.2.10","10.1","192.0.2.1/24","hôte"]}""", "adresses[1]|adresses[2]|adresses[3]")]
    [InlineData("""{"certificat":{}}""", "certificat")]
    [InlineData("""{"certificat":{"empreinteSha256":"AB"}}""", "certificat.empreinteSha256")]
    [InlineData("""{"certificat":{"empreinteSha256":"AB","sujet":"CN=x"}}""", "certificat")]
    [InlineData("""{"certificat":{"sujet":"CN=x"}}""", "certificat.autorite")]
    [InlineData("""{"certificat":{"sujet":"n'importe","autorite":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}}""", "certificat.sujet|certificat.autorite")]
    [InlineData("""{"certificat":{"mode":"EnPlusDuMotDePasse","empreinteSha256":"0000000000000000000000000000000000000000000000000000000000000000"},"motDePasse":""}""", "motDePasse")]
    public async Task What_is_wrong_with_an_account_s_addresses_or_certificate_is_named(string fields, string champs)
    {
        await StartAsync(openGate: false);
        var compte = JsonNode.Parse(fields)!.AsObject();
        (compte["login"], compte["prefixe"], compte["origine"]) = ("client", "C", "Autre");
        compte["motDePasse"] ??= "mdp-compte";
        Etab.Document["opi"]!["comptes"] = new JsonArray(compte);

        var answer = await PutAsync("/api/etablissements/univ-alpes", Etab.Document);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(champs.Split('|').Select(c => "etablissements[0].opi.comptes[0]." + c).Order(), answer.Erreurs.Select(e => e!["champ"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task A_certificate_that_counts_alone_designates_one_account()
    {
        await StartAsync(openGate: false);
        var print = new string('A', 64);
        Etab.Document["opi"]!["comptes"] = JsonNode.Parse($$$"""
            [{"login":"un","prefixe":"U","certificat":{"empreinteSha256":"{{{print}}}"}},
             {"login":"deux","prefixe":"D","certificat":{"empreinteSha256":"{{{print.ToLowerInvariant()}}}"}}]
            """);

        var error = Assert.Single((await PutAsync("/api/etablissements/univ-alpes", Etab.Document)).Erreurs)!;

        Assert.Equal("etablissements[0].opi.comptes[1].certificat", error["champ"]!.GetValue<string>());
        Assert.Contains("« un »", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_leaves_what_it_does_not_name()
    {
        await StartAsync(openGate: false);
        await Api.PutAsync("/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Second()) });
        await Api.PutAsync("/api/campagnes/2027", new JsonObject { ["debutAdmission"] = "2027-06-01", ["publicationResultatsBac"] = "2027-07-06", ["resultatsRattrapage"] = "2027-07-09" });

        Assert.Equal(["univ-alpes", "univ-lacs"], (await Api.GetAsync("/api/etablissements"))!.AsArray().Select(e => e!["code"]!.GetValue<string>()));
        Assert.Equal("2026-07-07", (await Api.GetAsync("/api/campagnes/2026"))!["publicationResultatsBac"]!.GetValue<string>());
        Assert.Equal(2027, (await Api.GetAsync("/api/campagnes/2027"))!["session"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await RawAsync(HttpMethod.Get, "/api/campagnes/2030")).Status);
    }

    [Fact]
    public async Task The_parts_of_an_etablissement_change_alone()
    {
        await StartAsync();
        var formations = new JsonArray(TestDocument.Formation(1, "L1MATH"));
        await Api.PutAsync(Etab.Path + "formations", formations.DeepClone());
        await Api.PutAsync($"/api/etablissements/{Etab.Uai}/nomenclatures", new JsonObject { ["pays"] = new JsonObject { ["FR"] = "100" } });

        Assert.Equal(1, Assert.Single((await GetAsync("formations"))!.AsArray())!["codeFormationPsup"]!.GetValue<int>());
        Assert.Equal("100", (await GetAsync("nomenclatures"))!["pays"]!["FR"]!.GetValue<string>());
        Assert.Equal("psup", (await Api.GetAsync(Etab.Path))!["parcoursup"]!["login"]!.GetValue<string>());
        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());

        Etab.Document["libelle"] = "Renommée";
        await Api.PutAsync("/api/etablissements/" + Etab.Uai, Etab.Document.DeepClone());
        Assert.Equal("Renommée", (await Api.GetAsync(Etab.Path))!["libelle"]!.GetValue<string>());
        Assert.Equal("univ-alpes", (await Api.GetAsync(Etab.Path))!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_parts_changed_at_the_same_time_are_both_kept()
    {
        await StartAsync(openGate: false);
        for (var i = 1; i <= 10; i++)
        {
            await Task.WhenAll(
                Api.PutAsync(Etab.Path + "formations", new JsonArray(TestDocument.Formation(i, "L1MATH"))),
                Api.PutAsync(Etab.Path + "nomenclatures", new JsonObject { ["pays"] = new JsonObject { ["FR"] = $"{i}" } }));
            Assert.Equal(i, (await GetAsync("formations"))![0]!["codeFormationPsup"]!.GetValue<int>());
            Assert.Equal($"{i}", (await GetAsync("nomenclatures"))!["pays"]!["FR"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Removing_asks_for_the_code_again_and_takes_the_keys_along()
    {
        await StartAsync(openGate: false);
        var key = await Gateway.CreateKeyAsync("scolarité", Etab.Code);
        Assert.Equal(HttpStatusCode.Conflict, (await RawAsync(HttpMethod.Delete, "/api/etablissements/univ-alpes")).Status);
        var wrong = await RawAsync(HttpMethod.Delete, "/api/etablissements/univ-alpes?confirmer=univ-lacs");
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("?confirmer=univ-alpes", wrong.Erreurs[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(await Api.GetAsync(Etab.Path));

        Assert.Equal(HttpStatusCode.NoContent, (await RawAsync(HttpMethod.Delete, "/api/etablissements/univ-alpes?confirmer=univ-alpes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await RawAsync(HttpMethod.Get, Etab.Path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, Etab.Path, key: key)).Status);
    }

    [Fact]
    public async Task Every_error_is_told_at_once_with_its_path_and_nothing_changes()
    {
        await StartAsync(openGate: false);
        var before = (await Api.GetAsync("/api/configuration"))!.ToJsonString();
        var second = Second();
        (second["code"], second["libelle"], second["uais"]) = ("Univ Lacs", " ", new JsonArray("0381912A", "0730013T"));
        second["parcoursup"]!["url"] = "ftp://psup";
        second["push"]!["motDePasse"] = null;
        second["apogee"]!["version"] = 1;
        second["planification"]!["remontee"] = "chaque soir";
        second["regles"]!["gardeDecisionPourcent"] = 400;
        second["formations"]!.AsArray().Add(TestDocument.Formation(TestDocument.Droit, "L1DROIT"));
        second["opi"]!["comptes"] = JsonNode.Parse("""[{"login":"a:b","motDePasse":"mdp-de-a-b","prefixe":"E"},{"login":"c","prefixe":"F"},{"login":"d","motDePasse":"mdp-de-d","prefixe":"EC"},{"login":"e","motDePasse":"mdp-de-e","prefixe":"12"}]""");
        var campagne = Etab.Campagne.DeepClone();
        campagne["publicationResultatsBac"] = "2026-01-01";

        var answer = await PutAsync("/api/configuration", new JsonObject { ["campagnes"] = new JsonArray(campagne), ["etablissements"] = new JsonArray(Etab.Document.DeepClone(), second) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "campagnes[0].publicationResultatsBac", "etablissements[1].apogee.version", "etablissements[1].code", "etablissements[1].formations[3].codeFormationPsup",
                "etablissements[1].formations[3].oui.codEtp", "etablissements[1].libelle", "etablissements[1].opi.comptes[0].login", "etablissements[1].opi.comptes[1].motDePasse",
                "etablissements[1].opi.comptes[2].prefixe", "etablissements[1].opi.comptes[3].prefixe", "etablissements[1].parcoursup.url", "etablissements[1].planification.remontee",
                "etablissements[1].push.motDePasse", "etablissements[1].regles.gardeDecisionPourcent", "etablissements[1].uais[0]", "etablissements[1].uais[1]",
            ],
            answer.Erreurs.Select(e => e!["champ"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(answer.Headers.GetValues("X-Correlation-Id").Single(), answer.Json["correlation"]!.GetValue<string>());
        Assert.Equal(before, (await Api.GetAsync("/api/configuration"))!.ToJsonString());
    }

    [Theory]
    [InlineData("uais", "etablissements[0].uais[0]", "0730013T")]
    [InlineData("login", "etablissements[0].opi.comptes[0].login", "ecandidat")]
    [InlineData("code", "etablissements[0].code", "")]
    public async Task What_leads_to_one_etablissement_cannot_be_another_s(string what, string champ, string word)
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate: false);
        var second = Second();
        if (what == "uais") second["uais"] = new JsonArray("0730013T");
        if (what == "login") second["opi"]!["comptes"] = JsonNode.Parse("""[{"login":"ecandidat","motDePasse":"mdp-autre","prefixe":"E"}]""");
        if (what == "code") (second["code"], champ) = ("0730013t", "etablissements[1].uais[0]");

        var answer = await PutAsync("/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(second) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var error = Assert.Single(answer.Erreurs)!;
        // The named ones are checked first: of two owners the path is that of the second one seen.
        Assert.Equal(champ.Replace("etablissements[0].opi", "etablissements[1].opi", StringComparison.Ordinal).Replace("etablissements[0].uais", "etablissements[1].uais", StringComparison.Ordinal), error["champ"]!.GetValue<string>());
        Assert.Contains(word, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n \"etablissements\": [\n  {\"code\":\"a\",\n   \"libele\":\"x\"}]}", "etablissements[0].libele", "(ligne 4, colonne")]
    [InlineData("{\"etablissements\": [{\"sis\":\"Autre\"}]}", "etablissements[0].sis", "ligne 1")]
    [InlineData("{\"etablissements\": [{\"sis\":7}]}", "etablissements[0].sis", "ligne 1")]
    [InlineData("{\"etablissements\": [{\"parcoursup\":{\"delaiSecondes\":\"dix\"}}]}", "etablissements[0].parcoursup.delaiSecondes", "ligne 1")]
    [InlineData("{\"etablissements\": null}", "etablissements", "")]
    [InlineData("{\"etablissements\": [null]}", "etablissements[0]", "null")]
    [InlineData("{\"etablissements\": [{\"uais\":[null]}]}", "etablissements[0].uais[0]", "null")]
    [InlineData("{\"etablissements\": [{\"opi\":null}]}", "etablissements[0].opi", "")]
    [InlineData("{\"etablissements\": [{\"opi\":{\"comptes\":[{\"login\":null}]}}]}", "etablissements[0].opi.comptes[0].login", "")]
    [InlineData("{\"etablissements\": [{\"formations\":[{\"oui\":{\"codCge\":null}}]}]}", "etablissements[0].formations[0].oui.codCge", "")]
    [InlineData("{\"etablissements\": [{\"nomenclatures\":{\"pays\":null}}]}", "etablissements[0].nomenclatures.pays", "null")]
    [InlineData("{\"etablissements\": [{\"planification\":{\"remontee\":null}}]}", "etablissements[0].planification.remontee", "")]
    [InlineData("{\"campagnes\": [{\"session\":2026,\"publicationResultatsBac\":\"07/07/2026\"}]}", "campagnes[0].publicationResultatsBac", "ligne 1")]
    [InlineData("null", "", "vide")]
    [InlineData("[]", "", "ligne 1")]
    [InlineData("", "", "ligne 1")]
    [InlineData("{\"etablissements\": [", "", "ligne 1")]
    public async Task What_cannot_be_read_is_named_with_its_place(string body, string champ, string words)
    {
        await StartAsync(openGate: false);
        var answer = await RawAsync(HttpMethod.Put, "/api/configuration", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var error = Assert.Single(answer.Erreurs)!;
        Assert.StartsWith(champ, error["champ"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(words, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private JsonObject Second()
    {
        var second = TestDocument.Etablissement("univ-lacs", SharedGateway.OtherUai, Etab.Parcoursup.UrlApiRest, Etab.Apogee.UrlOpiMetier);
        second["push"]!["login"] = "psup-lacs";
        return second;
    }

    private Task<Answer> PutAsync(string path, JsonNode body) => RawAsync(HttpMethod.Put, path, body.ToJsonString());

    private Task<Answer> RawAsync(HttpMethod method, string path, string? body = null) =>
        Api.Http.SendAsync(method, path, body is null ? null : Calls.Json(body));

    // The stored document also tells the defaults of what was not given.
    private static void AssertWithin(JsonNode? expected, JsonNode? actual, string path)
    {
        if (expected is JsonObject members)
            foreach (var (name, value) in members)
                AssertWithin(value, actual?[name], $"{path}.{name}");
        else if (expected is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                AssertWithin(items[i], actual?[i], $"{path}[{i}]");
        else
            Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: expected {expected}, was {actual}");
    }
}
