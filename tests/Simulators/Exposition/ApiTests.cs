using Parcoursup.Gateway.Simulators.Exposition;

namespace Parcoursup.Gateway.Simulators.Tests.Exposition;

/// <summary>The simulated API answers as the contract says.</summary>
public sealed class ApiTests
{
    [Theory]
    [InlineData("formations/0750001A-40025214", 200, null)]
    [InlineData("formations/0750001A-CFD:40025214", 200, null)]
    [InlineData("formations/0750001A-49999999", 404, "Formation inconnue")]
    [InlineData("formations/0750009Z-40025214", 404, "Formation inconnue")]
    [InlineData("formations/0759999X-40025214", 404, "Etablissement inconnu")]
    [InlineData("formations/C590350K-40025214", 400, null)]
    [InlineData("formations/0750001A-2500249", 400, null)]
    [InlineData("formations/0750001A-40025214?millesime=2018_2019", 404, "Pas de données pour le millésime")]
    [InlineData("formations/0750001A-40025214?millesime=2022", 200, null)]
    [InlineData("certifications/40025214", 200, null)]
    [InlineData("certifications/SISE:2500249", 404, "Certification inconnue")]
    [InlineData("regionales/11/certifications/40025214", 200, null)]
    [InlineData("regionales/84/certifications/40025214", 404, "Pas de données disponibles")]
    public async Task Each_question_has_the_contracts_answer(string path, int status, string? message)
    {
        await using var api = await ExpositionFixture.StartAsync();

        var (answered, body) = await api.GetAsync("api/inserjeunes/" + path);

        Assert.Equal(status, answered);
        if (message is not null) Assert.Equal(message, (string?)body["message"]);
    }

    [Fact]
    public async Task Under_the_threshold_there_are_no_rates_but_the_pay_stays()
    {
        await using var api = await ExpositionFixture.StartAsync();

        var (_, body) = await api.GetAsync("api/inserjeunes/formations/0750001A-40025214?millesime=2021_2022");

        Assert.Null(body["taux_en_emploi_6_mois"]);
        Assert.Null(body["nb_sortant"]);
        Assert.Equal((12, 1500), ((int?)body["nb_annee_term"], (int?)body["salaire_12_mois_q2"]));
    }

    [Fact]
    public async Task A_year_that_is_not_the_last_is_answered_with_the_last_ones_record()
    {
        await using var api = await ExpositionFixture.StartAsync();

        var (status, body) = await api.GetAsync("api/inserjeunes/formations/0750001A-24725214311");

        Assert.Equal((200, "24735214311"), (status, (string?)body["code_certification"]));
    }

    [Fact]
    public async Task A_common_year_is_answered_without_rates_and_with_all_last_years()
    {
        await using var api = await ExpositionFixture.StartAsync();

        var (status, body) = await api.GetAsync("api/inserjeunes/formations/0750001A-24715214310");

        Assert.Equal((200, "24715214310"), (status, (string?)body["code_certification"]));
        Assert.Null(body["taux_en_formation"]);
        Assert.Equal(20, (int?)body["certificationsTerminales"]![0]!["taux_en_formation"]);
        Assert.Equal("24735214399", (string?)body["certificationsTerminales"]![1]!["code_certification"]);
        Assert.NotNull(body["certificationsTerminales"]![1]!["error"]);
    }

    [Fact]
    public async Task The_lists_ask_for_the_key_the_records_do_not()
    {
        await using var api = await ExpositionFixture.StartAsync();

        Assert.Equal(401, (await api.GetAsync("api/inserjeunes/formations")).Status);
        var (status, body) = await api.GetAsync("api/inserjeunes/formations?items_par_page=3&page=2", "cle-ancienne");

        Assert.Equal((200, 1), (status, body["formations"]!.AsArray().Count));
        Assert.Equal((2, 3, 2, 4), ((int)body["pagination"]!["page"]!, (int)body["pagination"]!["items_par_page"]!,
            (int)body["pagination"]!["nombre_de_page"]!, (int)body["pagination"]!["total"]!));
    }

    [Fact]
    public async Task Behind_the_gateway_a_token_is_asked_for_and_may_end_early()
    {
        await using var api = await ExpositionFixture.StartAsync();
        Assert.Equal(401, (await api.GetAsync("passerelle/api/inserjeunes/certifications/40025214")).Status);
        Assert.Equal("invalid_client", (string?)(await api.TokenAsync("faux"))["error"]);
        var token = (string)(await api.TokenAsync())["access_token"]!;
        Assert.Equal(200, (await api.GetAsync("passerelle/api/inserjeunes/certifications/40025214", token: token)).Status);

        api.Simulator.RevoquerLesJetons();

        Assert.Equal(401, (await api.GetAsync("passerelle/api/inserjeunes/certifications/40025214", token: token)).Status);
    }

    [Fact]
    public async Task Beyond_the_limit_it_answers_429_and_how_long_to_wait()
    {
        await using var api = await ExpositionFixture.StartAsync(new ExpositionOptions { LimiteParMinute = 60, Rafale = 5 });
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await api.GetAsync("api/inserjeunes/certifications/40025214")).Status);

        using var response = await api.SendAsync("api/inserjeunes/certifications/40025214");

        Assert.Equal((429, "1"), ((int)response.StatusCode, response.Headers.RetryAfter!.ToString()));
        Assert.Equal(1, api.Simulator.Appels.AuDela);
    }

    [Theory]
    [InlineData("html404", 404)]
    [InlineData("html200", 200)]
    [InlineData("503", 503)]
    [InlineData("429", 429)]
    public async Task Ordered_faults_come_and_go(string type, int status)
    {
        await using var api = await ExpositionFixture.StartAsync();
        (await api.PostAsync("pannes", new { type, methode = "certifications" })).EnsureSuccessStatusCode();

        Assert.Equal(status, (int)(await api.SendAsync("api/inserjeunes/certifications/40025214")).StatusCode);
        Assert.Equal(200, (await api.GetAsync("api/inserjeunes/certifications/40025214")).Status);
        Assert.Equal(1, api.Simulator.Appels.Pannes);
    }

    [Fact]
    public async Task A_cut_body_is_shorter_than_it_was_announced()
    {
        await using var api = await ExpositionFixture.StartAsync();
        (await api.PostAsync("pannes", new { type = "corpsCoupe" })).EnsureSuccessStatusCode();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => api.SendAsync("api/inserjeunes/certifications/40025214"));
    }

    [Fact]
    public async Task Sins_are_set_by_address_and_a_wrong_one_is_told()
    {
        await using var api = await ExpositionFixture.StartAsync();

        (await api.PostAsync("peches", new { chevauchement = 2, ancienneFermee = true })).EnsureSuccessStatusCode();

        Assert.Equal((2, true), (api.Simulator.Peches.Chevauchement, api.Simulator.Peches.AncienneFermee));
        Assert.Equal(400, (int)(await api.PostAsync("peches", new { inconnu = 1 })).StatusCode);
        Assert.Equal(2, (int?)(await api.GetAsync("etat")).Body["peches"]!["chevauchement"]);
    }
}
