using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Rule J4: no address changes something and leaves no entry. Each is called, and its entry found by the number of its answer.</summary>
public abstract class ActesParAdresseTests(PostgresServer postgres, DatabaseEngine engine) : AuditTest(postgres, engine)
{
    private readonly SortedSet<string> _called = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];

    [Fact]
    public async Task Every_address_that_changes_something_has_its_act_or_its_reason()
    {
        await StartAsync(openGate: false);
        var mapped = Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"]).Select(m => (Method: m, Path: "/" + e.RoutePattern.RawText!.Trim('/'))))
            // SOAP: machines, whose messages the journal keeps with their account.
            .Where(e => e.Method is not ("GET" or "HEAD" or "OPTIONS") && !e.Path.StartsWith("/services", StringComparison.Ordinal) && !e.Path.StartsWith("/{", StringComparison.Ordinal))
            .Select(e => $"{e.Method} {e.Path}").Distinct().Order(StringComparer.Ordinal);

        var known = ActesParAdresse.Appelees.Keys.Concat(ActesParAdresse.Ailleurs.Keys).Concat(ActesParAdresse.SansActe.Keys).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', known), string.Join('\n', mapped));
        Assert.All(ActesParAdresse.Ailleurs.Values, shown => Assert.NotNull(shown.Test.GetMethod(shown.Method)));
    }

    [Fact]
    public async Task Each_of_them_leaves_the_entry_of_the_call()
    {
        Etab.Document["opi"]!["voie"] = "Fichiers";
        await using var ecole = await EcoleAsync();
        await using var lycee = FregataTest.Lycee(await TestEtablissement.StartAsync("lycee-test", "0740001Z"));
        await StartAsync();
        foreach (var other in (TestEtablissement[])[ecole, lycee]) await other.SaveAsync(Gateway);
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 10, 9, 0, 0, TimeSpan.FromHours(2)));

        // All of them are walked, whatever one has answered.
        foreach (var part in (Func<Task>[])[SettingsAsync, CandidatesAsync, FilesAsync, () => ScolarixAsync(ecole), CatalogueAsync, () => FregataAsync(lycee), EndsAsync])
            if (await Record.ExceptionAsync(part) is { } failure) _failures.Add(failure.ToString());

        Assert.Empty(_failures);
        Assert.Equal(ActesParAdresse.Appelees.Keys.Order(StringComparer.Ordinal), _called);
        Assert.Null((await VerifyAsync()).Message);
    }

    private static async Task<TestEtablissement> EcoleAsync()
    {
        var etab = await TestEtablissement.StartAsync("ecole-test", "0740002A");
        etab.Document.Remove("apogee");
        etab.Document.Remove("opi");
        etab.Document["sis"] = "Scolarix";
        etab.Document["scolarix"] = new JsonObject { ["retour"] = new JsonObject() };
        return etab;
    }

    private async Task SettingsAsync()
    {
        Etab.Document["libelle"] = "Renommée";
        await DoAsync("PUT /api/configuration", "/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) });
        var campagne = Etab.Campagne.DeepClone();
        campagne["fin"] = "2026-11-01";
        await DoAsync("PUT /api/campagnes/{session:int}", "/api/campagnes/2026", campagne);
        Etab.Document["libelle"] = "Renommée encore";
        await DoAsync("PUT /api/etablissements/{etab}", "/api/etablissements/" + Etab.Code, Etab.Document.DeepClone());
        Etab.Formations[0]!["libelle"] = "Droit, autrement dit";
        await OfEtabAsync("PUT", "formations", Etab.Formations.DeepClone());
        await OfEtabAsync("PUT", "nomenclatures", JsonNode.Parse("""{"departement":{"73":"073"}}"""));
        await DoAsync("PUT /api/horloge", "/api/horloge", JsonNode.Parse("""{"maintenant":"2026-07-10T09:05:00+02:00"}"""));
        await OfEtabAsync("POST", "connecteur/test");

        var key = await DoAsync("POST /api/cles", "/api/cles", JsonNode.Parse("""{"nom":"administration 2"}"""));
        await DoAsync("DELETE /api/cles/{id}", "/api/cles/" + key!["id"]);
        key = await OfEtabAsync("POST", "cles", JsonNode.Parse("""{"nom":"scolarité"}"""));
        await OfEtabAsync("DELETE", "cles/" + key!["id"], pattern: "cles/{id}");
    }

    private async Task CandidatesAsync()
    {
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await OfEtabAsync("POST", "inscriptions", new JsonArray(new JsonObject { ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-07-09T08:00:00Z" }));
        await OfEtabAsync("POST", "resultats-bac", new JsonArray(new JsonObject { ["session"] = 2026, ["codeCandidat"] = 17, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" }));
        await OfEtabAsync("POST", "remontees");
        await OfEtabAsync("POST", "recuperations", new JsonObject { ["codeCandidat"] = 17 });
        const string Corrections = "candidats/{session:int}/{codeCandidat:int}/corrections/{champ}";
        await OfEtabAsync("PUT", "candidats/2026/17/corrections/dateNaissance", new JsonObject { ["valeur"] = "28/02/2005" }, Corrections);
        await OfEtabAsync("DELETE", "candidats/2026/17/corrections/dateNaissance", pattern: Corrections);
        await AtRestAsync();
    }

    private async Task FilesAsync()
    {
        foreach (var end in (string[])["confirmer", "rejeter"])
        {
            await PushAndRestAsync(Voeu(end == "confirmer" ? 20 : 21));
            await OfEtabAsync("POST", "fichiers");
            var lot = (await GetAsync("fichiers"))!["lots"]![0]!["lot"];
            await OfEtabAsync("POST", $"fichiers/{lot}/{end}", new JsonObject { ["motif"] = "essai" }, $"fichiers/{{lot:int}}/{end}");
        }

        foreach (var end in (string[])["confirmer", "abandonner"])
        {
            const string Csv = "Numéro candidat;Nom;Prénom;Etat civil;Date de Naissance;date réponse\n30;Lefèvre;Zoé;Mme;01/02/2008;05/06/2026 10:00\n";
            var id = (await OfEtabAsync("POST", $"importations?session=2026&formation={Droit}", Csv, "importations", "text/csv"))!["id"];
            await Poll.UntilAsync(async () => (await GetAsync($"importations/{id}"))!["etat"]!.ToString(), etat => etat == "AConfirmer");
            await OfEtabAsync("POST", $"importations/{id}/{end}", pattern: $"importations/{{id:long}}/{end}");
        }
    }

    private async Task ScolarixAsync(TestEtablissement ecole)
    {
        await ecole.PushAsync(Gateway, At(ecole, 17));
        await Api.AtRestAsync(ecole.Code);
        await OfEtabAsync("POST", "scolarix/retours", "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n17;;;VALIDEE;O;10/07/2026 08:30\r\n", type: "text/csv", etab: ecole);
        await OfEtabAsync("PUT", "scolarix/declarations/2026/17", new JsonObject { ["titulaire"] = true }, "scolarix/declarations/{session:int}/{codeCandidat:int}", etab: ecole);
        await OfEtabAsync("POST", "scolarix/instantanes", etab: ecole);
    }

    private async Task CatalogueAsync()
    {
        var key = await DoAsync("POST /api/catalogue/cles", "/api/catalogue/cles", JsonNode.Parse("""{"nom":"moss","role":"moss","academies":"-1"}"""));
        using var moss = Gateway.Client(key!["cle"]!.GetValue<string>());
        await DoAsync("POST /api/catalogue/campagnes", "/api/catalogue/campagnes", JsonNode.Parse("""{"debut":"2025-09-10"}"""), moss);
        await DoAsync("POST /api/catalogue/mefs", "/api/catalogue/mefs", "mef10\n3272140142\n", moss, "text/csv");
        await DoAsync("POST /api/catalogue/retour", "/api/catalogue/retour", new JsonArray(), moss);
        await DoAsync("DELETE /api/catalogue/cles/{id}", "/api/catalogue/cles/" + key["id"]);
    }

    private async Task FregataAsync(TestEtablissement lycee)
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(2)));
        lycee.Parcoursup.Enregistrer([At(lycee, 17), At(lycee, 18)]);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Gateway.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FregataApi.Login}:{FregataApi.Password}")));
        var line = new JsonObject { ["inscriptions"] = new JsonArray(FregataApi.Line(17)) };
        Task<JsonNode?> Do(string method, string path, JsonNode? body = null, string? pattern = null) =>
            DoAsync($"{method} /fregata/v1/{{uai}}/{pattern ?? path}", $"/fregata/v1/{lycee.Uai}/{path}", body, http);

        var import = await Do("POST", "imports", JsonNode.Parse("""{"anneeScolaire":"2026-2027"}"""));
        await Do("POST", "inscriptions/traitement", line.DeepClone());
        await Do("POST", "validations", line.DeepClone());
        await Do("POST", "validations/annulations", line.DeepClone());
        await Do("DELETE", "imports/" + import!["id"], pattern: "imports/{id:long}");
        var entry = await EntryAsync("FregataDeclaration");
        Assert.Equal(("fregata:lycee-test:fregata", "lycee-test"), (Text(entry, "qui"), Text(entry, "etablissement")));
    }

    private static JsonObject At(TestEtablissement etab, int code)
    {
        var voeu = Voeu(code);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return voeu;
    }

    private async Task EndsAsync()
    {
        var whom = JsonNode.Parse("""{"session":2026,"codeCandidat":17,"confirmer":true}""")!;
        await DoAsync("POST /api/personnes/exporter", "/api/personnes/exporter", whom.DeepClone());
        await DoAsync("POST /api/personnes/effacer", "/api/personnes/effacer", whom);
        await DoAsync("POST /api/campagnes/{session:int}/clore", "/api/campagnes/2026/clore?confirmer=2026");
        await DoAsync("POST /api/campagnes/{session:int}/purger", "/api/campagnes/2026/purger?confirmer=2026");
        await DoAsync("DELETE /api/etablissements/{etab}", $"/api/etablissements/{Etab.Code}?confirmer={Etab.Code}");
    }

    private Task<JsonNode?> OfEtabAsync(string method, string path, object? body = null, string? pattern = null, string type = "application/json", TestEtablissement? etab = null) =>
        DoAsync($"{method} /api/etablissements/{{etab}}/{pattern ?? path.Split('?')[0]}", (etab ?? Etab).Path + path, body, type: type);

    // The call must be taken, and its own number must stand in the audit with the act that the list says.
    private async Task<JsonNode?> DoAsync(string pattern, string path, object? body = null, HttpClient? http = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(pattern.Split(' ')[0]), path);
        if (body is not null) request.Content = new StringContent(body as string ?? ((JsonNode)body).ToJsonString(), Encoding.UTF8, type);
        using var answer = await (http ?? Api.Http).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) _failures.Add($"{pattern} answered {(int)answer.StatusCode}: {text}");
        var number = answer.Headers.GetValues("X-Correlation-Id").Single();
        var acts = await Gateway.QueryAsync<string>($"SELECT acte FROM audit WHERE correlation = '{number}'");
        if (!acts.Contains(ActesParAdresse.Appelees[pattern])) _failures.Add($"{pattern} left « {string.Join(", ", acts)} » and not {ActesParAdresse.Appelees[pattern]}.");
        _called.Add(pattern);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}

public sealed class ActesParAdresseOnSqlite(PostgresServer postgres) : ActesParAdresseTests(postgres, DatabaseEngine.Sqlite);

public sealed class ActesParAdresseOnPostgres(PostgresServer postgres) : ActesParAdresseTests(postgres, DatabaseEngine.Postgres);
