using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Catalogue;
using CatalogueOptions = Parcoursup.Gateway.Simulators.Catalogue.CatalogueOptions;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>Postings to a simulated service and its return flow, on both databases.</summary>
public abstract class EnvoiTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private readonly ClePrivee _key = ClePrivee.Importer(Rsa.ExportPkcs8PrivateKeyPem(), "test");
    private readonly HttpClient _http = new();
    private CatalogueSimulator _service = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _service = await CatalogueSimulator.StartAsync(
            new CatalogueOptions { Certificats = [new CertificatConnu("moss", Rsa.ExportSubjectPublicKeyInfoPem())] }, TimeProvider.System, Ct);
        await ImportAsync(Formations(4));
        await NightsAsync(Nuit1);
    }

    public override async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _key.Dispose();
        _http.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_is_ready_is_posted_once_and_becomes_published_under_its_id()
    {
        Done(await PublishAsync("F001"));

        var run = Json(Done(await SendAsync()));

        Assert.Equal(1, run["envoyees"]!.GetValue<int>());
        var told = await StatutAsync("F001");
        Assert.Equal(("publié", "40001"), (told["parcoursup_statut"]!.GetValue<string>(), told["parcoursup_id"]!.GetValue<string>()));
        Assert.Equal(0, Json(Done(await SendAsync()))["envoyees"]!.GetValue<int>());
        Assert.Single((await StateAsync())["formations"]!.AsArray());
        await NightsAsync(Nuit2);
        Assert.Equal("publié", await StatutOfAsync("F001"));
    }

    [Fact]
    public async Task A_planned_night_posts_nothing_unless_somebody_switched_it_on()
    {
        Done(await PublishAsync("F001"));
        var suite = Get<ISuiteNuit>();

        Done(await Get<NuitService>().ExecuterAsync(Nuit2, null, "planification", Ct, session => suite.DemanderAsync(session, Nuit2, Ct)));

        Assert.Null(await suite.SuivantAsync(Ct));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F001"));
    }

    [Fact]
    public async Task A_refusal_is_a_rejection_that_only_an_instructor_posts_again()
    {
        await OrderAsync("refus", new JsonObject { ["rco"] = "F001", ["motif"] = "utilisateur" });
        Done(await PublishAsync("F001"));

        Assert.Equal(Issue.Fait, (await SendAsync()).Code);
        var told = await StatutAsync("F001");
        Assert.Equal("rejet de publication", told["parcoursup_statut"]!.GetValue<string>());
        Assert.Contains("utilisateur valide", told["parcoursup_error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, Json(await SendAsync())["envoyees"]!.GetValue<int>());

        await OrderAsync("refus", new JsonObject { ["rco"] = "F001", ["motif"] = null });
        Done(await PublishAsync("F001"));
        Done(await SendAsync());
        Assert.Equal("publié", await StatutOfAsync("F001"));
        Assert.Null((await StatutAsync("F001"))["parcoursup_error"]);
    }

    [Fact]
    public async Task A_closed_formation_is_closed()
    {
        await OrderAsync("refus", new JsonObject { ["rco"] = "F001", ["motif"] = "fermee" });
        Done(await PublishAsync("F001"));
        await SendAsync();

        Assert.Equal("fermé", await StatutOfAsync("F001"));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("page")]
    [InlineData("sansIdentifiant")]
    [InlineData("coupure")]
    public async Task A_failure_is_no_refusal_and_is_posted_last_by_the_next_run(string fault)
    {
        Done(await PublishAsync("F001"));
        await OrderAsync("pannes", new JsonObject { ["type"] = fault });

        Assert.Equal(Issue.Distant, (await SendAsync()).Code);
        Assert.Equal("échec d'envoi", await StatutOfAsync("F001"));
        Done(await PublishAsync("F002"));
        var run = Json(Done(await SendAsync()));

        Assert.Equal(["F002", "F001"], run["resultats"]!.AsArray().Select(r => r!["cle"]!.GetValue<string>()));
        Assert.Equal("publié", await StatutOfAsync("F001"));
    }

    [Theory]
    [InlineData(ReponseSignature.Introuvable)]
    [InlineData(ReponseSignature.NonAutorise)]
    [InlineData(ReponseSignature.Interdit)]
    [InlineData(ReponseSignature.Page)]
    public async Task A_signature_that_is_not_believed_is_a_failure_of_the_remote_side(ReponseSignature answer)
    {
        _service.Signature = answer;
        using var other = RSA.Create(2048);
        using var wrong = ClePrivee.Importer(other.ExportPkcs8PrivateKeyPem(), "autre");
        Done(await PublishAsync("F001"));

        Assert.Equal(Issue.Distant, (await SendAsync(wrong)).Code);

        Assert.Equal("échec d'envoi", await StatutOfAsync("F001"));
    }

    [Fact]
    public async Task A_run_stops_at_its_limit()
    {
        foreach (var key in new[] { "F000", "F001", "F002" }) Done(await PublishAsync(key));

        var run = Json(Done(await SendAsync(limit: 2)));

        Assert.Equal((2, 1), (run["envoyees"]!.GetValue<int>(), run["restantes"]!.GetValue<int>()));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F002"));
    }

    [Fact]
    public async Task The_return_flow_is_matched_by_key_or_by_id_and_never_by_an_empty_one()
    {
        await TakeOverAsync([.. Formations(3).Select(f => { f["parcoursup_statut"] = "publié"; f["parcoursup_id"] = f["cle_ministere_educatif"]!.ToString() == "F002" ? "9" : "8"; return f; }),
            Formation("F003")]);

        var told = Json(Done(await ReturnAsync(
            """
            [{"g_ta_cod":"8","status":"Formation déclarée fermée dans Parcoursup ","rco":""},
             {"g_ta_cod":"","status":"Clé ME ajoutée manuellement dans Parcoursup","rco":"F003"},
             {"g_ta_cod":"55","status":"Clé ME ajoutée manuellement dans Parcoursup","rco":"F003"},
             {"g_ta_cod":"9","status":"Publié sur le MDR","rco":"F002"},
             {"g_ta_cod":"","status":"Formation déclarée fermée dans Parcoursup","rco":""},
             {"g_ta_cod":"9","status":"Nouveauté","rco":null},
             {"g_ta_cod":"777","status":"Aucune donnée à mettre à jour","rco":"Z"}]
            """)));

        Assert.Equal(["fermé", "fermé", "publié", "prêt pour intégration"],
            [await StatutOfAsync("F000"), await StatutOfAsync("F001"), await StatutOfAsync("F002"), await StatutOfAsync("F003")]);
        Assert.Null((await StatutAsync("F000"))["parcoursup_id"]);
        Assert.Equal("55", (await StatutAsync("F003"))["parcoursup_id"]!.GetValue<string>());
        Assert.True((await StatutAsync("F002"))["parcoursup_published"]!.GetValue<bool>());
        Assert.NotNull((await StatutAsync("F002"))["parcoursup_published_date"]);
        Assert.Equal([2, 5, 6, 7], told["avertissements"]!.AsArray().Select(a => a!["ligne"]!.GetValue<int>()).Distinct());
        var before = await DumpAsync();
        Done(await ReturnAsync("""[{"g_ta_cod":"9","status":"Publié sur le MDR","rco":"F002"}]"""));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_publication_that_Parcoursup_cancelled_loses_its_id_and_falls_back_with_the_next_night()
    {
        await TakeOverAsync([.. Formations(4).Select(f => { f["parcoursup_statut"] = "publié"; f["parcoursup_id"] = "8"; return f; })]);

        Done(await ReturnAsync("""[{"g_ta_cod":null,"status":"Publication annulée suite à suppression de la formation dans Parcoursup","rco":"F001"}]"""));

        Assert.Equal("publié", await StatutOfAsync("F001"));
        await NightsAsync(Nuit2);
        Assert.Equal(("à publier", "publié"), (await StatutOfAsync("F001"), await StatutOfAsync("F002")));
    }

    [Fact]
    public async Task A_formation_that_was_linked_in_Parcoursup_is_updated_by_the_next_run_and_stays_published()
    {
        await OrderAsync("rattachements", new JsonObject { ["rco"] = "F001", ["g_ta_cod"] = 900 });
        var access = new AccesService(_service.UrlApi, "moss", _key);

        Done(await Get<RetourService>().DemanderAsync(access, Ct));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F001"));
        Done(await SendAsync());
        Done(await Get<RetourService>().DemanderAsync(access, Ct));

        Assert.Equal(("publié", "900"), (await StatutOfAsync("F001"), (await StatutAsync("F001"))["parcoursup_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_return_flow_that_ends_too_early_changes_nothing()
    {
        var before = await DumpAsync();

        Assert.Equal(Issue.Refuse, (await ReturnAsync("""[{"g_ta_cod":"55","status":"Clé ME ajoutée manuellement dans Parcoursup","rco":"F003"},""")).Code);
        Assert.Equal(before, await DumpAsync());
    }

    private Task<Issue> SendAsync(ClePrivee? key = null, int limit = 50) => Get<EnvoiService>().EnvoyerAsync(
        new(new AccesService(_service.UrlApi, "moss", key ?? _key), limit, TimeSpan.Zero, Nuit1), Ct);

    private Task<Issue> ReturnAsync(string json) => Get<RetourService>().LireAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), Ct);

    private async Task OrderAsync(string address, JsonObject order)
    {
        using var answer = await _http.PostAsync(new Uri(_service.Url, address), Calls.Json(order.ToJsonString()), Ct);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> StateAsync() => JsonNode.Parse(await _http.GetStringAsync(new Uri(_service.Url, "/etat"), Ct))!;
}

public sealed class EnvoiTestsOnSqlite(PostgresServer postgres) : EnvoiTests(postgres, DatabaseEngine.Sqlite);

public sealed class EnvoiTestsOnPostgres(PostgresServer postgres) : EnvoiTests(postgres, DatabaseEngine.Postgres);
