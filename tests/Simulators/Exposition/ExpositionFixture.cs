using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Exposition;

namespace Parcoursup.Gateway.Simulators.Tests.Exposition;

/// <summary>A simulated API with a few records, and a caller of it.</summary>
internal sealed class ExpositionFixture(ExpositionSimulator simulator) : IAsyncDisposable
{
    public static readonly JeuExposition Jeu = new()
    {
        Formations =
        [
            new("0750001A", null, "40025214", "apprentissage", "2022_2023", 40) { TauxEnFormation = 30, TauxEnEmploi6Mois = 50, SalaireQ2 = 1500 },
            new("0750001A", null, "40025214", "apprentissage", "2021_2022", 12) { TauxEnFormation = 30, TauxEnEmploi6Mois = 50, SalaireQ2 = 1500 },
            new("0750001A", null, "24735214311", "pro", "2022_2023", null),
            new("0750001A", null, "24735214312", "pro", "2022_2023", 30) { TauxEnFormation = 20 },
        ],
        Certifications = [new(null, null, "40025214", "apprentissage", "2023", 900) { SalaireQ2 = 1480 }],
        Regionales = [new(null, "11", "40025214", "apprentissage", "2023", 90)],
        Etablissements = ["0750009Z"],
        Terminales = new Dictionary<string, IReadOnlyList<string>>
        {
            ["24725214311"] = ["24735214311"], ["24715214310"] = ["24735214312", "24735214399"],
        },
    };

    private readonly HttpClient _http = new() { BaseAddress = simulator.Url };

    public ExpositionSimulator Simulator => simulator;

    public static async Task<ExpositionFixture> StartAsync(ExpositionOptions? options = null, JeuExposition? jeu = null) => new(
        await ExpositionSimulator.StartAsync(options ?? new(), jeu ?? Jeu, TimeProvider.System, TestContext.Current.CancellationToken));

    public async Task<(int Status, JsonNode Body)> GetAsync(string path, string? key = null, string? token = null)
    {
        using var response = await SendAsync(path, key, token);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public Task<HttpResponseMessage> SendAsync(string path, string? key = null, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        if (token is not null) request.Headers.Add("Authorization", "Bearer " + token);
        return _http.SendAsync(request);
    }

    public async Task<JsonNode> TokenAsync(string secret = "secret-de-demonstration")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "parcoursup", ["client_secret"] = secret,
        });
        using var response = await _http.PostAsync("passerelle/oauth/token", form);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => _http.PostAsJsonAsync(path, body);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await simulator.DisposeAsync();
    }
}
