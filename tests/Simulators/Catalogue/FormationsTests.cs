using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Tests.Catalogue;

/// <summary>What the service does with formations, its refusals and its return flow.</summary>
public sealed class FormationsTests
{
    [Fact]
    public async Task A_formation_is_created_once_and_updated_by_its_id()
    {
        await using var fixture = await CatalogueFixture.StartAsync();

        Assert.Equal((200, """{"g_ta_cod":40001,"dejaEnvoye":false}"""), await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01")));
        Assert.Equal((200, """{"g_ta_cod":40001,"dejaEnvoye":true}"""), await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01")));
        Assert.Equal((200, """{"g_ta_cod":40001,"dejaEnvoye":true}"""), await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01", 40001), maj: true));
        var tenue = Assert.Single((await fixture.EtatAsync())["formations"]!.AsArray())!;
        Assert.Equal(3, tenue["envois"]!.GetValue<int>());
    }

    [Fact]
    public async Task Its_own_rules_refuse_in_its_own_words()
    {
        await using var fixture = await CatalogueFixture.StartAsync(o => o with { Uais = ["0730013T", "0380123A"] });
        await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01"));

        Assert.Contains("existe dejà sur un autre établissement 0730013T", await RefusAsync(fixture, CatalogueFixture.Corps("A#L01", uai: "0380123A")));
        Assert.Contains("n'est plus sur l'UAI 0380123A, mais sur l'UAI 0730013T",
            await RefusAsync(fixture, CatalogueFixture.Corps("A#L01", 40001, "0380123A"), maj: true));
        Assert.Contains("Établissement inconnu", await RefusAsync(fixture, CatalogueFixture.Corps("B#L01", uai: "0999999Z")));
        Assert.Contains("non renseigné", await RefusAsync(fixture, CatalogueFixture.Corps("B#L01", uai: "")));
        Assert.Contains("n'est pas accessible", await RefusAsync(fixture, CatalogueFixture.Corps("B#L01", 5), maj: true));
        await fixture.GesteAsync("/fermetures", new JsonObject { ["g_ta_cod"] = 40001 });
        Assert.Contains("Formation déclarée fermée", await RefusAsync(fixture, CatalogueFixture.Corps("A#L01", 40001), maj: true));
    }

    [Theory]
    [InlineData("typeFerme", "BCN"), InlineData("filiere", "\\r\\n"), InlineData("pasUnIut", "L’UAI"), InlineData("vide", "\"\"")]
    [InlineData("role", "pas de rôle"), InlineData("inclassable", "???")]
    public async Task A_refusal_is_given_by_scenario_until_it_is_taken_back(string motif, string attendu)
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        Assert.Equal(200, await fixture.GesteAsync("/refus", new JsonObject { ["rco"] = "A#L01", ["motif"] = motif }));

        Assert.Contains(attendu, await RefusAsync(fixture, CatalogueFixture.Corps("A#L01")));
        Assert.Equal(200, await fixture.GesteAsync("/refus", new JsonObject { ["rco"] = "A#L01" }));
        Assert.Equal(200, (await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01"))).Statut);
    }

    [Fact]
    public async Task A_message_of_ones_own_can_be_ordered_and_an_unknown_scenario_is_refused()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        await fixture.GesteAsync("/refus", new JsonObject { ["rco"] = "A#L01", ["message"] = "Rien de connu" });

        Assert.Contains("Rien de connu", await RefusAsync(fixture, CatalogueFixture.Corps("A#L01")));
        Assert.Equal(400, await fixture.GesteAsync("/refus", new JsonObject { ["rco"] = "A#L01", ["motif"] = "autre" }));
        Assert.Equal(400, await fixture.GesteAsync("/refus", new JsonArray()));
    }

    [Theory]
    [InlineData("503", 503), InlineData("500", 500), InlineData("429", 429), InlineData("page", 200), InlineData("sansIdentifiant", 200)]
    public async Task A_fault_does_nothing_and_strikes_once(string type, int statut)
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        Assert.Equal(201, await fixture.GesteAsync("/pannes", new JsonObject { ["type"] = type }));

        var (recu, corps) = await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01"));

        Assert.Equal(statut, recu);
        Assert.DoesNotContain("40001", corps, StringComparison.Ordinal);
        Assert.Empty((await fixture.EtatAsync())["formations"]!.AsArray());
        Assert.Contains("\"dejaEnvoye\":false", (await fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01"))).Corps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_comes_after_the_work()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        await fixture.GesteAsync("/pannes", new JsonObject { ["type"] = "coupure" });

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.EnvoyerAsync(CatalogueFixture.Corps("A#L01")));
        Assert.Single((await fixture.EtatAsync())["formations"]!.AsArray());
    }

    [Fact]
    public async Task The_return_flow_tells_what_became_of_each()
    {
        await using var fixture = await CatalogueFixture.StartAsync();
        foreach (var rco in new[] { "A", "B", "C" }) await fixture.EnvoyerAsync(CatalogueFixture.Corps(rco));
        await fixture.GesteAsync("/mdr", new JsonObject { ["g_ta_cod"] = 40001 });
        await fixture.GesteAsync("/suppressions", new JsonObject { ["g_ta_cod"] = 40002 });
        await fixture.GesteAsync("/rattachements", new JsonObject { ["rco"] = "D", ["g_ta_cod"] = 777 });
        await fixture.GesteAsync("/retours", new JsonArray(new JsonObject { ["g_ta_cod"] = "", ["status"] = "Inconnu", ["rco"] = "" }));

        Assert.Equal(["777 Clé ME ajoutée manuellement dans Parcoursup D", "40001 Publié sur le MDR A",
            "40002 Publication annulée suite à suppression de la formation dans Parcoursup B", "40003 Aucune donnée à mettre à jour C", " Inconnu "],
            (await fixture.RetourAsync()).Select(l => $"{l!["g_ta_cod"]} {l["status"]} {l["rco"]}"));
        Assert.DoesNotContain("B", (await fixture.RetourAsync()).Select(l => l!["rco"]!.GetValue<string>()));
        Assert.Equal(409, await fixture.GesteAsync("/mdr", new JsonObject { ["g_ta_cod"] = 1 }));
    }

    [Fact]
    public async Task What_is_against_the_contract_is_written_down()
    {
        await using var fixture = await CatalogueFixture.StartAsync();

        await fixture.EnvoyerAsync("""{"rco":"A","uai":"0730013T","cfd":"1","rncp":"35460","autre":1,"g_ta_cod":7}""");

        var etat = await fixture.EtatAsync();
        Assert.Equal(
        [
            "formations : A a déjà un g_ta_cod, c'est majFormation qu'il fallait appeler", "formations : le champ autre est inconnu",
            "formations : le champ mef manque", "formations : le champ rncp n'est pas une liste", "formations : le champ user manque",
        ], etat["anomalies"]!.AsArray().Select(a => a!.GetValue<string>()));
        Assert.Equal("formations", Assert.Single(etat["recus"]!.AsArray())!["methode"]!.GetValue<string>());
    }

    private static async Task<string> RefusAsync(CatalogueFixture fixture, string corps, bool maj = false)
    {
        var (statut, message) = await fixture.EnvoyerAsync(corps, maj);
        Assert.Equal(400, statut);
        return message;
    }
}
