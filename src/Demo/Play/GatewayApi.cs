using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The gateway's REST API as docs/reference/api.md describes it: all that the demo knows of the gateway.</summary>
internal sealed class GatewayApi : IDisposable
{
    // A gateway that was killed is back well before that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly string _etablissement;

    public GatewayApi(Uri url, string cle, string uai, TimeProvider clock)
    {
        _clock = clock;
        _etablissement = $"api/etablissements/{uai}/";
        _http = new HttpClient(ErreursRecues.Handler()) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cle);
    }

    public Task ConfigurerAsync(JsonObject document, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "api/configuration", document, cancellationToken);

    public async Task<DateTimeOffset> HorlogeAsync(CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, "api/horloge", null, cancellationToken))!["maintenant"]!.GetValue<DateTimeOffset>();

    public Task ReglerHorlogeAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "api/horloge",
            new JsonObject { ["maintenant"] = instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) },
            cancellationToken);

    public async Task<string> CreerCleAsync(string nom, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, _etablissement + "cles", new JsonObject { ["nom"] = nom },
            cancellationToken))?["cle"]?.GetValue<string>()
        ?? throw new DemoException("La passerelle n'a pas donné de clé.");

    public async Task<JsonNode> TesterConnecteurAsync(CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, _etablissement + "connecteur/test", null, cancellationToken) ?? new JsonObject();

    /// <summary>One full pull; null when Parcoursup gave nothing that could be read.</summary>
    public async Task<JsonNode?> RecupererAsync(CancellationToken cancellationToken)
    {
        using var response = await RetryAsync(HttpMethod.Post, _etablissement + "recuperations", new JsonObject(), cancellationToken);
        return response.IsSuccessStatusCode ? await ReadAsync(response, cancellationToken) : null;
    }

    /// <summary>A plain Oui for the formation leads to another VET from now on.</summary>
    public async Task ChangerVetAsync(int formation, Vet vet, CancellationToken cancellationToken)
    {
        var formations = (await SendAsync(HttpMethod.Get, _etablissement + "formations", null, cancellationToken))!.AsArray();
        var oui = formations.First(f => f!["codeFormationPsup"]!.GetValue<int>() == formation)!["oui"]!;
        (oui["codCge"], oui["codEtp"], oui["codVrsVet"]) = (vet.CodCge, vet.CodEtp, vet.CodVrsVet);
        await SendAsync(HttpMethod.Put, _etablissement + "formations", formations, cancellationToken);
    }

    public Task<JsonNode?> EnvoyerResultatsAsync(JsonArray resultats, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, _etablissement + "resultats-bac", resultats, cancellationToken);

    public Task<JsonNode?> EnvoyerInscriptionsAsync(JsonArray inscriptions, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, _etablissement + "inscriptions", inscriptions, cancellationToken);

    /// <summary>Sends what has to be sent now; a run that is already under way does as well.</summary>
    public async Task RemonterAsync(CancellationToken cancellationToken)
    {
        using var response = await RetryAsync(HttpMethod.Post, _etablissement + "remontees", null, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Conflict)
            await EnsureAsync(response, cancellationToken);
    }

    public async Task<Synthese> SyntheseAsync(CancellationToken cancellationToken) =>
        Synthese.Lire(await SendAsync(HttpMethod.Get, _etablissement + "synthese", null, cancellationToken));

    public async Task<IReadOnlyList<Garde>> GardesAsync(CancellationToken cancellationToken) =>
        Garde.Lire(await SendAsync(HttpMethod.Get, _etablissement + "gardes", null, cancellationToken));

    public Task ConfirmerAsync(Garde garde, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{_etablissement}gardes/{garde.Id}/confirmer", null, cancellationToken);

    public Task RejeterAsync(Garde garde, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{_etablissement}gardes/{garde.Id}/rejeter", null, cancellationToken);

    /// <summary>Asks for a Scolarix snapshot; a refusal is not an error of the demo.</summary>
    public async Task<(int Status, string Message)> EcrireInstantaneAsync(CancellationToken cancellationToken)
    {
        using var response = await RetryAsync(HttpMethod.Post, _etablissement + "scolarix/instantanes", null, cancellationToken);
        var body = await ReadAsync(response, cancellationToken);
        return ((int)response.StatusCode, body?["erreurs"]?[0]?["message"]?.GetValue<string>() ?? body?["message"]?.GetValue<string>()
            ?? "");
    }

    public async Task<IReadOnlyList<Instantane>> InstantanesAsync(CancellationToken cancellationToken) =>
        Instantane.Lire(await SendAsync(HttpMethod.Get, _etablissement + "scolarix/instantanes", null, cancellationToken));

    public Task ConfirmerInstantaneAsync(int numero, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"{_etablissement}scolarix/instantanes/{numero}/confirmer"),
            null, cancellationToken);

    /// <summary>The gateway's sentence on the first candidate who moved so; null when nobody did.</summary>
    public async Task<string?> PremierMouvementAsync(int numero, string nature, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get,
            string.Create(CultureInfo.InvariantCulture, $"{_etablissement}scolarix/instantanes/{numero}/mouvements?nature={nature}"), null,
            cancellationToken))?
        ["mouvements"]?.AsArray().FirstOrDefault()?["texte"]?.GetValue<string>();

    public async Task<int> NombreADeciderAsync(CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, _etablissement + "scolarix/a-decider", null, cancellationToken))?["total"]?.GetValue<int>() ?? 0;

    public Task DeclarerTitulaireAsync(int candidat, bool titulaire, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{_etablissement}scolarix/declarations/{Campagne.Session}/{candidat}"),
        new JsonObject { ["titulaire"] = titulaire }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var response = await RetryAsync(method, path, body, cancellationToken);
        await EnsureAsync(response, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>Everything that the demo sends may be sent again: the gateway keeps states, not events.</summary>
    private async Task<HttpResponseMessage> RetryAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                    request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
                var response = await _http.SendAsync(request, cancellationToken);
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway)
                    || _clock.GetElapsedTime(start) > Patience)
                    return response;
                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or IOException && _clock.GetElapsedTime(start) < Patience)
            {
                // Refused or reset: the gateway was killed or is starting.
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new DemoException($"La passerelle ne répond plus à {path} : {e.Message}");
            }

            await Task.Delay(Pause, _clock, cancellationToken);
        }
    }

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new DemoException(
                $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} : {(int)response.StatusCode} "
                + $"{await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new DemoException($"{response.RequestMessage?.RequestUri} a répondu autre chose que du JSON.");
        }
    }
}
