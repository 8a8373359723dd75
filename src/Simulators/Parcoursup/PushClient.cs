using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>Calls an établissement when a candidate has answered, as insistently as it is told to.</summary>
internal sealed class PushClient(ParcoursupOptions options, Dice dice, TimeProvider clock) : IDisposable
{
    private const string Suffix = "admissionCandidat";
    private readonly HttpClient _http = new(ErreursRecues.Handler()) { Timeout = options.DelaiPoussee };

    /// <summary>True when the other side acknowledged it.</summary>
    public async Task<bool> PushAsync(JsonObject candidat, Uri baseUrl, string login, string motDePasse, ParcoursupSins sins,
        CancellationToken cancellationToken)
    {
        var url = new Uri($"{baseUrl.ToString().TrimEnd('/')}/{Suffix}{(dice.Roll(sins.SuffixeDouble) ? "/" + Suffix : "")}");
        var body = JsonBody.Text(Body(candidat, login, motDePasse, dice.Roll(sins.CorpsRacine)));
        for (var attempt = 1; ; attempt++)
        {
            if (await SendAsync(url, body, cancellationToken))
            {
                if (dice.Roll(sins.Repetition))
                    await SendAsync(url, body, cancellationToken);
                return true;
            }

            if (attempt >= options.TentativesPoussee)
                return false;

            await Task.Delay(options.DelaiEntreTentatives, clock, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Body(JsonObject candidat, string login, string motDePasse, bool atRoot)
    {
        var body = new JsonObject { ["identifiant"] = new JsonObject { ["login"] = login, ["pwd"] = motDePasse } };
        if (!atRoot)
        {
            body["donneesCandidat"] = candidat;
            return body;
        }

        foreach (var (name, value) in candidat)
            body[name] = value?.DeepClone();
        return body;
    }

    private async Task<bool> SendAsync(Uri url, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(url, content, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return false;

            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) as JsonObject;
            return answer is not null && JsonBody.Field(answer, "retour") == "OK";
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
