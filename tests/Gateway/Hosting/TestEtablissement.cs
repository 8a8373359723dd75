using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// An établissement of the tests: its configuration document, which a test may change before or after it is saved,
/// and the simulated Parcoursup and Apogée on the other side.
/// </summary>
public sealed class TestEtablissement : IAsyncDisposable
{
    public const string PushLogin = "psup-push";
    public const string PushPassword = "mdp-push";
    public static readonly CandidatTest Dummy = new(1, "TEST", "Connecteur", "01/01/2008");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private TestEtablissement(ParcoursupSimulator parcoursup, ApogeeSimulator apogee, string code, string uai)
    {
        (Parcoursup, Apogee, Code, Uai) = (parcoursup, apogee, code, uai);
        Document = TestDocument.Etablissement(code, uai, parcoursup.UrlApiRest, apogee.UrlOpiMetier);
        Campagne = TestDocument.Campagne();
    }

    public ParcoursupSimulator Parcoursup { get; }
    public ApogeeSimulator Apogee { get; }
    public string Code { get; }
    public string Uai { get; }

    /// <summary>The établissement's part of the configuration document.</summary>
    public JsonObject Document { get; }

    /// <summary>The formation mapping in it.</summary>
    public JsonArray Formations => Document["formations"]!.AsArray();

    /// <summary>The calendar of session 2026: results published on 7 July.</summary>
    public JsonObject Campagne { get; }

    /// <summary>Path of its addresses in the REST API.</summary>
    public string Path => $"/api/etablissements/{Code}/";

    public static async Task<TestEtablissement> StartAsync(
        string code = "univ-alpes", string uai = "0730013T", Func<ParcoursupOptions, ParcoursupOptions>? parcoursup = null, Func<ApogeeOptions, ApogeeOptions>? apogee = null)
    {
        var psup = new ParcoursupOptions { Etablissements = [new EtablissementParcoursup(uai, "psup", "secret")], CandidatTest = Dummy, DelaiPoussee = Poll.Patience };
        var apo = new ApogeeOptions { Login = "opi", MotDePasse = "mdp", Release = new Version(6, 50), Retard = TimeSpan.FromMilliseconds(200) };
        return new TestEtablissement(
            await ParcoursupSimulator.StartAsync(parcoursup?.Invoke(psup) ?? psup, TimeProvider.System, default),
            await ApogeeSimulator.StartAsync(apogee?.Invoke(apo) ?? apo, TimeProvider.System, default), code, uai);
    }

    /// <summary>Saves the document and the calendar as they are now.</summary>
    public Task SaveAsync(GatewayInstance gateway) => gateway.Admin.PutAsync("/api/configuration", new JsonObject
    {
        ["campagnes"] = new JsonArray(Campagne.DeepClone()), ["etablissements"] = new JsonArray(Document.DeepClone()),
    });

    /// <summary>Runs "Tester connecteur", which must open the gate (rule D1).</summary>
    public async Task OpenGateAsync(GatewayInstance gateway)
    {
        // Each step of the test has its limit, which a machine that stands still may pass.
        for (var trial = 1; ; trial++)
        {
            var report = await gateway.Admin.PostAsync(Path + "connecteur/test");
            if (report!["ouvert"]!.GetValue<bool>()) return;
            Assert.True(trial < 5, report.ToJsonString());
        }
    }

    /// <summary>Puts the wishes into Parcoursup and pushes them, each acknowledged.</summary>
    public async Task PushAsync(GatewayInstance gateway, params JsonObject[] voeux)
    {
        Parcoursup.Enregistrer(voeux);
        var keys = voeux.Select(KeyOf).ToArray();
        var outcome = await Parcoursup.PousserAsync(keys, new Uri(gateway.Url, $"/parcoursup/{Uai}/"), PushLogin, PushPassword, default);
        Assert.Equal(voeux.Length, outcome.Acquittees);
    }

    /// <summary>As Parcoursup does in the end: what was not acknowledged comes again.</summary>
    public async Task PushUntilAcknowledgedAsync(GatewayInstance gateway, JsonObject voeu)
    {
        Parcoursup.Enregistrer([voeu]);
        await Poll.UntilAsync(async () => (await Parcoursup.PousserAsync(
            [KeyOf(voeu)], new Uri(gateway.Url, $"/parcoursup/{Uai}/"), PushLogin, PushPassword, default)).Acquittees == 1);
    }

    public async Task<JsonNode> ApogeeStateAsync() => JsonNode.Parse(await _http.GetStringAsync(new Uri(Apogee.Url, "/etat")))!;

    public async Task<JsonNode> ParcoursupStateAsync() => JsonNode.Parse(await _http.GetStringAsync(new Uri(Parcoursup.Url, "/etat")))!;

    /// <summary>What Apogée holds of an OPI number, such as <c>L1DROI=F L1ECO=D</c>; empty when it does not know it.</summary>
    public async Task<string> VoeuxAsync(string codOpi)
    {
        var opi = (await ApogeeStateAsync())["opi"]!.AsArray().SingleOrDefault(o => o!["codOpiIntEpo"]!.GetValue<string>() == codOpi);
        return string.Join(' ', (opi?["voeux"]!.AsArray() ?? []).Select(v => $"{v!["codEtp"]}={v["codDecVeu"]}").Order(StringComparer.Ordinal));
    }

    /// <summary>The states that Parcoursup was told of a candidate's formation, in turn, such as <c>1 3</c>.</summary>
    public async Task<string> FeedbackAsync(int codeCandidat, int formation = TestDocument.Droit)
    {
        var ia = (await ParcoursupStateAsync())["inscriptions"]!.AsArray()
            .SingleOrDefault(i => i!["codeCandidat"]!.GetValue<int>() == codeCandidat && i["codeFormationPsup"]!.GetValue<int>() == formation);
        return string.Join(' ', (ia?["historique"]!.AsArray() ?? []).Select(etat => etat!.ToString()));
    }

    /// <summary>The person of an OPI number enrols at Apogée; gives the student number.</summary>
    public async Task<int> EnrolAtApogeeAsync(string codOpi)
    {
        using var response = await _http.PostAsync(new Uri(Apogee.Url, "/etudiants"), new StringContent(new JsonObject { ["codOpiIntEpo"] = codOpi }.ToJsonString()));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["codEtu"]!.GetValue<int>();
    }

    /// <summary>Orders a fault, such as <c>{"type":"503","nombre":3}</c>.</summary>
    public Task FaultAtApogeeAsync(string order) => OrderAsync(Apogee.Url, order);

    /// <inheritdoc cref="FaultAtApogeeAsync"/>
    public Task FaultAtParcoursupAsync(string order) => OrderAsync(Parcoursup.Url, order);

    /// <summary>Clears the faults that still wait.</summary>
    public async Task ClearFaultsAsync()
    {
        foreach (var url in new[] { Apogee.Url, Parcoursup.Url })
            using (await _http.DeleteAsync(new Uri(url, "/pannes"))) { }
    }

    public static CleVoeu KeyOf(JsonObject voeu) => new(
        voeu["session"]!.GetValue<int>(), voeu["codeCandidat"]!.GetValue<int>(), voeu["codeFormationPsup"]!.GetValue<int>(), voeu["internat"]?.GetValue<int>() ?? 0);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Parcoursup.DisposeAsync();
        await Apogee.DisposeAsync();
    }

    private async Task OrderAsync(Uri simulator, string order)
    {
        using var response = await _http.PostAsync(new Uri(simulator, "/pannes"), new StringContent(order));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
