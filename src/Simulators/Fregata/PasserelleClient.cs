using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>Calls the gateway as the contract says, and may hang up before it hears the answer.</summary>
internal sealed class PasserelleClient : IDisposable
{
    private readonly HttpClient _http = new(ErreursRecues.Handler()) { Timeout = TimeSpan.FromSeconds(120) };
    private readonly PanneQueue _pannes;

    public PasserelleClient(FregataOptions options, PanneQueue pannes)
    {
        _pannes = pannes;
        _http.BaseAddress = new Uri(options.Passerelle, $"fregata/v1/{options.Uai}/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Login}:{options.MotDePasse}")));
    }

    /// <param name="geste">By what name a fault is ordered for it.</param>
    public async Task<Reponse> EnvoyerAsync(HttpMethod method, string path, JsonNode? body, PersonneFregata personne, string geste,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Fregata-Utilisateur", personne.Nom);
        request.Headers.Add("X-Fregata-Role", personne.Role);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (_pannes.Take(geste)?.Type == TypePanne.Coupure)
            return new Reponse(0, null);

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new Reponse((int)response.StatusCode, Parse(text));
    }

    public void Dispose() => _http.Dispose();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Status">0: the gateway did its work, and Fregata never heard of it.</param>
    public sealed record Reponse(int Status, JsonNode? Corps)
    {
        public bool EstPerdue => Status == 0;

        /// <summary>The first error of a refusal, in French.</summary>
        public string Erreur => EstPerdue
            ? "La réponse de la passerelle s'est perdue"
            : (Corps as JsonObject)?["erreurs"]?.AsArray().FirstOrDefault()?["message"]?.GetValue<string>()
            ?? $"La passerelle a répondu {Status}";
    }
}
