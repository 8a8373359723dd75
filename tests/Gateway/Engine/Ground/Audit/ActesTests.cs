using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Rule J4: who did what, from where, on what, with which outcome; never a secret, never a candidate's name.</summary>
public abstract class ActesTests(PostgresServer postgres, DatabaseEngine engine) : AuditTest(postgres, engine)
{
    private const string BadKey = "pg_00000000000000000000000000000000000000000000000000000000deadbeef";
    private const string NewPassword = "tout-nouveau-mot-de-passe";

    // What shows no candidate: configuration, counts, runs and files by their numbers.
    private static readonly string[] WithoutPersons =
    [
        "", "formations", "nomenclatures", "connecteur", "synthese", "gardes", "remontees", "recuperations", "importations",
        "importations/{id:long}", "fichiers", "fichiers/{lot:int}", "fichiers/{lot:int}/manifeste", "scolarix/instantanes",
        "scolarix/instantanes/{numero:int}", "scolarix/instantanes/{numero:int}/manifeste", "scolarix/retours",
    ];

    [Fact]
    public async Task Each_act_leaves_who_from_where_what_and_on_what_and_nothing_that_is_secret_or_personal()
    {
        await StartAsync(openGate: true, "--Audit:RegroupementSecondes=1", "--Audit:AlerteRefus=5");
        await ChangesAsync();
        await PersonsAsync();
        await RefusalsAsync();

        Assert.Null((await VerifyAsync()).Message);
        var rows = await Gateway.QueryAsync<string>(
            "SELECT qui || COALESCE(identifiant, '') || origine || COALESCE(sujet, '') || issue || COALESCE(details, '') FROM audit");
        var text = string.Join('\n', rows);
        foreach (var hidden in new[] { "Lefèvre", "LefèvreR", "Zoé", "Jeanne", "000000017AA", "28/02/2005", "pg_", "deadbeef", "faux-mot", NewPassword, "mdp-push", "secret\"", "PBKDF2" })
            Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_filter_that_there_is_not_a_wrong_value_and_another_key_are_refused()
    {
        await StartAsync(openGate: false);
        var own = await Gateway.CreateKeyAsync("scolarité", Etab.Code);

        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/audit", key: own)).Status);
        foreach (var (query, said) in new[] { ("auteur=x", "filtre"), ("acte=Inconnu", "CleCreee"), ("depuis=hier", "hier"), ("taille=0", "1000"), ("avant=x", "nombre entier") })
        {
            var answer = await Api.Http.SendAsync(HttpMethod.Get, "/api/audit?" + query);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        }

        for (var i = 0; i < 4; i++) await Gateway.CreateKeyAsync("clé " + i, Etab.Code);
        var first = (await Api.GetAsync("/api/audit?acte=CleCreee&taille=3"))!;
        var next = (await Api.GetAsync($"/api/audit?acte=CleCreee&taille=3&avant={first["suite"]}"))!;
        Assert.Equal(["clé 3", "clé 2", "clé 1"], first["entrees"]!.AsArray().Select(NameOf));
        Assert.Equal(["clé 0", "scolarité"], next["entrees"]!.AsArray().Select(NameOf).Take(2));
        Assert.Empty((await EntriesAsync("&acte=CleCreee&jusqua=2020-01-01")));
        Assert.Equal(5, (await EntriesAsync("&acte=CleCreee&etablissement=" + Etab.Uai)).Count);

        static string NameOf(JsonNode? entry) => entry!["details"]![0]!["apres"]!.GetValue<string>();
    }

    [Fact]
    public async Task Every_address_that_shows_candidates_is_audited()
    {
        await StartAsync(openGate: false);
        const string Root = "/api/etablissements/{etab}";
        var unmarked = Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(Root, StringComparison.Ordinal)
                && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && e.Metadata.GetMetadata<MarqueConsultation>() is null && e.Metadata.GetMetadata<ApiPolicy>() == ApiPolicy.Etablissement)
            .Select(e => e.RoutePattern.RawText![Root.Length..].Trim('/'));

        Assert.Equal(WithoutPersons.Order(StringComparer.Ordinal), unmarked.Order(StringComparer.Ordinal));
    }

    // Configuration, keys, clock, connector.
    private async Task ChangesAsync()
    {
        var created = await EntryAsync("EtablissementConfigure");
        Assert.Equal(("créé", "univ-alpes", "tests", "127.0.0.1"), (Text(created, "issue"), Text(created, "etablissement"), Text(created, "qui"), Text(created, "origine")));
        Assert.Equal("session 2026", Text(await EntryAsync("CampagneConfiguree"), "sujet"));
        Assert.Equal("ouvert", Text(await EntryAsync("ConnecteurTeste"), "issue"));

        Etab.Document["libelle"] = "Université renommée";
        Etab.Document["push"]!["motDePasse"] = NewPassword;
        var answer = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());
        var correlation = answer.Headers.GetValues("X-Correlation-Id").Single();
        answer.Dispose();
        var changed = await EntryAsync("EtablissementConfigure", e => Text(e, "issue") == "fait");
        Assert.Equal(correlation, Text(changed, "correlation"));
        var fields = changed["details"]!.AsArray().ToDictionary(d => d!["champ"]!.ToString(), d => d!["apres"]!.ToString());
        Assert.Equal("\"Université renommée\"", fields["libelle"]);
        Assert.Equal("(secret remplacé)", fields["push.motDePasse"]);
        Assert.DoesNotContain("opi.comptes", fields.Keys);
        Etab.Document["push"]!["motDePasse"] = TestEtablissement.PushPassword;
        await Etab.SaveAsync(Gateway);

