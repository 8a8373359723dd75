using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

/// <summary>A simulator with one établissement, and the calls of its client.</summary>
internal sealed class ParcoursupFixture : IAsyncDisposable
{
    public const string Uai = "0730013T";
    public static readonly CandidatTest Test = new(1, "TEST", "Connecteur", "01/01/2008");

    private ParcoursupFixture(ParcoursupSimulator simulator)
    {
        Simulator = simulator;
        Http = new HttpClient { BaseAddress = simulator.Url };
    }

    public ParcoursupSimulator Simulator { get; }

    public HttpClient Http { get; }

    public static async Task<ParcoursupFixture> StartAsync(Func<ParcoursupOptions, ParcoursupOptions>? change = null)
    {
        var options = new ParcoursupOptions
        {
            Etablissements = [new EtablissementParcoursup(Uai, "psup", "secret"), new EtablissementParcoursup("0380134P", "autre", "secret2")],
            CandidatTest = Test,
        };
        return new ParcoursupFixture(await ParcoursupSimulator.StartAsync(change?.Invoke(options) ?? options, TimeProvider.System, default));
    }

    public static JsonObject Candidat(int code, int situation = 1, int formation = 8842, string uai = Uai) => new()
    {
        ["session"] = 2026, ["codeCandidat"] = code, ["codeFormationPsup"] = formation, ["codeSISE"] = "2500001",
        ["codeAmenagement"] = 0, ["codeSituation"] = situation, ["dateReponse"] = "19/05/2026 19:42", ["ine"] = "123456789AB",
        ["nom"] = "Lefèvre", ["prenom"] = "Zoé", ["dateNaissance"] = "28/02/2008", ["internat"] = 0, ["codeEtablissement"] = uai,
    };

    public static JsonObject Feedback(int code, int etat = 1, int formation = 8842) => new()
    {
        ["codeCandidat"] = code, ["ine"] = "123456789AB", ["nom"] = "Lefèvre", ["prenom"] = "Zoé", ["dateNaissance"] = "28/02/2008",
        ["codeFormationPsup"] = formation, ["codeSISE"] = "2500001", ["etatInscription"] = etat, ["codeEtablissementAffectation"] = Uai,
    };

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) =>
        Http.PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> CallAsync(string method, JsonObject body, string pwd = "secret")
    {
        body["identifiant"] = new JsonObject { ["login"] = "psup", ["pwd"] = pwd };
        return PostAsync("/ApiRest/" + method, body);
    }

    public async Task<JsonNode> AnswerAsync(string method, JsonObject body, string pwd = "secret")
    {
        using var response = await CallAsync(method, body, pwd);
        Assert.Equal(200, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public Task<JsonNode> PullAsync(int? candidat = null)
    {
        var body = new JsonObject { ["codeEtablissement"] = Uai };
        if (candidat is not null)
            body["codeCandidat"] = candidat;
        return AnswerAsync("getCandidatsAdmis", body);
    }

    public async Task<string> FeedbackAsync(JsonObject body) =>
        (await AnswerAsync("majInscriptionAdministrative", body))["retour"]!.GetValue<string>();

    public async Task<JsonNode> EtatAsync() => JsonNode.Parse(await Http.GetStringAsync("/etat"))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
