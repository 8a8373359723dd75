using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Api;

/// <summary>
/// Every address of the running gateway, asked with every kind of credential of another établissement: nothing of the
/// victim is read, nothing of it is written. The list is the gateway's own; an address for which
/// <see cref="Bodies"/> or <see cref="Value"/> has nothing to say fails the walk, so that a new one cannot be forgotten.
/// </summary>
public sealed partial class ForeignCredentialTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string OpiAccount = "ecandidat:mdp-ecandidat";

    // Ours to everybody: the first page, the documentation, supervision and the contracts hold nothing of any établissement.
    private static bool IsPublic((string Method, string Pattern) route) =>
        route.Pattern is "/" or "/style.css" or "/docs/{**chemin}" or "/openapi" or "/openapi.json" or "/sante" or "/sante/vivante"
            or "/sante/prete" or "/fregata/v1/openapi.json"
            || route.Pattern.StartsWith("/api/exposition/", StringComparison.Ordinal) || (route.Method is "GET" or "HEAD" && IsSoap(route));

    private static bool IsSoap((string Method, string Pattern) route) => route.Pattern.Contains("/services/", StringComparison.Ordinal);

    /// <summary>What each address takes: a body that its owner could send.</summary>
    private static readonly Dictionary<string, Func<string>> Bodies = new(StringComparer.Ordinal)
    {
        ["PUT /api/configuration"] = () => new JsonObject { ["etablissements"] = new JsonArray(VictimDocument()) }.ToJsonString(),
        ["PUT /api/campagnes/{session:int}"] = () => TestDocument.Campagne().ToJsonString(),
        ["PUT /api/etablissements/{etab}"] = () => VictimDocument().ToJsonString(),
        ["POST /api/cles"] = () => """{"nom":"intrus"}""",
        ["POST /api/etablissements/{etab}/cles"] = () => """{"nom":"intrus"}""",
        ["POST /api/campagnes/{session:int}/clore"] = () => "",
        ["POST /api/campagnes/{session:int}/purger"] = () => "",
        ["POST /api/personnes/exporter"] = () => $$"""{"session":2026,"codeCandidat":{{Victim.Candidat}}}""",
        ["POST /api/personnes/effacer"] = () => $$"""{"session":2026,"codeCandidat":{{Victim.Candidat}}}""",
        ["PUT /api/horloge"] = () => """{"maintenant":"2026-06-11T09:00:00+02:00"}""",
        ["PUT /api/etablissements/{etab}/formations"] = () => "[]",
        ["PUT /api/etablissements/{etab}/nomenclatures"] = () => "{}",
        ["PUT /api/etablissements/{etab}/candidats/{session:int}/{codeCandidat:int}/corrections/{champ}"] = () => """{"valeur":"Intrus"}""",
        ["POST /api/etablissements/{etab}/connecteur/test"] = () => "",
        ["POST /api/etablissements/{etab}/recuperations"] = () => $$"""{"codeCandidat":{{Victim.Candidat}}}""",
        ["POST /api/etablissements/{etab}/inscriptions"] = () => $$"""{"session":2026,"codeCandidat":{{Victim.Candidat}},"codeFormationPsup":8842,"payee":true,"dateMaj":"2026-06-12T00:00:00Z"}""",
        ["POST /api/etablissements/{etab}/resultats-bac"] = () => $$"""{"session":2026,"codeCandidat":{{Victim.Candidat}},"resultat":"REFUSE","date":"2026-07-07"}""",
        ["POST /api/etablissements/{etab}/importations"] = () => "Numéro;Nom\n17;Intrus\n",
        ["POST /api/etablissements/{etab}/importations/{id:long}/confirmer"] = () => "",
        ["POST /api/etablissements/{etab}/importations/{id:long}/abandonner"] = () => "",
        ["POST /api/etablissements/{etab}/remontees"] = () => "",
        ["POST /api/etablissements/{etab}/taches/{id:long}/terminer"] = () => "",
        ["POST /api/etablissements/{etab}/gardes/{id:long}/confirmer"] = () => "",
        ["POST /api/etablissements/{etab}/gardes/{id:long}/rejeter"] = () => "",
        ["POST /api/etablissements/{etab}/livraisons/{id:long}/relancer"] = () => "",
        ["POST /api/etablissements/{etab}/fichiers"] = () => "",
        ["POST /api/etablissements/{etab}/scolarix/retours"] = () => "NUMERO_PARCOURSUP;STATUT;PAYEE;DATE\r\n4321;VALIDEE;O;10/07/2026\r\n",
        ["POST /api/etablissements/{etab}/fichiers/{lot:int}/confirmer"] = () => "",
        ["POST /api/etablissements/{etab}/fichiers/{lot:int}/rejeter"] = () => """{"motif":"intrus"}""",
        ["POST /api/etablissements/{etab}/scolarix/instantanes"] = () => "",
        ["POST /api/etablissements/{etab}/scolarix/instantanes/{numero:int}/confirmer"] = () => "",
        ["POST /api/etablissements/{etab}/scolarix/instantanes/{numero:int}/rejeter"] = () => "",
        ["PUT /api/etablissements/{etab}/scolarix/declarations/{session:int}/{codeCandidat:int}"] = () => """{"titulaire":true}""",
        ["POST /api/etablissements/{etab}/laissez-passer"] = () => $$"""{"session":2026,"codeCandidat":{{Victim.Candidat}},"codeFormation":8842}""",
        ["POST /api/catalogue/formations/{cle}/publier"] = () => "",
        ["POST /api/catalogue/formations/{cle}/ne-pas-publier"] = () => """{"raison":"intrus"}""",
        ["PUT /api/catalogue/regles"] = () => "[]",
        ["POST /api/catalogue/regles/simulation"] = () => "[]",
        ["PUT /api/catalogue/regles/{regle}/statuts/{academie}"] = () => """{"statut":"à publier"}""",
        ["POST /api/catalogue/nuits"] = () => """{"date":"2026-02-12"}""",
        ["POST /api/catalogue/restaurations"] = () => """{"nuit":"2026-02-12"}""",
        ["POST /api/catalogue/campagnes"] = () => """{"debut":"2025-09-10"}""",
        ["POST /api/catalogue/imports"] = () => "cle_ministere_educatif\nINTRUS\n",
        ["POST /api/catalogue/mefs"] = () => "mef10\n3113140921\n",
        ["POST /api/catalogue/retour"] = () => "[]",
        ["POST /api/catalogue/cles"] = () => """{"nom":"intrus","role":"moss"}""",
        ["POST /parcoursup/{uai}/admissionCandidat"] = PushBody,
        ["POST /parcoursup/{uai}/admissionCandidat/admissionCandidat"] = PushBody,
        ["POST /parcoursup/{uai}/admissionCandidatadmissionCandidat"] = PushBody,
        ["POST /parcoursup/{uai}/ApiRest/getCandidatsAdmis"] = () => $$"""{"codeEtablissement":"{{SharedGateway.OtherUai}}"}""",
        ["POST /parcoursup/{uai}/ApiRest/majInscriptionAdministrative"] = () =>
            $$"""{"codeCandidat":{{Victim.Candidat}},"ine":"{{Victim.Candidat:D9}}AA","nom":"Intrus","prenom":"Zoé","codeFormationPsup":8842,"etatInscription":1}""",
        ["POST /services/OpiMetier"] = () => Envelope(Individu("E9") + Voeux(("L1DROI", "D"))),
        ["POST /{uai}/services/OpiMetier"] = () => Envelope(Individu("E9") + Voeux(("L1DROI", "D"))),
        ["POST /fregata/v1/{uai}/imports"] = () => """{"anneeScolaire":"2026-2027"}""",
        ["POST /fregata/v1/{uai}/inscriptions/traitement"] = FregataBody,
        ["POST /fregata/v1/{uai}/validations"] = FregataBody,
        ["POST /fregata/v1/{uai}/validations/controles"] = FregataBody,
        ["POST /fregata/v1/{uai}/validations/annulations"] = FregataBody,
        ["POST /services/PasserelleApogee"] = JobBody,
        ["POST /{uai}/services/PasserelleApogee"] = JobBody,
    };

    private TestStorage _storage = null!;
    private TestEtablissement _intruder = null!;
    private TestEtablissement _victim = null!;
    private GatewayInstance _gateway = null!;
    private int _address;
    private string _intruderKey = "";
    private string _victimKey = "";
    private string _victimKeyId = "";

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        _intruder = await TestEtablissement.StartAsync();
        _victim = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        _victim.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = SharedGateway.OtherPushPassword };
        _victim.Document["parcoursup"]!["login"] = "psup-des-lacs";
        _victim.Document["parcoursup"]!["motDePasse"] = "secret-des-lacs";
        _victim.Document["libelle"] = Victim.Marker;
        SharedGateway.AddAccount(_intruder, "ecandidat", "mdp-ecandidat", "E");
        SharedGateway.AddAccount(_victim, "lacs", "mdp-des-lacs", "E");
        _intruder.UseService("travail-alpes");
        _victim.UseService("travail-lacs");
        AddFregata(_intruder.Document, "alpes");
        AddFregata(_victim.Document, "lacs");
        _gateway = await GatewayInstance.StartAsync(_storage);
        await _intruder.SaveAsync(_gateway);
        await _victim.SaveAsync(_gateway);
        _intruderKey = await _gateway.CreateKeyAsync("intrus", _intruder.Code);
        var created = (await _gateway.Admin.PostAsync(_victim.Path + "cles", new JsonObject { ["nom"] = Victim.Marker }))!;
        (_victimKeyId, _victimKey) = (created["id"]!.GetValue<string>(), created["cle"]!.GetValue<string>());
        await Victim.FillAsync(_gateway, _victim);
    }

    [Fact]
    public async Task A_credential_of_another_etablissement_reads_nothing_and_writes_nothing_whatever_the_address()
    {
        var before = await Victim.ContentAsync(_gateway);
        Assert.Contains(Victim.Marker, before, StringComparison.Ordinal);
        var walked = await WalkAsync(Routes());
        // Addresses that are closed to an établissement of another system would prove nothing.
        _intruder.Document["sis"] = "Scolarix";
        await _gateway.Admin.PutAsync("/api/etablissements/" + _intruder.Code, _intruder.Document.DeepClone());
        var opened = await WalkAsync(Routes().Where(r => r.Pattern.Contains("/scolarix/", StringComparison.Ordinal)));

        // What was let in under the intruder's own name is applied before the victim is looked at again.
        await _gateway.Admin.AtRestAsync(_intruder.Code);
        Assert.Equal(before, await Victim.ContentAsync(_gateway));
        Assert.True(walked > 200 && opened > 10, $"Only {walked} and {opened} calls were made.");
    }

    [Fact]
    public async Task Each_of_these_calls_is_one_that_its_owner_may_make()
    {
        Credential[] owner =
        [
            new("key", "Bearer " + _victimKey, null), new("admin", _gateway.Admin.Http.DefaultRequestHeaders.Authorization!.ToString(), null),
            new("opi", Basic("lacs:mdp-des-lacs"), null), new("job", Basic("travail-lacs:mdp-travail-lacs"), null), new("fregata", Basic("fregata-lacs:mdp-lacs"), null), new("push", null, ("psup-lacs", SharedGateway.OtherPushPassword)), new("facade", null, ("psup-des-lacs", "secret-des-lacs")),
        ];
        // What replaces and what removes come last.
        // The catalogue is the country's: who may do what there has tests of its own.
        foreach (var route in Routes().Where(r => !r.Pattern.StartsWith("/api/catalogue/", StringComparison.Ordinal)).OrderBy(r => r.Method switch { "DELETE" => 2, "PUT" => 1, _ => 0 }).ThenByDescending(r => r.Pattern.Length))
        {
            var answers = new List<Answer>();
            foreach (var credential in owner) answers.Add(await SendAsync(route, Concrete(route.Pattern, _victim.Uai, _victim.Code), credential));
            Assert.True(answers.Exists(a => (int)a.Status is not (400 or 401 or 403 or 405 or 415)),
                $"{route}: {string.Join('\n', answers.Select(a => $"{a.Status} {a.Text}"))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _intruder.DisposeAsync();
        await _victim.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private async Task<int> WalkAsync(IEnumerable<(string Method, string Pattern)> routes)
    {
        var walked = 0;
        foreach (var route in routes)
            foreach (var (path, own) in Paths(route.Pattern))
                foreach (var credential in Credentials())
                {
                    var answer = await SendAsync(route, path, credential);
                    Assert.False(answer.Text.Contains(Victim.Marker, StringComparison.OrdinalIgnoreCase), $"{route} with {credential.Kind} gave: {answer.Text}");
                    Assert.True((int)answer.Status < 500 || IsSoap(route) || own, $"{route} with {credential.Kind} answered {answer.Status}: {answer.Text}");
                    if (!own && !IsPublic(route))
                        Assert.True(answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{route} with {credential.Kind} answered {answer.Status}: {answer.Text}");
                    walked++;
                }

        return walked;
    }

    private IEnumerable<(string Method, string Pattern)> Routes() => _gateway.Services.GetServices<EndpointDataSource>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        // Pages know persons, and no credential of a machine: AccesPagesTests walks over them.
        .Where(e => e.Metadata.GetMetadata<PagePolicy>() is null)
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "DELETE"]).Select(m => (m, "/" + e.RoutePattern.RawText!.Trim('/'))))
        .Distinct();

    // The victim's address by its UAI and by its code; and the intruder's own address with the victim's numbers in it.
    private IEnumerable<(string Path, bool Own)> Paths(string pattern)
    {
        var ofNobody = !pattern.Contains("{etab}", StringComparison.Ordinal) && !pattern.Contains("{code}", StringComparison.Ordinal) && !pattern.Contains("{uai}", StringComparison.Ordinal);
        yield return (Concrete(pattern, _victim.Uai, _victim.Code), ofNobody && !pattern.StartsWith("/api", StringComparison.Ordinal));
        yield return (Concrete(pattern, _victim.Uai, _victim.Uai), ofNobody && !pattern.StartsWith("/api", StringComparison.Ordinal));
        yield return (Concrete(pattern, _intruder.Uai, _intruder.Code), true);
    }

    private string Concrete(string pattern, string uai, string etab) =>
        Parameter().Replace(pattern, m => Value(m.Groups[1].Value, uai, etab));

    private string Value(string name, string uai, string etab) => name switch
    {
        "etab" or "code" => etab,
        "uai" => uai,
        "session" => "2026",
        "codeCandidat" => Victim.Candidat.ToString(CultureInfo.InvariantCulture),
        "id:long" => Victim.Id.ToString(CultureInfo.InvariantCulture),
        "session:int" => "2026",
        "lot:int" or "numero:int" => Victim.Id.ToString(CultureInfo.InvariantCulture),
        "codeCandidat:int" => Victim.Candidat.ToString(CultureInfo.InvariantCulture),
        "champ" => "nom",
        "codOpi" => Victim.Candidat.ToString(CultureInfo.InvariantCulture),
        "id" => _victimKeyId,
        "regle" => "r1",
        "academie" => "14",
        "cle" or "**reste" => Victim.Candidat.ToString(CultureInfo.InvariantCulture),
        "**chemin" => "guide/mise-en-route.md",
        _ => throw new InvalidOperationException($"The walk has no value for {{{name}}}: give it one that belongs to the victim."),
    };

    private IEnumerable<Credential> Credentials() =>
    [
        new("key", "Bearer " + _intruderKey, null),
        new("opi", Basic(OpiAccount), null),
        new("job", Basic("travail-alpes:mdp-travail-alpes"), null),
        new("fregata", Basic("fregata-alpes:mdp-alpes"), null),
        new("push", null, (TestEtablissement.PushLogin, TestEtablissement.PushPassword)),
        new("facade", null, ("psup", "secret")),
        new("key and push", "Bearer " + _intruderKey, (TestEtablissement.PushLogin, TestEtablissement.PushPassword)),
    ];

    private async Task<Answer> SendAsync((string Method, string Pattern) route, string path, Credential credential)
    {
        if (route.Method == "POST" && route.Pattern.EndsWith("/importations", StringComparison.Ordinal)) path += "?session=2026&formation=8842";
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path + (route is ("DELETE", "/api/etablissements/{etab}" or "/api/cles/{id}") ? $"?confirmer={_victim.Code}" : IsSoap(route) ? "?wsdl" : ""));
        if (credential.Authorization is { } header) request.Headers.TryAddWithoutValidation("Authorization", header);
        if (route.Method is "POST" or "PUT")
        {
            Assert.True(Bodies.TryGetValue($"{route.Method} {route.Pattern}", out var body), $"The walk has no body for {route.Method} {route.Pattern}: give it one that its owner could send.");
            var text = body!();
            if (credential.Pair is { } pair && text.StartsWith('{') && JsonNode.Parse(text) is JsonObject json)
            {
                json["identifiant"] = new JsonObject { ["login"] = pair.Login, ["pwd"] = pair.Password };
                text = json.ToJsonString();
            }

            request.Content = new StringContent(text, Encoding.UTF8, text.StartsWith('<') ? "text/xml" : "application/json");
        }

        // Each call from its own address, so that none is merely throttled.
        using var http = _gateway.From($"127.2.{++_address / 250}.{(_address % 250) + 1}");
        using var response = await AnsweredAsync(http, request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    private static async Task<HttpResponseMessage> AnsweredAsync(HttpClient http, HttpRequestMessage request)
    {
        try
        {
            return await http.SendAsync(request);
        }
        catch (TaskCanceledException)
        {
            throw new InvalidOperationException($"{request.Method} {request.RequestUri} was never answered.");
        }
    }

    // The victim's candidate by number and UAI, but what the intruder sends himself is not the marker.
    private static string PushBody() => new JsonObject { ["donneesCandidat"] = Victim.Voeu("Intrus") }.ToJsonString();

    private static string FregataBody() => $$"""{"inscriptions":[{"id":"2026-{{Victim.Candidat}}-8842","ine":"{{Victim.Candidat:D9}}AA"}]}""";

    // An account beside Apogée: what two lycées may do to each other is in ForeignFregataTests.
    private static void AddFregata(JsonObject document, string name) => document["fregata"] = new JsonObject
    {
        ["comptes"] = new JsonArray(new JsonObject { ["login"] = "fregata-" + name, ["motDePasse"] = "mdp-" + name, ["roles"] = new JsonArray("AdministrateurEtablissement", "GestionInscriptions") }),
    };

    private static string JobBody() => TraitementCalls.JobEnvelope("confirmerOpi", $"<codOpiIntEpo>{Victim.Candidat}</codOpiIntEpo><vets/>");

    private static JsonObject VictimDocument()
    {
        var document = TestDocument.Etablissement("univ-lacs", SharedGateway.OtherUai, new Uri("http://127.0.0.1:1/ApiRest/"), new Uri("http://127.0.0.1:1/services/OpiMetier"));
        AddFregata(document, "lacs");
        return document;
    }

    private static string Basic(string pair) => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))).ToString();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();

    /// <param name="Pair">Put into a JSON body as <c>identifiant</c>.</param>
    private sealed record Credential(string Kind, string? Authorization, (string Login, string Password)? Pair);
}
