using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.GrandesListes;

/// <summary>The gateway on a fresh database. Its connector was never tested, so nothing is delivered during the measure.</summary>
internal sealed class MeasuredGateway(string parcoursup, string? postgres) : IAsyncDisposable
{
    public const string Login = "psup";
    public const string Password = "mot-de-passe-de-mesure";
    public const string Uai = "0730013T";
    public const int Formation = 8842;
    private const string Api = "/api/etablissements/mesure/";

    // The days of a calendar belong to its session; the list is of June, before the results.
    private static readonly (string, string)[] Clock = [("Horloge__Simulable", "true"), ("Horloge__Depart", "2026-06-10T09:00:00+02:00")];

    private readonly GatewayProcess _gateway = new(postgres is null ? Clock :
    [
        .. Clock, ("Stockage__Type", "PostgreSql"), ("Stockage__Connexion", postgres), ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32])),
    ]);

    public string DatabaseFile => _gateway.DatabaseFile;

    public double Peak => _gateway.Peak;

    public Task StartAsync() => _gateway.StartAsync(
        $$"""
        {"campagnes":[{"session":2026,"debutAdmission":"2026-06-02","publicationResultatsBac":"2026-07-07","resultatsRattrapage":"2026-07-10","rentree":"2026-09-01","fin":"2026-10-31"}],
         "etablissements":[{"code":"mesure","libelle":"Mesure","uais":["{{Uai}}"],"sis":"Apogee","sourceOpi":"ApiRest",
          "parcoursup":{"url":"{{parcoursup}}/","login":"{{Login}}","motDePasse":"{{Password}}"},
          "apogee":{"url":"http://127.0.0.1:9/services/OpiMetier"},
          "formations":[{"codeFormationPsup":{{Formation}},"libelle":"Droit","codeSise":"2500001","oui":{"codCge":"DRT","codEtp":"L1DROI","codVrsVet":101,"codDemDos":"C"} }] }]}
        """);

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _gateway.Http.GetStringAsync(Api + path))!;

    public async Task<JsonNode> PostAsync(string path, HttpContent? content = null)
    {
        using var answer = await _gateway.Http.PostAsync(Api + path, content ?? new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>What the façade answers to a SIS that asks for everybody: the bytes, counted.</summary>
    public async Task<long> FacadeAsync()
    {
        var body = new JsonObject { ["identifiant"] = new JsonObject { ["login"] = Login, ["pwd"] = Password }, ["codeEtablissement"] = Uai };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/parcoursup/{Uai}/ApiRest/getCandidatsAdmis") { Content = JsonContent.Create(body) };
        using var answer = await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var total = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var read) total += read;
        return total;
    }

    /// <summary>Nothing is applied or evaluated any more.</summary>
    public async Task<JsonNode> AtRestAsync()
    {
        while (true)
        {
            var synthese = await GetAsync("synthese");
            if (synthese["auRepos"]!.GetValue<bool>()) return synthese;
            await Task.Delay(100);
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