        var key = (await Api.PostAsync(Etab.Path + "cles", new JsonObject { ["nom"] = "scolarité" }))!["id"]!.GetValue<string>();
        await Api.SendAsync(HttpMethod.Delete, Etab.Path + "cles/" + key, null);
        Assert.Equal(("clé " + key, "univ-alpes"), (Text(await EntryAsync("CleRevoquee"), "sujet"), Text(await EntryAsync("CleRevoquee"), "etablissement")));
        Assert.Equal(Text(await EntryAsync("CleCreee", e => Text(e, "sujet") == "clé " + key), "identifiant"), Text(changed, "identifiant"));
        await Api.SetClockAsync(new DateTimeOffset(2026, 6, 11, 9, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal("tests", Text(await EntryAsync("HorlogeReglee", e => Text(e, "qui") == "tests"), "qui"));
    }

    // What people look at and decide about a candidate.
    private async Task PersonsAsync()
    {
        var voeu = Voeu(17);
        voeu["dateNaissance"] = "30/02/2005";
        await PushAndRestAsync(voeu);
        await Api.PutAsync(Etab.Path + "candidats/2026/17/corrections/dateNaissance", new JsonObject { ["valeur"] = "28/02/2005" });
        await AtRestAsync();
        await GetAsync("candidats/2026/17");
        await GetAsync("candidats/2026/17/chronologie");
        await GetAsync("candidats?recherche=Lefevre");
        var sent = (await ListAsync("livraisons"))[0]!;
        var exchange = (await ListAsync($"livraisons/{sent["id"]}/echanges"))[0]!["id"];
        await GetAsync($"echanges/{exchange}");
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Http.SendAsync(HttpMethod.Get, Etab.Path + "candidats/2026/4711")).Status);
        await PostAsync($"livraisons/{sent["id"]}/relancer");

        var corrected = await EntryAsync("ValeurCorrigee");
        Assert.Equal(("2026/17", "dateNaissance"), (Text(corrected, "sujet"), corrected["details"]![0]!["apres"]!.ToString()));
        var looked = await EntryAsync("DossierConsulte", e => e["details"]![0]!["apres"]!.ToString().EndsWith("/chronologie", StringComparison.Ordinal));
        Assert.Equal(("tests", "127.0.0.1", "2026/17", "univ-alpes"), (Text(looked, "qui"), Text(looked, "origine"), Text(looked, "sujet"), Text(looked, "etablissement")));
        Assert.Equal("2026/17", Text(await EntryAsync("ContenuConsulte", e => e["details"]![0]!["apres"]!.ToString().Contains("/echanges/", StringComparison.Ordinal)), "sujet"));
        await EntryAsync("ListeConsultee", e => e["details"]![0]!["apres"]!.ToString().EndsWith("/candidats", StringComparison.Ordinal));
        Assert.Equal($"livraison {sent["id"]}", Text(await EntryAsync("LivraisonRelancee"), "sujet"));
        Assert.DoesNotContain(await EntriesAsync("&acte=DossierConsulte"), e => Text(e, "sujet") == "2026/4711");
        await EntryAsync("AuditConsulte");
    }

    // Counted, not written one by one; what comes too often is told.
    private async Task RefusalsAsync()
    {
        for (var i = 0; i < 12; i++) await Gateway.Http.SendAsync(HttpMethod.Get, "/api/configuration", key: BadKey);
        for (var i = 0; i < 6; i++)
            await Gateway.Http.PostJsonAsync($"/parcoursup/{Etab.Uai}/admissionCandidat", """{"identifiant":{"login":"psup-push","pwd":"faux-mot-de-passe"},"donneesCandidat":{}}""");
        var other = (await Api.PostAsync("/api/catalogue/cles", new JsonObject { ["nom"] = "ailleurs", ["role"] = "lecture", ["academies"] = "-1" }))!["cle"]!.GetValue<string>();
        await Gateway.Http.SendAsync(HttpMethod.Get, Etab.Path + "synthese", key: other);

        Assert.Equal(12, await CountAsync("api", 12));
        Assert.Equal(6, await CountAsync("push:univ-alpes", 6));
        Assert.Equal("ailleurs", Text(await EntryAsync("AccesRefuse"), "qui"));
        var alert = await EntryAsync("AlerteRefus", e => Text(e, "sujet") == "compte push:univ-alpes");
        Assert.Equal("univ-alpes", Text(alert, "etablissement"));
        await EntryAsync("AlerteRefus", e => Text(e, "sujet") == "compte api");
        await EntryAsync("AlerteRefus", e => Text(e, "sujet") == "adresse 127.0.0.1");
        var task = Assert.Single(await ListAsync("taches"), t => t!["type"]!.ToString() == "RefusRepetes")!;
        Assert.Matches(@"^[56] identifiants refusés en 15 minutes \(compte push:univ-alpes\)", task["message"]!.ToString());
        await PostAsync($"taches/{task["id"]}/terminer");
        Assert.Equal($"tâche {task["id"]}", Text(await EntryAsync("TacheTerminee"), "sujet"));
    }

    private Task<long> CountAsync(string account, long expected) => Poll.UntilAsync(
        async () => (await EntriesAsync("&acte=IdentifiantsRefuses&qui=" + account)).Sum(e => e["nombre"]!.GetValue<long>()), n => n >= expected);
}

public sealed class ActesTestsOnSqlite(PostgresServer postgres) : ActesTests(postgres, DatabaseEngine.Sqlite);

public sealed class ActesTestsOnPostgres(PostgresServer postgres) : ActesTests(postgres, DatabaseEngine.Postgres);
