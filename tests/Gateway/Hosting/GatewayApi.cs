using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>The REST API with one key; what fails says what the gateway answered.</summary>
public sealed class GatewayApi(HttpClient http) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    public HttpClient Http => http;

    public Task<JsonNode?> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonNode?> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<JsonNode?> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body);

    /// <summary>Sets the business clock; what is due by then is started.</summary>
    public Task SetClockAsync(DateTimeOffset instant) =>
        PutAsync("/api/horloge", new JsonObject { ["maintenant"] = instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) });

    /// <summary>Waits until nothing moves by itself any more, seen twice, and gives the counts of that moment.</summary>
    public async Task<JsonNode> AtRestAsync(string etablissement)
    {
        var calm = 0;
        return await Poll.UntilAsync(
            async () => (await GetAsync($"/api/etablissements/{etablissement}/synthese"))!,
            synthese => (calm = synthese["auRepos"]!.GetValue<bool>() ? calm + 1 : 0) == 2, pause: Pause);
    }

    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var response = await RawAsync(method, path, body?.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path} answered {(int)response.StatusCode}: {text} {WhyOf(response)}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static string WhyOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Correlation-Id", out var values) ? RequestFailures.Of(values.First()) : "";

    /// <summary>The answer as it is; dispose it.</summary>
    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}
