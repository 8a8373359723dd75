using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Diffusion;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Diffusion;

/// <summary>What re-users get after a whole matching against a simulated API.</summary>
public abstract class DiffusionTests : BaseTest
{
    private static readonly int[] Lignes = [1, 2, 3, 4, 5];

    [Fact]
    public async Task A_formation_has_the_records_own_fields_unchanged_and_ours_beside_them()
    {
        await using var site = await PublierAsync();

        var (status, body) = await site.GetAsync("formations/1");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("1", "1001"), ((string?)body["CODEFORMATIONACCUEIL"], (string?)body["CODEFORMATIONINSCRIPTION"]));
        var insertion = body["insertion"]!;
        foreach (var (name, value) in Fiche(1))
            Assert.True(JsonNode.DeepEquals(value, insertion[name]), $"{name}: {value} / {insertion[name]}");
        Assert.Equal(("Couvert", "normal", "self", "2022_2023", "2026-02-12", false), ((string?)insertion["couverture"],
            (string?)insertion["methode"], (string?)insertion["anciennete"], (string?)insertion["millesime"],
            (string?)insertion["date_donnee"], (bool?)insertion["derniere_connue"]));
        Assert.Equal(1620, (int?)body["remuneration"]!["salaire_12_mois_q2"]);
        Assert.NotEmpty(body["essais"]!.AsArray());
    }

    [Fact]
    public async Task An_uncovered_formation_has_its_reason_and_no_figure()
    {
        await using var site = await PublierAsync();

        var insertion = (await site.GetAsync("formations/5")).Body["insertion"]!;

        Assert.Equal("Non couvert", (string?)insertion["couverture"]);
        Assert.NotNull((string?)insertion["raison"]);
        Assert.Null(insertion["taux_en_emploi_6_mois"]);
    }

    [Fact]
    public async Task During_an_outage_the_last_known_is_served_and_says_so()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu());
        await ApparierAsync(simulator);
        Horloge.Avancer(TimeSpan.FromDays(10));
        simulator.Peches = new() { AncienneFermee = true };
        await ApparierAsync(simulator);
        await using var site = await SiteAsync();

        var insertion = (await site.GetAsync("formations/1")).Body["insertion"]!;

        Assert.Equal((true, "2026-02-12"), ((bool?)insertion["derniere_connue"], (string?)insertion["date_donnee"]));
        Assert.Equal(50, (int?)insertion["taux_en_emploi_6_mois"]);
    }

    [Fact]
    public async Task Who_knows_the_other_number_is_told_this_one()
    {
        await using var site = await PublierAsync();

        var (status, body) = await site.GetAsync("formations/1003");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("3", (string?)body["data"]!["CODEFORMATIONACCUEIL"]![0]);
        Assert.Contains("CODEFORMATIONINSCRIPTION", (string?)body["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000001A-32020116", HttpStatusCode.OK)]
    [InlineData("0000001A-CFD:32020116", HttpStatusCode.OK)]
    [InlineData("0000005A-32020116", HttpStatusCode.NotFound)]
    [InlineData("0000001A-320", HttpStatusCode.BadRequest)]
    [InlineData("0000001A-32020116?millesime=hier", HttpStatusCode.BadRequest)]
    [InlineData("0000001a-cfd:32020116", HttpStatusCode.OK)]
    [InlineData("00000-1A-32020116", HttpStatusCode.BadRequest)]
    [InlineData("-32020116", HttpStatusCode.BadRequest)]
    [InlineData("0000001A-", HttpStatusCode.BadRequest)]
    [InlineData("C590350K-32020116", HttpStatusCode.BadRequest)]
    [InlineData("00000012-32020116", HttpStatusCode.BadRequest)]
    [InlineData("99999", HttpStatusCode.NotFound)]
    public async Task By_UAI_and_code_the_answer_has_the_APIs_own_form(string cle, HttpStatusCode expected)
    {
        await using var site = await PublierAsync();

        var (status, body) = await site.GetAsync("formations/" + cle);

        Assert.Equal(expected, status);
        if (expected != HttpStatusCode.OK) Assert.Equal((int)expected, (int?)body["statusCode"]);
        else
        {
            foreach (var (name, value) in Fiche(1)) Assert.True(JsonNode.DeepEquals(value, body[name]), name);
            Assert.Equal(("2026-02-12", 0, false), ((string?)body["passerelle"]!["date_donnee"], (int?)body["passerelle"]!["age_jours"],
                (bool?)body["passerelle"]!["derniere_connue"]));
        }
    }

    [Fact]
    public async Task A_record_that_is_too_old_is_asked_for_anew_where_the_settings_name_an_API()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu());
        await ApparierAsync(simulator);
        await using var site = await SiteAsync(Noeud(null, ("Exposition:Ancienne:Base", simulator.Ancienne.ToString())));
        Horloge.Avancer(TimeSpan.FromDays(40));
        simulator.Jeu = new() { Formations = [Sources.Fiche(Catalogue.Uai(1), Catalogue.Bts, n: 77)] };

        var fresh = (await site.GetAsync("formations/0000001A-32020116")).Body;
        Horloge.Avancer(TimeSpan.FromDays(40));
        simulator.Peches = new() { AncienneFermee = true };
        var last = (await site.GetAsync("formations/0000001A-32020116")).Body;

        Assert.Equal((77, false), ((int?)fresh["nb_annee_term"], (bool?)fresh["passerelle"]!["derniere_connue"]));
        Assert.Equal((77, true, 40), ((int?)last["nb_annee_term"], (bool?)last["passerelle"]!["derniere_connue"],
            (int?)last["passerelle"]!["age_jours"]));
    }

    [Fact]
    public async Task The_list_is_paged_by_key_and_every_formation_comes_once()
    {
        await using var site = await PublierAsync();
        var keys = new List<string?>();
        var next = "formations?limite=2";
        for (var pages = 0; next is not null && pages < 10; pages++)
        {
            using var response = await site.Http.GetAsync(next);
            var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            keys.AddRange(body["formations"]!.AsArray().Select(f => (string?)f!["CODEFORMATIONACCUEIL"]));
            Assert.Equal(5, (int?)body["total"]);
            Assert.Equal((string?)body["suivant"] is not null, response.Headers.Contains("Link"));
            next = (string?)body["suivant"] is { } after ? $"formations?limite=2&apres={after}" : null;
        }

        Assert.Equal(["1", "2", "3", "4", "5"], keys);
    }

    [Theory]
    [InlineData("couverture=Non couvert", "5")]
    [InlineData("couverture=Sous le seuil", "4")]
    [InlineData("raison=Sous le seuil de 20 élèves", "4")]
    public async Task The_list_may_be_filtered(string filter, string key)
    {
        await using var site = await PublierAsync();

        var body = (await site.GetAsync("formations?" + filter)).Body;

        Assert.Equal(key, (string?)Assert.Single(body["formations"]!.AsArray())!["CODEFORMATIONACCUEIL"]);
    }

    [Theory]
    [InlineData("formations?limite=0")]
    [InlineData("formations?limite=x")]
    [InlineData("formations?apres=%00")]
    [InlineData("formations?couverture=peut-être")]
    public async Task A_wrong_parameter_is_told(string path)
    {
        await using var site = await PublierAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await site.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("formations/1")]
    [InlineData("formations/0000001A-32020116")]
    [InlineData("formations?limite=2")]
    [InlineData("formations.csv")]
    public async Task What_has_not_changed_is_not_sent_again(string path)
    {
        await using var site = await PublierAsync();
        using var first = await site.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var byTag = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        using var byDate = new HttpRequestMessage(HttpMethod.Get, path);
        byDate.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        using var other = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", "\"autre\"" } } };

        Assert.Equal(HttpStatusCode.NotModified, (await site.Http.SendAsync(byTag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await site.Http.SendAsync(byDate)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Http.SendAsync(other)).StatusCode);
    }

    [Fact]
    public async Task The_file_has_every_formation_with_its_date_and_age()
    {
        await using var site = await PublierAsync();

        using var response = await site.Http.GetAsync("formations.csv");
        var lines = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("formations-2026-02-12.csv", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(6, lines.Length);
        var header = lines[0].Split(';');
        var one = lines[1].Split(';');
        string Field(string name) => one[Array.IndexOf(header, name)];
        Assert.Equal(("1", "1001", "Couvert", "50", "1620", "2026-02-12", "non"), (Field("CODEFORMATIONACCUEIL"), Field("CODEFORMATIONINSCRIPTION"),
            Field("couverture"), Field("taux_en_emploi_6_mois"), Field("salaire_12_mois_q2"), Field("date_donnee"), Field("derniere_connue")));
    }

    [Fact]
    public async Task Another_base_has_other_tags()
    {
        await using var site = await PublierAsync();
        using var one = await site.Http.GetAsync("formations.csv");
        await Database.ExecuteAsync("UPDATE exposition_execution SET terminee_le = @later",
            new { later = Horloge.GetUtcNow().AddDays(365) }, default);

        using var other = await site.Http.GetAsync("formations.csv");

        Assert.NotEqual(one.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public async Task Each_key_has_its_quota_and_is_told_how_long_to_wait()
    {
        await using var site = await PublierAsync();
        var (_, small) = await Service<ReutilisateurBook>().CreateAsync("petit", 3, default);
        var (_, large) = await Service<ReutilisateurBook>().CreateAsync("grand", 50, default);

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await site.WithKeyAsync(small)).StatusCode);
        using var refused = await site.WithKeyAsync(small);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(429, (int?)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["statusCode"]);
        Assert.Equal(HttpStatusCode.OK, (await site.WithKeyAsync(large)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("formations/1")).Status);
    }

    [Fact]
    public async Task A_key_that_was_taken_away_or_never_was_is_refused()
    {
        await using var site = await PublierAsync();
        var (id, key) = await Service<ReutilisateurBook>().CreateAsync("X", 100, default);
        Assert.Equal(HttpStatusCode.OK, (await site.WithKeyAsync(key)).StatusCode);

        Assert.True(await Service<ReutilisateurBook>().RevokeAsync(id, default));

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.WithKeyAsync(key)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.WithKeyAsync("expo_fausse")).StatusCode);
    }

    [Fact]
    public async Task Before_any_matching_there_is_nothing_and_it_says_so()
    {
        await using var site = await SiteAsync();

        foreach (var path in new[] { "formations", "formations/1", "formations.csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Every_address_is_described_with_an_example_and_nothing_else_is_served()
    {
        await using var site = await PublierAsync();

        var paths = (await site.GetAsync("openapi.json")).Body["paths"]!.AsObject();

        Assert.Equal(["/api/exposition/formations", "/api/exposition/formations.csv", "/api/exposition/formations/{cle}",
            "/api/exposition/openapi.json"], paths.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.All(paths, p => Assert.Contains("\"example", p.Value!.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("autre")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/sante")).StatusCode);
    }

    private static JeuExposition Jeu() => new()
    {
        Formations =
        [
            .. Enumerable.Range(1, 3).Select(i => Sources.Fiche(Catalogue.Uai(i), Catalogue.Bts)),
            Sources.Fiche(Catalogue.Uai(4), Catalogue.Bts, n: 12),
        ],
        Certifications = [new(null, null, Catalogue.Bts, "apprentissage", "2023", 900) { SalaireQ2 = 1620 }],
        Etablissements = [Catalogue.Uai(5)],
    };

    // The API's own words, from the outside: what the simulator answers.
    private static IEnumerable<(string Name, JsonNode? Value)> Fiche(int i) => JsonSerializer.Deserialize<JsonObject>(
        $$$"""
        {"uai":"{{{Catalogue.Uai(i)}}}","code_certification":"32020116","code_certification_type":"cfd","filiere":"apprentissage",
         "millesime":"2022_2023","nb_annee_term":40,"taux_en_formation":30,"taux_en_emploi_6_mois":50,"taux_en_emploi_12_mois":55,
         "taux_autres_24_mois":10,"taux_rupture_contrats":12,"uai_donnee":"{{{Catalogue.Uai(i)}}}","uai_donnee_type":"formateur",
         "formation_fermee":false,"donnee_source":{"code_certification":"32020116","type":"self"}}
        """)!.Select(f => (f.Key, f.Value));

    private async Task<Site> PublierAsync()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu());
        await ApparierAsync(simulator);
        return await SiteAsync();
    }

    private async Task ApparierAsync(ExpositionSimulator simulator)
    {
        var catalogue = new Catalogue(Dossier).Ecrire(Lignes);
        var bilan = await Service<AppariementRun>().ExecuterAsync(new DemandeAppariement(catalogue.Entree, catalogue.Nomenclatures,
            Sources.Ancienne(simulator), ModeAppel.Unitaire, Reprendre: false, Confirmer: true, Millesime: null, RepliMillesime: false,
            catalogue.Sortie), default);
        Assert.Equal(EtatExecution.Appliquee, bilan.Etat);
    }

    private async Task<Site> SiteAsync(IServiceProvider? node = null)
    {
        var app = ServeurDiffusion.Create(node ?? Noeud(), IPAddress.Loopback, 0);
        await app.StartAsync();
        return new Site(app);
    }

    private sealed class Site(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Http { get; } = new()
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/exposition/"),
        };

        public async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path)
        {
            using var response = await Http.GetAsync(path);
            return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
        }

        public Task<HttpResponseMessage> WithKeyAsync(string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "formations/1");
            request.Headers.Add("Authorization", "Bearer " + key);
            return Http.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public sealed class OnSqlite : DiffusionTests
    {
        protected override bool SurPostgres => false;
    }

    public sealed class OnPostgres : DiffusionTests
    {
        protected override bool SurPostgres => true;
    }
}
